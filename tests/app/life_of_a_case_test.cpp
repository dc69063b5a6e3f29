#include "app/explain_case.h"
#include "app/list_cases.h"
#include "app/reveal_contact.h"
#include "app/show_board.h"
#include "app/sweeper.h"
#include "app/town.h"

namespace huiyin::testing {

using LifeOfACase = Town;

TEST_F(LifeOfACase, a_report_is_located_categorised_and_receipted) {
  const auto report = opened(anybody(), street_light());
  EXPECT_EQ(report.outcome, "opened");
  EXPECT_EQ(report.category, "0106");
  EXPECT_EQ(report.place.grid, kGrid);
  EXPECT_EQ(report.place.street_name.zh, "柳塘街道");
  EXPECT_EQ(report.state_wording.zh, "已受理");
  EXPECT_EQ(report.holder.code, "cc");
  EXPECT_GT(report.due_at_ms, now_at_ms_);
  EXPECT_EQ(holding(report).receipt_case, case_id_of(app(), report.case_no).value());
}

TEST_F(LifeOfACase, a_point_outside_every_grid_is_told_so) {
  auto input = street_light();
  input.place = {};
  input.place.lat = 10.0;
  input.place.lon = 10.0;
  EXPECT_EQ(code_of(open_case(app(), anybody(), input)), "outside_district");
}

TEST_F(LifeOfACase, the_wrong_receipt_opens_nothing) {
  const auto report = opened(anybody(), street_light());
  EXPECT_EQ(code_of(caller_by_receipt(app(), report.case_no, "0000000000000000000000000")), "signed_out");
  EXPECT_EQ(code_of(caller_by_receipt(app(), "MC-261123-99999-0", report.receipt)), "signed_out");
}

TEST_F(LifeOfACase, it_goes_from_the_first_word_to_the_requesters_rating) {
  const auto report = opened(anybody(), street_light());
  dispatch(report.case_no);
  const auto lead = show_case(app(), dispatcher(), report.case_no)->lead.code;
  const auto handler = staff(Role::handler, lead);
  for (const auto& [name, form] :
       {std::pair{"sign", "{}"}, std::pair{"start", "{}"}, std::pair{"resolve", R"({"reply":"已更换灯头"})"}}) {
    const auto done = command(handler, report.case_no, name, form);
    ASSERT_TRUE(done) << name << ": " << done.error().detail;
  }
  ASSERT_EQ(code_of(command(holding(report), report.case_no, "rate",
                            R"({"choice":"ok","resolved":"yes","satisfied":"satisfied"})")),
            "done");
  const auto page = show_case(app(), holding(report), report.case_no);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->row.settled_as, "closed");
  EXPECT_EQ(page->reply, "已更换灯头");
  EXPECT_EQ(page->rating.resolved, "yes");
}

TEST_F(LifeOfACase, the_page_explains_when_it_is_due_and_why_there) {
  const auto report = opened(anybody(), street_light());
  const auto page = show_case(app(), holding(report), report.case_no);
  ASSERT_TRUE(page);
  ASSERT_FALSE(page->due_explained.empty());
  EXPECT_EQ(page->due_explained.back().to_at_ms, report.due_at_ms);
  const auto told = explain_case(app(), holding(report), report.case_no);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->limit, "3wd");
  EXPECT_GT(told->duty.line, 0);
  ASSERT_FALSE(told->guesses.empty());
  EXPECT_FALSE(told->guesses.front().keywords.empty());
}

TEST_F(LifeOfACase, a_settled_case_still_says_what_was_promised_and_whether_it_was_kept) {
  const auto late = opened(anybody(), street_light());
  const auto in_time = opened(anybody(), street_light());
  const auto promised_at_ms = show_case(app(), dispatcher(), late.case_no)->row.due_at_ms;
  ASSERT_TRUE(command(dispatcher(), in_time.case_no, "answer", R"({"reply":"今晚检修"})"));
  pass(30 * kDayMs);
  ASSERT_TRUE(sweep_due(app()));
  ASSERT_TRUE(command(dispatcher(), late.case_no, "answer", R"({"reply":"修好了"})"));
  const auto told = explain_case(app(), dispatcher(), late.case_no);
  ASSERT_TRUE(told);
  EXPECT_TRUE(told->late);
  EXPECT_EQ(told->due_at_ms, promised_at_ms);
  EXPECT_FALSE(told->due.empty()) << "how it was counted";
  const auto kept = explain_case(app(), dispatcher(), in_time.case_no);
  EXPECT_FALSE(kept->late);
  EXPECT_GT(kept->due_at_ms, 0);
}

TEST_F(LifeOfACase, a_promise_on_hold_is_not_overdue) {
  const auto report = opened(anybody(), street_light());
  const auto overdue = [&] {
    ListInput input;
    input.filter.overdue = true;
    return list_cases(app(), dispatcher(), input)->rows.size();
  };
  pass(20 * kDayMs);
  ASSERT_TRUE(sweep_due(app()));
  EXPECT_EQ(overdue(), 1U);
  dispatch(report.case_no);
  const auto handler = staff(Role::handler, show_case(app(), the_system(), report.case_no)->lead.code);
  ASSERT_TRUE(command(handler, report.case_no, "sign"));
  const auto until = format_instant(now_at_ms_ + 10 * kDayMs);
  ASSERT_TRUE(command(dispatcher(), report.case_no, "suspend",
                      R"({"reason":"needs_season","reason_text":"待开春","review_at":")" + until + R"("})"));
  EXPECT_EQ(overdue(), 1U) << "asked for, not granted";
  ASSERT_TRUE(command(staff(Role::supervisor, "oversight", {}, 3), report.case_no, "grant"));
  EXPECT_EQ(overdue(), 0U);
}

TEST_F(LifeOfACase, a_command_with_an_old_version_is_stale) {
  const auto report = opened(anybody(), street_light());
  ASSERT_EQ(code_of(command(dispatcher(), report.case_no, "accept", R"({"choice":"here"})")), "done");
  const CommandInput late{report.case_no, "dispatch", report.version, json::Object{}, 0};
  EXPECT_EQ(code_of(run_command(app(), dispatcher(), late)), "stale_version");
}

TEST_F(LifeOfACase, the_same_command_on_many_cases_answers_each) {
  const auto first = opened(anybody(), street_light());
  const auto second = opened(anybody(), street_light());
  const auto form = json::parse(R"({"choice":"here"})").value();
  const auto outcomes =
      run_bulk(app(), dispatcher(), {{first.case_no, first.version}, {second.case_no, 99}, {"MC-000000-00000-0", 1}},
               "accept", form);
  ASSERT_TRUE(outcomes);
  EXPECT_TRUE((*outcomes)[0].answer);
  EXPECT_EQ((*outcomes)[1].refusal->code, RefusalCode::stale_version);
  EXPECT_EQ((*outcomes)[2].refusal->code, RefusalCode::unknown_case);
}

TEST_F(LifeOfACase, a_merge_can_be_undone) {
  const auto parent = opened(anybody(), street_light());
  const auto child = opened(anybody(), street_light());
  const auto merged = command(dispatcher(), child.case_no, "merge", R"({"parent":")" + parent.case_no + R"("})");
  ASSERT_TRUE(merged) << merged.error().detail;
  EXPECT_EQ(merged->row.settled_as, "merged");
  const auto back = command(dispatcher(), child.case_no, "unmerge", R"({"reason":"different_lamp"})");
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(back->row.phase, "open");
  EXPECT_TRUE(show_case(app(), dispatcher(), parent.case_no)->links.empty());
}

TEST_F(LifeOfACase, an_idempotent_repeat_opens_one_case) {
  const IdempotencyKey once{"anybody", "k1"};
  const auto first = open_case(app(), anybody(), street_light(), once);
  const auto again = open_case(app(), anybody(), street_light(), once);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->case_no, again->case_no);
  auto other = street_light();
  other.description = "井盖响";
  EXPECT_EQ(code_of(open_case(app(), anybody(), other, once)), "idempotency_reused");
}

TEST_F(LifeOfACase, what_nobody_touches_becomes_red_and_is_supervised) {
  const auto report = opened(anybody(), street_light());
  EXPECT_EQ(show_case(app(), dispatcher(), report.case_no)->row.colour, "green");
  pass(20 * kDayMs);
  const auto swept = sweep_due(app());
  ASSERT_TRUE(swept);
  EXPECT_EQ(swept->refused, 0);
  const auto page = show_case(app(), dispatcher(), report.case_no);
  EXPECT_EQ(page->row.colour, "red");
  EXPECT_GT(page->row.supervision_level, 0);
  EXPECT_EQ(sweep_due(app())->cases, 0) << "a second round finds nothing due";
}

TEST_F(LifeOfACase, a_notice_is_read_by_everybody_until_its_time_is_over) {
  OpenInput input;
  input.programme = "service_notice";
  input.description = "明日 9 时至 17 时检修，晓园停水";
  input.place.code = kGrid;
  input.agreed_at = format_instant(now_at_ms_ + kDayMs);
  EXPECT_EQ(code_of(open_case(app(), anybody(), input)), "not_your_role");
  const auto notice = opened(staff(Role::community_lead, "liutang.xiaoyuan", "990101001001"), input);
  const auto page = show_case(app(), anybody(), notice.case_no);
  ASSERT_TRUE(page) << page.error().detail;
  EXPECT_EQ(page->description, input.description);
  EXPECT_EQ(page->row.due_at_ms, now_at_ms_ + kDayMs);
  EXPECT_EQ(page->row.place.grid, "") << "no finer than the programme publishes";
  pass(kDayMs + kHourMs);
  ASSERT_TRUE(sweep_due(app()));
  EXPECT_EQ(show_case(app(), anybody(), notice.case_no)->row.state, "over");
}

TEST_F(LifeOfACase, what_was_found_without_a_network_is_dated_when_it_was_found) {
  auto input = street_light();
  input.programme = "grid_finding";
  input.occurred_at = format_instant(now_at_ms_ - 5 * kHourMs);
  const auto worker = staff(Role::grid_worker, "liutang.xiaoyuan", kGrid);
  const auto finding = opened(worker, input);
  EXPECT_EQ(finding.opened_at_ms, now_at_ms_ - 5 * kHourMs);
  EXPECT_GT(finding.due_at_ms, now_at_ms_) << "its clocks run from now";
  input.occurred_at = format_instant(now_at_ms_ + kMinuteMs);
  EXPECT_EQ(code_of(open_case(app(), worker, input)), "invalid_input");
  input.occurred_at = "yesterday";
  EXPECT_EQ(code_of(open_case(app(), worker, input)), "invalid_input");
  auto report = street_light();
  report.occurred_at = format_instant(now_at_ms_ - kHourMs);
  EXPECT_EQ(code_of(open_case(app(), anybody(), report)), "not_your_role");
  EXPECT_TRUE(store_->verify({})->ok);
}

TEST_F(LifeOfACase, a_sweeper_stops_when_told) {
  Sweeper sweeper{app(), 3'600'000};
  sweeper.start();
  sweeper.stop();
  EXPECT_GE(sweeper.rounds_count(), 1);
}

TEST_F(LifeOfACase, the_board_keeps_the_identity) {
  opened(anybody(), street_light());
  const auto second = opened(anybody(), street_light());
  ASSERT_EQ(code_of(command(dispatcher(), second.case_no, "refuse", R"({"reason":"not_ours","reason_text":"非本区"})")),
            "done");
  const auto board = show_board(app(), anybody(), "", "", "");
  ASSERT_TRUE(board);
  EXPECT_EQ(board->identity.taken, 2);
  EXPECT_EQ(board->identity.in_hand, 1);
  EXPECT_EQ(board->identity.refused, 1);
  EXPECT_TRUE(board->identity.holds);
}

TEST_F(LifeOfACase, small_counts_are_left_out_in_public) {
  opened(anybody(), street_light());
  const auto in_public = show_board(app(), anybody(), "street", "2026-11", "2026-11");
  ASSERT_TRUE(in_public);
  for (const auto& line : in_public->lines) EXPECT_TRUE(line.measures.empty()) << line.subject;
  const auto inside = show_board(app(), staff(Role::auditor, "cc"), "street", "2026-11", "2026-11");
  ASSERT_TRUE(inside);
  EXPECT_EQ(inside->lines.front().measures.at("taken"), 1);
}

}  // namespace huiyin::testing
