// Durable intakes through the group-committing writer, without HTTP: how many a second, and how long each waits.
//
//   store_bench <store url> [jobs] [clients]      an empty store; clients = jobs under way at once
//
// Every third job after the first cases is a command on an earlier case, so that reading states is measured too.
#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <semaphore>
#include <thread>
#include <vector>

#include "store/migrator.h"
#include "store/writer.h"

namespace huiyin {
namespace {

constexpr int64_t kNow = 1'795'312'865'000;
constexpr int64_t kCommandEvery = 3;

int64_t steady_us() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

CaseId case_of(int64_t index) {
  return make_case_id({20'779}, index + 1).value();
}

Draft intake(int64_t index) {
  DraftEvent event;
  event.core.kind = "opened";
  event.core.case_id = case_of(index);
  event.core.recorded_at_ms = kNow + index;
  event.core.by = {"requester", 0, "", ""};
  event.core.edition = 1;
  auto& changes = event.core.changes;
  const auto street = fmt::format("1101050{:02}", index % 43);
  changes.programme = "snap_report";
  changes.lifecycle = "request";
  changes.counted = true;
  changes.channel = "app";
  changes.type = "complaint";
  changes.category = fmt::format("street.{}", index % 97);
  changes.place = PlaceCodes{fmt::format("{}001{:03}", street, index % 211), street + "001", street, ""};
  changes.state = "received";
  changes.holder = Holder{fmt::format("unit_{}", index % 160), "dispatcher"};
  changes.lead = changes.holder->unit;
  changes.opened_at_ms = kNow + index;
  changes.promised_at_ms = kNow + index + kDayMs;
  changes.clocks = {Clock{"promise", 0, {}, kNow, kNow + kDayMs, kNow + kHourMs, kNow + index + kHourMs}};
  event.secret.words["description"] =
      "小区门口的路灯坏了三天，晚上出门看不清路，请尽快派人来修一下，谢谢。门口还有一个井盖松动。";
  event.secret.point = Point{399'042'000, 1'164'074'000};
  Draft draft;
  draft.events = {event};
  draft.new_case_key = new_case_key();
  draft.contact_plain = "13800000000";
  draft.contact_blind = 1 + index * 7'919;
  return draft;
}

Result<Draft> sign(const std::vector<Case>& states) {
  DraftEvent event;
  event.core.kind = "sign";
  event.core.case_id = states.front().id;
  event.core.recorded_at_ms = states.front().updated_at_ms + kMinuteMs;
  event.core.changes.state = "signed";
  Draft draft;
  draft.events = {event};
  return draft;
}

Job job_of(int64_t index) {
  Job job;
  if (index > 1'000 && index % kCommandEvery == 0) {
    job.needs = {case_of(index - 500)};
    job.decide = sign;
  } else {
    job.decide = [draft = intake(index)](const std::vector<Case>&) -> Result<Draft> { return draft; };
  }
  return job;
}

struct Run {
  std::counting_semaphore<> room;
  std::vector<int64_t> waited_us;  // by job; -1 = refused
};

void print(const Run& run, const Store::Counters& counters, int64_t took_us) {
  auto waited = run.waited_us;
  const auto refused = std::erase(waited, -1);
  std::ranges::sort(waited);
  const auto at = [&](size_t percent) { return waited.empty() ? 0 : waited[(waited.size() - 1) * percent / 100]; };
  fmt::print("{:.0f} jobs/s  p50 {:.1f} ms  p99 {:.1f} ms  {} refused  {:.0f} commits/s  {:.1f} jobs a commit\n",
             static_cast<double>(waited.size()) * 1e6 / static_cast<double>(took_us), static_cast<double>(at(50)) / 1e3,
             static_cast<double>(at(99)) / 1e3, refused,
             static_cast<double>(counters.commits) * 1e6 / static_cast<double>(took_us),
             static_cast<double>(counters.jobs) / static_cast<double>(std::max<int64_t>(counters.commits, 1)));
}

int measure(const std::string& url, int64_t jobs_count, int clients) {
  auto connection = connect({url, false});
  if (!connection) return fmt::print("{}\n", connection.error().detail), 1;
  if (auto ok = migrate(**connection); !ok) return fmt::print("{}\n", ok.error().detail), 1;
  std::unique_ptr<Checkpointer> checkpointer;
  if ((*connection)->engine() == Engine::sqlite) checkpointer = Checkpointer::start(sqlite_path(url)).value();
  Store::Counters counters;
  Writer writer{std::move(*connection), WriterSettings{generate_key_ring(), Zone::utc(), 256, [] { return kNow; }},
                counters, checkpointer.get()};
  Run run{std::counting_semaphore<>{clients}, std::vector<int64_t>(static_cast<size_t>(jobs_count), -1)};
  const int64_t started_us = steady_us();
  for (int64_t index = 0; index < jobs_count; ++index) {
    auto job = job_of(index);
    run.room.acquire();
    writer.submit(std::move(job), [&run, index, submitted_us = steady_us()](const Result<Outcome>& outcome) {
      if (outcome) run.waited_us[static_cast<size_t>(index)] = steady_us() - submitted_us;
      run.room.release();
    });
  }
  writer.stop();
  print(run, counters, steady_us() - started_us);
  return 0;
}

}  // namespace
}  // namespace huiyin

int main(int argc, char** argv) {
  if (argc < 2) return fmt::print("store_bench <store url> [jobs] [clients]\n"), 2;
  const int64_t jobs_count = argc > 2 ? std::atoll(argv[2]) : 100'000;
  const int clients = argc > 3 ? std::atoi(argv[3]) : 256;
  utsname machine{};
  uname(&machine);
  fmt::print("{} {} {}, {} cores; {} jobs, {} under way at once\n", machine.sysname, machine.release, machine.machine,
             std::thread::hardware_concurrency(), jobs_count, clients);
  return huiyin::measure(argv[1], jobs_count, clients);
}
