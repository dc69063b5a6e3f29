// One store on each engine, in a place of its own, and drafts small enough to read.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "store/postgres_cluster.h"
#include "store/sql_store.h"

namespace huiyin {

inline constexpr int64_t kNow = 1'795'312'865'000;  // 2026-11-22T02:01:05Z

// A folder that goes with the test.
class ScratchFolder {
 public:
  ScratchFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "huiyin_store_XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The intake of a made-up street lamp: one counted case held by a unit, with one running clock.
inline Draft intake(CaseId id, const std::string& unit = "lamps") {
  DraftEvent event;
  event.core.kind = "opened";
  event.core.case_id = id;
  event.core.recorded_at_ms = kNow;
  event.core.by = {"requester", 0, "", ""};
  auto& changes = event.core.changes;
  changes.programme = "snap_report";
  changes.lifecycle = "request";
  changes.counted = true;
  changes.channel = "app";
  changes.category = "lamp_out";
  changes.state = "received";
  changes.place = PlaceCodes{"110105001001001", "110105001001", "110105001", ""};
  changes.holder = Holder{unit, "handler"};
  changes.opened_at_ms = kNow;
  changes.promised_at_ms = kNow + kDayMs;
  changes.clocks = {
      Clock{.name = "promise", .started_at_ms = kNow, .due_at_ms = kNow + kDayMs, .next_at_ms = kNow + kDayMs}};
  event.secret.words["description"] = "路灯不亮";
  return {.events = {event}, .new_case_key = new_case_key()};
}

// A later event of the case; give it changes or words.
inline DraftEvent step(CaseId id, const std::string& kind) {
  DraftEvent event;
  event.core.kind = kind;
  event.core.case_id = id;
  event.core.recorded_at_ms = kNow + kMinuteMs;
  event.core.by = {"staff", 7, "lamps", "handler"};
  return event;
}

inline Job opening(Draft draft) {
  return {.decide = [draft = std::move(draft)](const std::vector<Case>&) -> Result<Draft> { return draft; }};
}

// Moves the case to the state `to`; the state it was in is noted in the event's codes.
inline Job moving(CaseId id, const std::string& to) {
  return {.needs = {id}, .decide = [id, to](const std::vector<Case>& states) -> Result<Draft> {
            auto event = step(id, "move");
            event.core.changes.state = to;
            event.core.codes["from"] = states.front().state;
            return Draft{.events = {event}};
          }};
}

inline Job refusing() {
  return {.decide = [](const std::vector<Case>&) -> Result<Draft> {
    return refuse(RefusalCode::rule_not_met, "not today");
  }};
}

class StoreTest : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    options_.url = new_url(GetParam());
    options_.keys = generate_key_ring();
    options_.now_at_ms = [this] { return now_at_ms_.load(); };
    open();
  }

  static std::string new_url(Engine engine, const ScratchFolder& folder) {
    return engine == Engine::sqlite ? "sqlite:" + folder.path() + "/site.db" : PostgresCluster::shared().new_database();
  }
  std::string new_url(Engine engine) { return new_url(engine, folder_); }

  void open() {
    store_.reset();
    auto opened = SqlStore::open(options_);
    ASSERT_TRUE(opened) << opened.error().detail;
    store_ = std::move(*opened);
  }

  CaseId new_id() { return make_case_id({20'779}, ++serial_).value(); }

  // All jobs in one batch: they queue while a first job keeps the writer busy.
  std::vector<Result<Outcome>> run_together(std::vector<Job> jobs) {
    std::promise<void> go;
    auto gate = go.get_future().share();
    store_->submit({.decide = [gate](const std::vector<Case>&) -> Result<Draft> { return gate.wait(), Draft{}; }},
                   [](Result<Outcome>) {});
    std::vector<std::promise<Result<Outcome>>> answers(jobs.size());
    for (size_t index = 0; index < jobs.size(); ++index) {
      store_->submit(std::move(jobs[index]),
                     [&answers, index](Result<Outcome> outcome) { answers[index].set_value(std::move(outcome)); });
    }
    go.set_value();
    std::vector<Result<Outcome>> outcomes;
    for (auto& answer : answers) outcomes.push_back(answer.get_future().get());
    return outcomes;
  }

  Result<Outcome> run(Job job) { return store_->run(std::move(job)); }

  // What the database holds, past the store.
  Rows rows(const std::string& sql, Params params = {}) {
    auto connection = connect({options_.url, true});
    if (!connection) throw std::runtime_error(connection.error().detail);
    auto found = (*connection)->query_text(sql, params);
    if (!found) throw std::runtime_error(found.error().detail);
    return std::move(*found);
  }
  int64_t number(const std::string& sql, Params params = {}) { return rows(sql, params).front().integer(0); }
  int64_t events_count() { return number("SELECT count(*) FROM event"); }
  int64_t cases_count() { return number("SELECT count(*) FROM case_row"); }

  ScratchFolder folder_;
  StoreOptions options_;
  std::atomic<int64_t> now_at_ms_{kNow};
  std::unique_ptr<SqlStore> store_;
  int64_t serial_ = 0;
};

inline std::string engine_name(const testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::sqlite ? "sqlite" : "postgresql";
}

// INSTANTIATE_TEST_SUITE_P for a fixture derived from StoreTest.
#define HUIYIN_ON_BOTH_ENGINES(Fixture) \
  INSTANTIATE_TEST_SUITE_P(Engines, Fixture, testing::Values(Engine::sqlite, Engine::postgresql), engine_name)

}  // namespace huiyin
