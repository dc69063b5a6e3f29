// A district changes while its cases live: files are edited and adopted, and an unsigned, a signed and a settled case
// are followed through, on both stores. Every story ends with verify.
#include <fstream>
#include <regex>
#include <sstream>

#include "app/accounts.h"
#include "app/carry_over.h"
#include "app/dry_run_duties.h"
#include "app/explain_case.h"
#include "app/sessions.h"
#include "app/town.h"
#include "store/postgres_cluster.h"
#include "store/sql_store.h"

namespace huiyin::testing {

class FollowedCases : public Town {
 protected:
  struct Cases {
    std::string waiting, signed_for, settled;
  };

  void TearDown() override {
    const auto verified = store_->verify({});
    EXPECT_TRUE(verified && verified->ok);
    for (const auto& fault : verified->faults) ADD_FAILURE() << fault;
    Town::TearDown();
  }

  void edit(const std::string& path, const std::function<void(std::string&)>& change) {
    const auto full = site_dir_ + "/" + path;
    std::stringstream bytes;
    bytes << std::ifstream{full}.rdbuf();
    auto text = bytes.str();
    const auto before = text;
    change(text);
    ASSERT_NE(text, before) << path;
    std::ofstream{full} << text;
  }

  static void replace(std::string& text, const std::string& from, const std::string& to) {
    text = std::regex_replace(text, std::regex{from}, to);
  }

  // The unit has a last day, yesterday; the tables name another in its place.
  void end_unit(const std::string& code, const std::string& successor, const std::string& in_tables) {
    edit("units.csv", [&](std::string& text) {
      replace(text, "\n", ",,,\n");
      replace(text, "hours,,,\n", "hours,valid_from,valid_until,successor\n");
      replace(text, "\n(" + code + ",.*),,,\n", "\n$1,,2026-11-22," + successor + "\n");
    });
    edit("duties.csv", [&](std::string& text) { replace(text, "\\b" + code + "\\b", in_tables); });
  }

  Adopted adopt(const AdoptProgress& progress = {}) {
    const auto adopted = adopt_site(app(), the_system(), site_dir_, progress);
    if (adopted) return *adopted;
    for (const auto& finding : adopted.error().findings)
      ADD_FAILURE() << finding.file << ":" << finding.line << " " << finding.field << ": " << finding.detail;
    ADD_FAILURE() << adopted.error().refusal.detail;
    return {};
  }

  std::string reported(const std::string& category) {
    auto input = street_light();
    input.category = category;
    input.place = {};
    input.place.lat = 41.3055;  // the first grid of Xiaoyuan
    input.place.lon = 123.7905;
    const auto report = opened(anybody(), input);
    receipts_[report.case_no] = report;
    dispatch(report.case_no);
    return report.case_no;
  }

  void run(const std::string& case_no, std::initializer_list<std::pair<const char*, const char*>> commands) {
    for (const auto& [name, form] : commands) {
      const auto state = at(case_no);
      const auto done = command(staff(Role::handler, state.lead), case_no, name, form);
      ASSERT_TRUE(done) << name << ": " << done.error().detail;
    }
  }

  Cases three_cases(const std::string& category) {
    Cases cases{reported(category), reported(category), reported(category)};
    run(cases.signed_for, {{"sign", "{}"}, {"start", "{}"}});
    run(cases.settled, {{"sign", "{}"}, {"start", "{}"}, {"resolve", R"({"reply":"已处理"})"}});
    EXPECT_EQ(code_of(command(holding(receipts_[cases.settled]), cases.settled, "rate",
                              R"({"choice":"ok","resolved":"yes","satisfied":"satisfied"})")),
              "done");
    settled_before_ = at(cases.settled);
    pass(kHourMs);
    return cases;
  }

  Case at(const std::string& case_no) {
    const auto state = store_->find_case(case_id_of(app(), case_no).value());
    EXPECT_TRUE(state);
    return state.value_or(Case{});
  }
  int64_t due(const std::string& case_no) {
    const auto state = at(case_no);
    const auto* clock = find_clock(state, "answer");
    return clock == nullptr ? 0 : clock->due_at_ms;
  }

  Case settled_before_;
  std::map<std::string, Opened> receipts_;
};

class Changes : public FollowedCases, public ::testing::WithParamInterface<Engine> {
 protected:
  void SetUp() override {
    Town::SetUp();
    if (GetParam() == Engine::sqlite) return;
    open_store(PostgresCluster::shared().new_database());
    std::vector<DefinitionFile> files;
    const auto folder = read_site_folder(site_dir_).value();
    files.reserve(folder.size());
    for (const auto& file : folder) files.push_back({file.path, file.bytes});
    ASSERT_TRUE(store_->adopt(files, now_at_ms_, {"system", 0, {}, {}}));
    app().keep_edition(Prepared::site().definitions);
    ASSERT_TRUE(app().load_editions());
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, Changes, ::testing::Values(Engine::sqlite, Engine::postgresql),
                         [](const auto& named) { return named.param == Engine::sqlite ? "sqlite" : "postgresql"; });

TEST_P(Changes, a_redraw_moves_open_cases_by_their_points_and_reroutes_the_unsigned) {
  const auto cases = three_cases("1202");  // its community's
  ASSERT_EQ(at(cases.waiting).lead, "liutang.xiaoyuan");
  edit("places.geojson", [](std::string& text) {  // two grids of different communities change places
    replace(text, "990101001001001", "x");
    replace(text, "990101001002001", "990101001001001");
    replace(text, "\"x\"", "\"990101001002001\"");
  });
  const auto adopted = adopt();
  EXPECT_EQ(adopted.carried.looked_at, 2);
  EXPECT_EQ(adopted.carried.by_places, 2);
  EXPECT_TRUE(adopted.carried.complete);
  EXPECT_EQ(at(cases.waiting).place.grid, "990101001002001");
  EXPECT_EQ(at(cases.waiting).lead, "liutang.changqiao");
  EXPECT_EQ(at(cases.waiting).holder.unit, "liutang.changqiao");
  EXPECT_EQ(at(cases.signed_for).place.grid, "990101001002001");
  EXPECT_EQ(at(cases.signed_for).lead, "liutang.xiaoyuan");
  EXPECT_EQ(at(cases.settled), settled_before_);
  const auto told = explain_case(app(), the_system(), cases.waiting);
  ASSERT_TRUE(told);
  ASSERT_EQ(told->dispatches.size(), 2U);
  EXPECT_EQ(told->dispatches.front().lead.code, "liutang.xiaoyuan");
  EXPECT_EQ(told->dispatches.back().kind, "adapted");
  EXPECT_EQ(told->dispatches.back().edition, adopted.edition);
  EXPECT_EQ(told->dispatches.back().row.lead, "@community");
}

TEST_F(FollowedCases, a_redraw_that_strands_a_case_is_refused_whole_and_names_it) {
  const auto cases = three_cases("1202");
  const auto edition = app().definitions()->edition;
  const auto before = at(cases.waiting);
  edit("places.csv", [](std::string& text) { replace(text, "990101001001001,.*\n", ""); });
  edit("places.geojson", [](std::string& text) {
    const auto first = text.find("{\"type\": \"Feature\""), second = text.find("{\"type\": \"Feature\"", first + 1);
    text.erase(first, second - first);
  });
  const auto adopted = adopt_site(app(), the_system(), site_dir_);
  ASSERT_FALSE(adopted);
  EXPECT_EQ(adopted.error().refusal.code, RefusalCode::rule_not_met);
  EXPECT_EQ(adopted.error().stranded_count, 2);
  ASSERT_EQ(adopted.error().stranded.size(), 2U);
  EXPECT_EQ(adopted.error().stranded.front().case_no, cases.waiting);
  EXPECT_EQ(adopted.error().stranded.front().place, kGrid);
  EXPECT_EQ(app().definitions()->edition, edition);
  EXPECT_EQ(store_->newest_edition().value(), edition);
  EXPECT_EQ(at(cases.waiting), before);
}

TEST_P(Changes, merged_units_pass_their_open_cases_to_the_successor) {
  const auto cases = three_cases("0106");
  ASSERT_EQ(at(cases.signed_for).lead, "urban");
  ASSERT_TRUE(
      add_account(app(), the_system(), {"mover", "周行", "a long password", {{"urban", Role::handler, {}, {}, {}}}}));
  end_unit("urban", "housing", "housing");
  const auto adopted = adopt();
  EXPECT_EQ(adopted.carried.moved, 2);
  AttemptLimit failures;
  const auto mover = sign_in(app(), failures, "mover", "a long password");
  ASSERT_TRUE(mover);
  EXPECT_EQ(mover->caller.actor.posts.front().unit, "housing") << "people go with their unit's work";
  EXPECT_EQ(at(cases.waiting).lead, "housing");
  EXPECT_EQ(at(cases.signed_for).lead, "housing");
  EXPECT_EQ(at(cases.signed_for).holder.unit, "housing");
  EXPECT_EQ(at(cases.settled), settled_before_);
  run(cases.signed_for, {{"resolve", R"({"reply":"已修好"})"}});
  const auto page = show_case(app(), dispatcher(), cases.signed_for);
  ASSERT_TRUE(page);
  const auto signing = std::ranges::find(page->timeline, "sign", &TimelineEntry::kind);
  ASSERT_NE(signing, page->timeline.end());
  EXPECT_EQ(signing->by_name.zh, "明川区城市管理执法局") << "history keeps the name";
}

TEST_P(Changes, a_dissolved_units_open_cases_go_to_the_backstop_when_nobody_succeeds_it) {
  const auto cases = three_cases("0106");
  end_unit("urban", "", "transport");
  adopt();
  EXPECT_EQ(at(cases.waiting).lead, "transport") << "unsigned: by the new table";
  EXPECT_EQ(at(cases.signed_for).lead, "liutang") << "signed for: to the backstop of its row";
  EXPECT_EQ(at(cases.signed_for).holder.unit, "liutang");
  EXPECT_EQ(at(cases.settled), settled_before_);
}

TEST_P(Changes, a_new_day_off_moves_what_is_due_and_never_earlier) {
  const auto cases = three_cases("0106");
  const auto was = due(cases.signed_for);
  edit("calendar/2026.yaml", [](std::string& text) { replace(text, "off: \\[", "off: [2026-11-26, "); });
  const auto adopted = adopt();
  EXPECT_EQ(adopted.carried.by_calendar, 2);
  EXPECT_EQ(due(cases.signed_for), was + kDayMs);
  EXPECT_EQ(at(cases.signed_for).promised_at_ms, was + kDayMs);
  EXPECT_EQ(due(cases.waiting), was + kDayMs);
  EXPECT_EQ(at(cases.settled), settled_before_);
}

TEST_P(Changes, a_new_duty_table_moves_the_unsigned_and_was_foretold_by_the_dry_run) {
  const auto cases = three_cases("0106");
  edit("duties.csv", [](std::string& text) { replace(text, "\n0106,\\*,urban,", "\n0106,*,water,"); });
  std::stringstream table;
  table << std::ifstream{site_dir_ + "/duties.csv"}.rdbuf();
  const auto tried = dry_run_duties(app(), the_system(), {.table = table.str()});
  ASSERT_TRUE(tried && tried->ok);
  EXPECT_EQ(tried->cases, 3);
  EXPECT_EQ(tried->moved, 3) << "past cases count, whether open or settled";
  EXPECT_EQ(tried->moves.front().before.code, "urban");
  EXPECT_EQ(tried->moves.front().after.code, "water");
  EXPECT_EQ(tried->moves.front().row_after.lead, "water");
  EXPECT_GT(tried->moves.front().row_after.line, 0);
  ASSERT_EQ(tried->units.size(), 2U);
  EXPECT_EQ(at(cases.waiting).lead, "urban") << "nothing changed yet";
  adopt();
  EXPECT_EQ(at(cases.waiting).lead, "water");
  EXPECT_EQ(at(cases.signed_for).lead, "urban");
  EXPECT_EQ(at(cases.settled), settled_before_);
}

TEST_F(FollowedCases, carrying_over_goes_on_where_it_was_stopped_and_moves_nothing_twice) {
  const auto cases = three_cases("0106");
  edit("duties.csv", [](std::string& text) { replace(text, "\n0106,\\*,urban,", "\n0106,*,water,"); });
  const auto never = [](int64_t, int64_t) { return false; };
  const auto stopped = adopt_site(app(), the_system(), site_dir_, {never, {}});
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().refusal.code, RefusalCode::wrong_use) << "stopped while looking: nothing adopted";
  const auto first = adopt({{}, never});
  EXPECT_TRUE(first.is_new);
  const auto events = at(cases.waiting).n;
  // Whoever was killed before the end was noted finds the cases carried already.
  ASSERT_TRUE(store_->save_carried({first.edition - 1, {20'000}}));
  const auto again = adopt();
  EXPECT_FALSE(again.is_new);
  EXPECT_EQ(again.edition, first.edition);
  EXPECT_EQ(again.carried.moved, 0);
  EXPECT_EQ(at(cases.waiting).n, events);
  EXPECT_EQ(store_->carried()->edition, first.edition);
}

TEST_F(FollowedCases, another_server_notices_the_edition_and_a_units_last_day_within_a_round) {
  const auto cases = three_cases("0106");
  App other{*store_, read_site_keys(site_dir_).value(), [this] { return now_at_ms_; }};
  ASSERT_TRUE(other.load_editions());
  DefinitionsFollower follower{other};
  ASSERT_FALSE(follower.round().value());
  end_unit("urban", "housing", "housing");
  edit("units.csv", [](std::string& text) { replace(text, "2026-11-22", "2026-11-25"); });
  const auto adopted = adopt();
  EXPECT_LT(other.definitions()->edition, adopted.edition);
  ASSERT_FALSE(follower.round().value());
  EXPECT_EQ(other.definitions()->edition, adopted.edition);
  EXPECT_EQ(at(cases.signed_for).lead, "urban") << "it still has its last days";
  pass(3 * kDayMs);
  ASSERT_FALSE(follower.round().value());
  EXPECT_EQ(at(cases.signed_for).lead, "housing");
  EXPECT_EQ(at(cases.settled), settled_before_);
}

using DatedPosts = Town;

TEST_F(DatedPosts, an_ended_post_gives_no_rights_and_one_person_serves_at_most_two_units) {
  const AccountInput input{
      "seconded",
      "陆远",
      "a long password",
      {{"housing", Role::handler, {}, {}, "2026-11-23"}, {"liutang", Role::street_lead, {}, {}, {}}}};
  ASSERT_TRUE(add_account(app(), the_system(), input));
  AttemptLimit failures;
  const auto signed_in = sign_in(app(), failures, "seconded", "a long password");
  ASSERT_TRUE(signed_in);
  EXPECT_EQ(signed_in->caller.actor.posts.size(), 2U) << "its last day counts";
  pass(10 * kHourMs);
  const auto in_the_evening = sign_in(app(), failures, "seconded", "a long password");
  ASSERT_TRUE(in_the_evening);
  pass(5 * kHourMs);
  const auto past_midnight = caller_of_session(app(), in_the_evening->token);
  ASSERT_TRUE(past_midnight);
  ASSERT_EQ(past_midnight->actor.posts.size(), 1U);
  EXPECT_EQ(past_midnight->actor.posts.front().unit, "liutang");
  auto third = input.posts;
  third.push_back({"urban", Role::handler, {}, "2026-12-01", {}});
  EXPECT_EQ(code_of(set_posts(app(), the_system(), "seconded", third)), "done") << "the first one has ended by then";
  third.back().valid_from = "2026-11-20";
  EXPECT_EQ(code_of(set_posts(app(), the_system(), "seconded", third)), "invalid_input");
  third.back().valid_from = "soon";
  EXPECT_EQ(code_of(set_posts(app(), the_system(), "seconded", third)), "invalid_input");
}

using DutyTrials = Town;

TEST_F(DutyTrials, a_table_with_gaps_or_conflicts_is_refused_with_every_line) {
  const std::string head = "category,place,lead,parties,supervising,backstop,valid_from,valid_until\n";
  const auto tried =
      dry_run_duties(app(), the_system(), {.table = head + "0201,*,housing,,cc,cc,,\n0201,*,urban,,cc,cc,,\n"});
  ASSERT_TRUE(tried);
  EXPECT_FALSE(tried->ok);
  EXPECT_EQ(tried->cases, 0);
  const auto told = [&](const std::string& kind) {
    return std::ranges::any_of(tried->problems, [&](const Finding& found) { return found.detail.starts_with(kind); });
  };
  EXPECT_TRUE(told("conflict"));
  EXPECT_TRUE(told("gap"));
  EXPECT_EQ(code_of(dry_run_duties(app(), dispatcher(), {.table = head})), "not_your_role");
  EXPECT_EQ(code_of(dry_run_duties(app(), the_system(), {.table = head, .from = "soon"})), "invalid_input");
}

}  // namespace huiyin::testing
