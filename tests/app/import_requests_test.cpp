#include "app/import_requests.h"

#include <fstream>
#include <sstream>

#include "app/import_row.h"
#include "app/sweeper.h"
#include "app/town.h"

namespace huiyin::testing {

namespace {

constexpr const char* kMap = R"(import: rivertown
programme: hotline_call
zone: Asia/Shanghai
dates: "%Y-%m-%d %H:%M"
columns: {number: no, opened: begun, due: due, settled: [ended, changed], status: status, channel: by, category: what,
          unit: who, lat: lat, lon: lon, place: area, description: words}
channels: {exact: {call: phone}, otherwise: import}
categories: {exact: {Lamp: "0106"}, prefix: {Water: "0101"}, otherwise: "9999"}
units: {exact: {Lights: urban}, otherwise: cc}
places: {exact: {Willow: "990101001001"}}
unusable_points: [{lat: "0", lon: "0"}]
outcomes:
  open: {state: in_progress}
  new: {state: dispatched}
  held: {state: suspended}
  done: {state: closed, reason: solved}
  twin: {state: closed, reason: duplicate}
  passed: {state: transferred, reason: outside_district, outside: County}
)";
constexpr const char* kHeader = "no,begun,due,ended,changed,status,by,what,who,lat,lon,area,words\n";

ImportMap map_of(const std::string& text, const App& app) {
  return read_import_map({"map.yaml", text}, *app.definitions()).value();
}

}  // namespace

class Import : public Town {
 protected:
  Result<ImportReport> import(const std::string& rows, const Progress& progress = {}) {
    return import_requests(app(), {kHeader + rows, site_dir_ + "/data/imports/t.rejects.csv"}, map_of(kMap, app()),
                           progress);
  }
  Case only(const std::string& number) {
    const auto ids = store_->imported("rivertown", {number});
    return ids && ids->front() != 0 ? store_->find_case(ids->front()).value() : Case{};
  }
  std::string rejects() const {
    std::stringstream text;
    text << std::ifstream{site_dir_ + "/data/imports/t.rejects.csv"}.rdbuf();
    return text.str();
  }
  // Promise 4, and promise 1 of every open case.
  void expect_sound() {
    const auto report = store_->verify({});
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->ok) << (report->faults.empty() ? "" : report->faults.front());
  }
};

TEST_F(Import, a_settled_row_is_a_case_with_its_own_times_and_due) {
  const auto report =
      import("7,2019-03-01 09:00,2019-03-03 09:00,2019-03-04 10:00,,done,call,Lamp,Lights,,,Old Town,Dark\n");
  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_TRUE(report->ok);
  EXPECT_EQ(report->added, (ImportCounts{.taken = 1, .closed = 1, .late = 1}));
  const auto state = only("7");
  EXPECT_EQ(state.phase, Phase::settled);
  EXPECT_EQ(state.settled_as, "closed");
  EXPECT_EQ(state.reason, "solved");
  EXPECT_EQ(state.column, "imported");
  EXPECT_EQ(state.lead, "urban");
  EXPECT_EQ(state.channel, "phone");
  EXPECT_EQ(state.category, "0106");
  EXPECT_EQ(state.subject, "Lamp");
  EXPECT_EQ(state.place, (PlaceCodes{"", "", "", "old_town"}));
  EXPECT_EQ(format_instant(state.opened_at_ms), "2019-03-01T01:00:00Z");
  EXPECT_EQ(format_instant(state.promised_at_ms), "2019-03-03T01:00:00Z");
  EXPECT_EQ(format_instant(state.settled_at_ms), "2019-03-04T02:00:00Z");
  const auto view = show_case(app(), the_system(), case_no_of(app(), state.id));
  ASSERT_TRUE(view);
  EXPECT_EQ(view->description, "Dark");
  EXPECT_EQ(view->timeline.front().occurred_at_ms, state.opened_at_ms);
  expect_sound();
}

TEST_F(Import, what_is_settled_counts_by_how_it_settled) {
  const auto report = import(
      "1,2019-03-01 09:00,,,2019-03-02 09:00,twin,,Lamp,Lights,,,,\n"
      "2,2019-03-01 09:00,2019-03-02 09:00,2019-03-05 09:00,,passed,,Water pipe,Nobody,,,,\n"
      "3,2019-03-01 09:00,2019-03-02 09:00,2019-03-02 09:00,,done,,Cats,Lights,,,,\n");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, (ImportCounts{.taken = 3, .closed = 2, .transferred = 1}));
  EXPECT_EQ(report->moved, report->added);
  EXPECT_EQ(only("1").reason, "duplicate");
  EXPECT_EQ(only("2").outside, "County");
  EXPECT_EQ(only("2").lead, "cc");
  EXPECT_EQ(only("3").category, "9999");
  expect_sound();
}

TEST_F(Import, an_open_row_has_a_holder_and_a_clock_that_acts_later_however_old_it_is) {
  const auto report = import(
      "1,2019-03-01 09:00,2019-03-03 09:00,,,open,,Lamp,Lights,,,,\n"  // years overdue, before every calendar
      "2,2026-11-18 09:00,2026-11-20 09:00,,,open,,Lamp,Lights,,,,\n"  // days overdue
      "3,2026-11-20 09:00,2026-12-20 09:00,,,new,,Lamp,Lights,,,,\n"   // in time
      "4,2026-11-20 09:00,,,,open,,Lamp,Lights,,,,\n"                  // never promised
      "5,2026-11-20 09:00,2026-12-20 09:00,,,held,,Lamp,Lights,,,,\n");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, (ImportCounts{.taken = 5, .in_hand = 5}));
  for (const char* number : {"1", "2", "3", "4", "5"}) {
    const auto state = only(number);
    EXPECT_FALSE(state.holder.unit.empty()) << number;
    EXPECT_GT(next_step_at_ms(state), now_at_ms_) << number;
  }
  EXPECT_EQ(only("2").promised_at_ms, parse_instant("2026-11-20T01:00:00Z").value());
  EXPECT_GT(only("4").promised_at_ms, now_at_ms_);
  EXPECT_EQ(only("3").holder, (Holder{"urban", "handler"}));
  EXPECT_EQ(sweep_due(app())->cases, 0);
  pass(40 * kDayMs);
  const auto swept = sweep_due(app());
  ASSERT_TRUE(swept);
  EXPECT_EQ(swept->refused, 0);
  EXPECT_EQ(only("1").supervision.level, 4);
  expect_sound();
}

TEST_F(Import, a_usable_point_is_located_and_others_keep_their_place_by_code) {
  const auto grid = app().definitions()->places.codes_of(kGrid).value();
  const auto street = opened(anybody(), street_light());
  ASSERT_TRUE(
      import("1,2026-11-20 09:00,,,,open,,Lamp,Lights,0,0,Willow,\n"
             "2,2026-11-20 09:00,,,,open,,Lamp,Lights,0.0,0.0,\"Old  Town, North\",\n"
             "3,2026-11-20 09:00,,,,open,,Lamp,Lights,north,,,\n"
             "4,2026-11-20 09:00,,,,open,,Lamp,Lights,12.5,13.5,Willow,\n"));
  EXPECT_EQ(only("1").place.community, "990101001001");
  EXPECT_EQ(only("2").place.given, "old_town_north");
  EXPECT_EQ(only("3").place, PlaceCodes{});
  EXPECT_EQ(only("4").place.community, "990101001001");
  const auto view = show_case(app(), the_system(), case_no_of(app(), only("4").id));
  ASSERT_TRUE(view && view->point);
  EXPECT_EQ(view->point->lat_e7, 125'000'000);
}

TEST_F(Import, rows_that_do_not_read_are_told_and_the_rest_goes_on) {
  const auto report = import(
      "1,2019-03-01 09:00,,2019-03-02 09:00,,done,,Lamp,Lights,,,,\n"
      "2,yesterday,,2019-03-02 09:00,,done,,Lamp,Lights,,,,\n"
      "3,2019-03-01 09:00,,2019-03-02 09:00,,lost,,Lamp,Lights,,,,\n"
      "4,2019-03-01 09:00,,,,done,,Lamp,Lights,,,,\n"
      "5,2019-03-01 09:00,too,few\n"
      ",2019-03-01 09:00,,2019-03-02 09:00,,done,,Lamp,Lights,,,,\n"
      "1,2019-03-01 09:00,,2019-03-02 09:00,,done,,Lamp,Lights,,,,\n"
      "8,1899-03-01 09:00,,2019-03-02 09:00,,done,,Lamp,Lights,,,,\n"
      "9,2019-03-01 09:00,,2019-03-02 09:00,,done,,\"La\nmp,Lights,,,,\n"
      "10,2019-03-01 09:00,,2019-03-02 09:00,,done,,\"La, \"\"mp\"\"\",Lights,,,,\n");
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->ok);
  EXPECT_EQ(report->added.taken, 2);
  EXPECT_EQ(report->rejected, 9);  // the torn row of 9 is two
  for (const char* line : {"line,reason,no,begun",
                           "\r\n3,opened: ", "\r\n4,status: ", "\r\n5,settled: ", "\r\n6,4 cells instead of 13,5,2019",
                           "\r\n7,number: ", "\r\n8,number: it stands in line 2", "\r\n9,", "\r\n10,"}) {
    EXPECT_NE(rejects().find(line), std::string::npos) << line << "\n" << rejects();
  }
  EXPECT_EQ(only("10").subject, "La, \"mp\"");
}

TEST_F(Import, importing_again_adds_nothing_twice_and_brings_in_what_was_mended) {
  const std::string good = "1,2019-03-01 09:00,,2019-03-02 09:00,,done,,Lamp,Lights,,,,\n";
  ASSERT_EQ(import(good + "2,soon,,2019-03-02 09:00,,done,,Lamp,Lights,,,,\n")->rejected, 1);
  const auto again = import(good + "2,2019-03-01 09:00,,2019-03-02 09:00,,done,,Lamp,Lights,,,,\n");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->already, 1);
  EXPECT_EQ(again->added.taken, 1);
  EXPECT_EQ(again->file.taken, 2);
  EXPECT_TRUE(again->agrees);
  EXPECT_TRUE(again->rejects_file.empty());
  EXPECT_TRUE(rejects().empty());
  EXPECT_EQ(store_->verify({})->taken, 2);
}

TEST_F(Import, stopping_keeps_what_is_committed_and_another_run_goes_on) {
  std::string rows;
  for (int number = 1; number <= 2'500; ++number) {
    rows += std::to_string(number) + ",2026-11-20 09:00,,2026-11-20 10:00,,done,,Lamp,Lights,,,,\n";
  }
  const auto first = import(rows, [](int64_t, int64_t) { return false; });
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->stopped);
  EXPECT_FALSE(first->ok);
  EXPECT_EQ(first->added.taken, 1'000);
  EXPECT_TRUE(first->agrees);
  const auto second = import(rows);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->already, 1'000);
  EXPECT_EQ(second->added.taken, 1'500);
  EXPECT_EQ(second->file.taken, 2'500);
  expect_sound();
}

TEST_F(Import, a_table_without_a_column_of_the_map_is_refused_whole) {
  const auto refused = import_requests(app(), {"no,begun\n1,2019-03-01 09:00\n", ""}, map_of(kMap, app()), {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, RefusalCode::invalid_input);
  EXPECT_EQ(code_of(import_requests(app(), {"", ""}, map_of(kMap, app()), {})), "invalid_input");
}

TEST_F(Import, another_citys_table_needs_another_map_and_nothing_else) {
  const auto map = map_of(R"(import: hill_city
programme: snap_report
zone: UTC
columns: {number: Ticket, opened: Created At, status: State, settled: Closed At}
channels: {otherwise: import}
categories: {otherwise: "9999"}
units: {otherwise: cc}
outcomes: {Resolved: {state: closed, reason: solved}, Rejected: {state: refused, reason: not_public}}
)",
                          app());
  const auto report = import_requests(app(),
                                      {"State,Ticket,Created At,Closed At\n"
                                       "Resolved,A-1,2026-01-01T00:00:00Z,2026-01-02T00:00:00+01:00\n"
                                       "Rejected,A-2,2026-01-01T00:00:00Z,2026-01-02T00:00:00Z\n",
                                       ""},
                                      map, {});
  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_TRUE(report->ok);
  EXPECT_EQ(report->added, (ImportCounts{.taken = 2, .closed = 1, .refused = 1}));
  expect_sound();
}

}  // namespace huiyin::testing
