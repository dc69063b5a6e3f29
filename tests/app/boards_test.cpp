// Every figure of every board has its cases; frozen months keep what they said; and verify knows them all.
#include <random>

#include "app/cases_behind.h"
#include "app/freeze_months.h"
#include "app/kept_boards.h"
#include "app/review_list.h"
#include "app/show_board.h"
#include "app/sweeper.h"
#include "app/town.h"

namespace huiyin::testing {

class Boards : public Town {
 protected:
  static Caller supervisor() { return staff(Role::supervisor, "oversight", {}, 3); }
  static Caller reviewer() { return staff(Role::reviewer, "oversight", {}, 4); }

  std::string lead_of(const std::string& case_no) { return show_case(app(), the_system(), case_no)->lead.code; }
  void act(const Caller& caller, const std::string& case_no, const std::string& name, const std::string& form = "{}") {
    const auto done = command(caller, case_no, name, form);
    EXPECT_TRUE(done) << name << ": " << to_string(done.error().code) << " " << done.error().detail;
  }

  void handle(const std::string& case_no, int64_t taking_ms) {
    dispatch(case_no);
    const auto handler = staff(Role::handler, lead_of(case_no));
    act(handler, case_no, "sign");
    act(handler, case_no, "start");
    pass(taking_ms);
    ASSERT_TRUE(sweep_due(app()));
    act(handler, case_no, "contact", R"({"result":"reached"})");
    act(handler, case_no, "resolve", R"({"reply":"已修复"})");
  }

  // One of ten courses a case may take, some of which take days.
  void live(int course) {
    auto input = street_light();
    input.place.code = course % 2 == 0 ? kGrid : "990101002001001";
    input.category = course % 3 == 0 ? "0204" : "";
    const auto report = opened(anybody(), input);
    const auto& no = report.case_no;
    const auto asker = holding(report);
    switch (course) {
      case 0: return act(dispatcher(), no, "answer", R"({"reply":"今晚检修"})");
      case 1: return act(dispatcher(), no, "refuse", R"({"reason":"no_authority","reason_text":"不属本区"})");
      case 2: return act(asker, no, "withdraw");
      case 3: return dispatch(no);
      case 4: handle(no, 6 * kDayMs); return act(asker, no, "rate", R"({"resolved":"partly","satisfied":"neutral"})");
      case 5:
        handle(no, 4 * kHourMs);
        act(asker, no, "rate", R"({"resolved":"no","satisfied":"dissatisfied"})");
        return;
      case 6:
        handle(no, kHourMs);
        act(asker, no, "rate", R"({"resolved":"yes","satisfied":"satisfied"})");
        act(reviewer(), no, "exclude", R"({"reason":"malicious","reason_text":"虚假"})");
        return act(supervisor(), no, "grant");
      case 7:
        act(supervisor(), no, "supervise", R"({"cause":"media","reason_text":"媒体报道"})");
        return act(anybody_with(report), no, "endorse");
      case 8: {
        dispatch(no);
        const auto handler = staff(Role::handler, lead_of(no));
        act(handler, no, "return", R"({"reason":"not_ours","reason_text":"不归我","basis":"三定","owner":"housing"})");
        return act(dispatcher(), no, "arbitrate", R"({"choice":"refused","reason_text":"应由你办"})");
      }
      default: handle(no, kDayMs);
    }
  }
  Caller anybody_with(const Opened& report) { return holding(report); }

  struct Sum {
    int64_t moves = 0, rows = 0;
  };
  Sum behind(const Figure& figure) {
    Sum sum;
    std::string cursor;
    do {
      const auto page = cases_behind(app(), supervisor(), figure, cursor, 7);
      EXPECT_TRUE(page) << page.error().detail << page.error().where;
      if (!page) return sum;
      EXPECT_EQ(page->rows.size(), page->moves.size());
      sum.moves += page->sum;
      sum.rows += static_cast<int64_t>(page->rows.size());
      cursor = page->next;
    } while (!cursor.empty());
    return sum;
  }

  // How many figures of the board are not what their cases add up to.
  void check_board(const std::string& by, const std::string& from, const std::string& to) {
    const auto board = show_board(app(), supervisor(), by, from, to);
    ASSERT_TRUE(board) << board.error().detail;
    EXPECT_TRUE(board->identity.holds);
    for (const auto& line : board->lines) {
      const bool by_day = by == "day";
      for (const auto& [measure, value] : line.measures) {
        const Figure figure{measure, by, line.subject, by_day ? line.subject : from, by_day ? "" : to, false};
        EXPECT_EQ(behind(figure).moves, value) << by << " " << line.subject << " " << measure;
      }
      for (const auto& [measure, value] : line.since_frozen) {
        EXPECT_EQ(behind({measure, by, line.subject, from, to, true}).moves, value) << by << " since " << measure;
      }
    }
  }

  int64_t measure_of(const Board& board, const std::string& subject, const std::string& measure) {
    for (const auto& line : board.lines) {
      if (line.subject == subject && line.measures.contains(measure)) return line.measures.at(measure);
    }
    return 0;
  }
};

TEST_F(Boards, every_figure_is_the_sum_of_what_its_cases_add) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  for (int index = 0; index < 12; ++index) {
    live(index < 10 ? index : static_cast<int>(random() % 10));
    pass(static_cast<int64_t>(random() % 48) * kHourMs);
    ASSERT_TRUE(sweep_due(app()));
    ASSERT_TRUE(freeze_ended_months(app()));
  }
  for (const auto* by : {"unit", "street", "category", "programme", "hour"}) check_board(by, "2026-11", "2027-01");
  check_board("unit", "2026", "2026");
  check_board("day", "2026-11-20", "2026-12-20");
  check_board("hour", "2026-11-23", "2026-11-25");
  const auto report = store_->verify({});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->ok) << (report->faults.empty() ? "" : report->faults.front());
}

TEST_F(Boards, by_hour_there_is_what_was_taken_in_the_site_s_own_time) {
  opened(anybody(), street_light());  // at ten
  pass(59 * kMinuteMs);
  opened(anybody(), street_light());
  pass(kMinuteMs);
  opened(anybody(), street_light());
  const auto board = show_board(app(), supervisor(), "hour", "2026-11", "");
  ASSERT_TRUE(board) << board.error().detail;
  ASSERT_EQ(board->lines.size(), 2U);
  EXPECT_EQ(measure_of(*board, "10", "taken"), 2);
  EXPECT_EQ(measure_of(*board, "11", "taken"), 1);
  EXPECT_EQ(show_board(app(), supervisor(), "hour", "2026-10", "")->lines.size(), 0U);
  EXPECT_EQ(behind({"taken", "hour", "10", "2026-11", "2026-11", false}).rows, 2);
  const auto late = cases_behind(app(), supervisor(), {"late", "hour", "10", "2026-11", "2026-11", false}, "", 7);
  EXPECT_EQ(late.error().where, "/measure");
}

TEST_F(Boards, a_month_that_is_over_keeps_its_figures_and_shows_what_came_late) {
  const auto report = opened(anybody(), street_light());
  dispatch(report.case_no);
  const auto unit = lead_of(report.case_no);
  now_at_ms_ = parse_instant("2026-11-30T23:59:00+08:00").value();
  EXPECT_EQ(freeze_ended_months(app()).value(), 1) << "the month before the first one is kept as it was: empty";
  EXPECT_EQ(code_of(freeze_month(app(), "2026-11")), "invalid_input");
  now_at_ms_ = parse_instant("2026-12-01T00:00:00+08:00").value();
  EXPECT_EQ(freeze_ended_months(app()).value(), 1);
  EXPECT_EQ(freeze_ended_months(app()).value(), 0);
  // A telephone was without a network: what was said in November arrives in December.
  const CommandInput late{
      report.case_no, "endorse", std::nullopt, {}, parse_instant("2026-11-30T20:00:00+08:00").value()};
  ASSERT_TRUE(run_command(app(), dispatcher(), late));
  const auto board = show_board(app(), supervisor(), "unit", "2026-11", "");
  ASSERT_TRUE(board);
  ASSERT_EQ(board->frozen.size(), 1U);
  const auto& line_of_unit = *std::ranges::find(board->lines, unit, &BoardLine::subject);
  EXPECT_EQ(line_of_unit.since_frozen, (Measures{{"endorsed", 1}}));
  for (const auto& line : board->lines) {
    for (const auto& [measure, value] : line.frozen) {
      const auto later = line.since_frozen.contains(measure) ? line.since_frozen.at(measure) : 0;
      const auto today = line.measures.contains(measure) ? line.measures.at(measure) : 0;
      EXPECT_EQ(value + later, today) << line.subject << " " << measure;
    }
  }
  check_board("unit", "2026-11", "2026-11");
  EXPECT_TRUE(store_->verify({})->ok);
}

TEST_F(Boards, a_kept_board_says_what_adding_up_again_would_say) {
  KeptBoards boards{app()};
  const auto same = [&](const Caller& caller, const std::string& by) {
    SCOPED_TRACE(by);
    for (int time = 0; time < 2; ++time) {
      const auto kept = boards.show(caller, by, "2026-11", "2026-12");
      const auto anew = show_board(app(), caller, by, "2026-11", "2026-12");
      ASSERT_TRUE(kept && anew);
      EXPECT_EQ(kept->identity, anew->identity);
      EXPECT_EQ(kept->lines, anew->lines);
      EXPECT_EQ(kept->frozen.size(), anew->frozen.size());
      EXPECT_EQ(kept->at_ms, app().now_at_ms());
    }
  };
  const auto all_the_same = [&] {
    for (const auto* by : {"unit", "street", "category", "programme"}) {
      same(supervisor(), by);
      same(anybody(), by);
    }
  };
  for (const int course : {0, 3, 4, 7}) {
    live(course);
    all_the_same();
  }
  pass(40 * kDayMs);
  EXPECT_EQ(boards.show(supervisor(), "unit", "2026-11", "")->at_ms, app().now_at_ms());
  ASSERT_TRUE(freeze_ended_months(app()));
  all_the_same();
  EXPECT_EQ(code_of(boards.show(supervisor(), "moon", "2026-11", "")), "invalid_input");
}

TEST_F(Boards, rates_say_what_they_count_and_whom_they_leave_out) {
  live(4);
  live(6);
  const auto board = show_board(app(), supervisor(), "programme", "2026-11", "2026-12");
  ASSERT_TRUE(board);
  ASSERT_EQ(board->lines.size(), 1U);
  const auto& rates = board->lines.front().rates;
  const auto rate = [&](const std::string& name) { return *std::ranges::find(rates, name, &Rate::name); };
  EXPECT_EQ(rate("on_time"), (Rate{"on_time", 0, 1, 0, 1, true}));
  EXPECT_EQ(rate("resolution"), (Rate{"resolution", 5'000, 1, 5'000, 1, true}));
  EXPECT_EQ(rate("satisfaction"), (Rate{"satisfaction", 6'000, 1, 6'000, 1, true}));
  EXPECT_EQ(rate("participation").rate_bp, 10'000);
  EXPECT_EQ(measure_of(*board, "snap_report", "red_card"), 1);
}

TEST_F(Boards, the_public_sees_no_count_that_could_point_at_a_person) {
  live(4);
  const auto board = show_board(app(), anybody(), "unit", "2026-11", "2026-12");
  ASSERT_TRUE(board);
  for (const auto& line : board->lines) {
    EXPECT_TRUE(line.measures.empty());
    EXPECT_TRUE(line.rates.empty());
    EXPECT_TRUE(line.cases.empty());
  }
  EXPECT_EQ(code_of(cases_behind(app(), anybody(), {"taken", "unit", "urban", "2026-11", "", false}, "", 10)),
            "not_your_role");
  EXPECT_EQ(code_of(show_board(app(), anybody(), "unit", "2026-11-01", "2026-11-30")), "invalid_input");
  EXPECT_EQ(code_of(show_board(app(), anybody(), "unit", "2026-12", "2026-11")), "invalid_input");
}

TEST_F(Boards, the_review_list_is_sorted_for_the_meeting_and_says_what_is_owed) {
  const auto late = opened(anybody(), street_light());
  auto gas = street_light();
  gas.category = "0104";
  gas.place.code = "990101002001001";
  const auto urgent = opened(anybody(), gas);
  act(supervisor(), urgent.case_no, "supervise",
      R"({"cause":"leader","reason_text":"今天必须处置","instructed_at":"2026-11-22T09:00:00+08:00","until":"2026-11-25T18:00:00+08:00"})");
  pass(10 * kDayMs);
  ASSERT_TRUE(sweep_due(app()));
  const auto list = review_list(app(), supervisor());
  ASSERT_TRUE(list);
  ASSERT_EQ(list->rows.size(), 2U);
  EXPECT_EQ(list->supervised, 2);
  EXPECT_EQ(list->red, 2);
  const auto& first = list->rows.front();
  EXPECT_EQ(first.row.case_no, urgent.case_no);
  EXPECT_EQ(first.instruction, "今天必须处置");
  EXPECT_EQ(first.owed, "written_result");
  EXPECT_EQ(first.issuer.code, "oversight");
  EXPECT_EQ(first.instructed_at_ms, parse_instant("2026-11-22T09:00:00+08:00").value());
  EXPECT_EQ(list->rows.back().row.case_no, late.case_no);
  EXPECT_EQ(list->rows.back().owed, "answer");
  EXPECT_EQ(code_of(review_list(app(), anybody())), "not_your_role");
}

}  // namespace huiyin::testing
