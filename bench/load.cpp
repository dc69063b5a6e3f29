// Load on a running server, told as one line of JSON:
//
//   load MODE SITE PORT [--connections N] [--seconds S] [--rate R] [--seed S]
//
//   intake   reports of residents             queue    the queue page of every unit in turn
//   burst    whole lives: 1 report to 13      case     a staff member's page of any case
//            commands, with 6 reads beside    board    the boards by unit, street, category and day
//   writes   the same without the reads       search   the newest 20 cases with two words of two characters
//
// SITE is read for its definitions, and for the sessions and case numbers `fill` left there. Without --rate every
// connection asks as soon as it is answered; with it requests fall due at random at that rate and their time counts
// from then. `load fsync FOLDER` tells how long a small durable write takes there.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>

#include "app/adopt_site.h"
#include "base/json.h"
#include "life_of_requests.h"

namespace huiyin::bench {
namespace {

constexpr size_t kLivesCount = 1'000;
constexpr double kWarmUp = 0.2;  // of the seconds measured
constexpr int kFsyncs = 500;

struct Wanted {
  std::string mode, site;
  LoadPlan plan;
};

[[noreturn]] void fail(const std::string& why) {
  fmt::print(stderr, "load: {}\n", why);
  std::exit(1);
}

DefinitionsPtr definitions_of(const std::string& site) {
  const auto files = read_site_folder(site);
  if (!files) fail(files.error().detail);
  auto read = read_site(*files);
  if (!read) fail("the definitions of the site do not hold");
  return std::move(*read);
}

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> lines;
  std::ifstream file{path};
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  if (lines.empty()) fail(path + " is empty: fill the site first");
  return lines;
}

std::string percent(const std::string& text) {
  std::string coded;
  for (const char c : text) coded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return coded;
}

NextAsk queues(const Desks& desks) {
  std::vector<std::pair<std::string, std::string>> units{desks.by_unit.begin(), desks.by_unit.end()};
  return [units, index = size_t{0}]() mutable -> std::optional<Ask> {
    const auto& [unit, header] = units[index++ % units.size()];
    return Ask{
        get_request(fmt::format("/api/v1/cases?holder={}&phase=open&order=due&limit=50", unit), header), "queue", {}};
  };
}

NextAsk case_pages(const std::string& site, const Desks& desks, uint64_t seed) {
  return [numbers = lines_of(site + "/data/bench_cases.txt"), header = desks.by_role.at("dispatcher"),
          draw = Draw{seed}]() mutable -> std::optional<Ask> {
    return Ask{get_request("/api/v1/cases/" + draw.one_of(numbers), header), "case", {}};
  };
}

NextAsk boards(const Desks& desks) {
  static const std::vector<std::string> kPaths{
      "/api/v1/boards?by=unit&from=2026-10&to=2026-11", "/api/v1/boards?by=street&from=2026-10&to=2026-11",
      "/api/v1/boards?by=category&from=2026-10&to=2026-11", "/api/v1/boards?by=day&from=2026-11-01&to=2026-11-22"};
  return [header = desks.by_role.at("supervisor"), index = size_t{0}]() mutable -> std::optional<Ask> {
    return Ask{get_request(kPaths[index++ % kPaths.size()], header), "board", {}};
  };
}

NextAsk searches(const DefinitionsPtr& today, const Desks& desks, uint64_t seed) {
  std::vector<std::string> words;
  for (const auto& category : today->categories.all()) {
    for (const auto& word : category.keywords) {
      if (word.size() >= 6 && static_cast<unsigned char>(word.front()) > 0x7F) words.push_back(word);
    }
  }
  return [words, header = desks.by_role.at("dispatcher"), draw = Draw{seed}]() mutable -> std::optional<Ask> {
    static const std::vector<std::string> kBeside{"", " 不便", " 请问", " 南门", " 网格"};
    const auto query = draw.one_of(words) + draw.one_of(kBeside);
    return Ask{get_request("/api/v1/search?limit=20&q=" + percent(query), header), "search", {}};
  };
}

double at_percent(std::vector<float>& sorted, double percent_of) {
  if (sorted.empty()) return 0;
  return sorted[static_cast<size_t>(static_cast<double>(sorted.size() - 1) * percent_of / 100)];
}

void tell(LoadReport report) {
  std::string kinds;
  for (auto& [kind, told] : report.by_kind) {
    std::ranges::sort(told.waited_ms);
    kinds += fmt::format(
        R"({}"{}":{{"count":{},"failed":{},"per_s":{:.1f},"p50_ms":{:.2f},"p99_ms":{:.2f},"max_ms":{:.1f}}})",
        kinds.empty() ? "" : ",", kind, told.waited_ms.size(), told.failed,
        static_cast<double>(told.waited_ms.size()) / report.seconds, at_percent(told.waited_ms, 50),
        at_percent(told.waited_ms, 99), at_percent(told.waited_ms, 100));
  }
  std::string first;
  json::append_string(first, report.first_failure.substr(0, 300));
  fmt::print("{{\"seconds\":{},\"kinds\":{{{}}},\"first_failure\":{}}}\n", report.seconds, kinds, first);
}

int measure_fsync(const std::string& folder) {
  const auto path = folder + "/bench_fsync";
  const int file = open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) fail("cannot write in " + folder);
  std::vector<float> waited_ms;
  const std::string page(4'096, 'x');
  for (int count = 0; count < kFsyncs; ++count) {
    const auto started = std::chrono::steady_clock::now();
    const bool written = pwrite(file, page.data(), page.size(), count * 4'096) == 4'096 && fdatasync(file) == 0;
    if (!written) fail("the disk does not take a write");
    waited_ms.push_back(std::chrono::duration<float, std::milli>(std::chrono::steady_clock::now() - started).count());
  }
  close(file);
  unlink(path.c_str());
  std::ranges::sort(waited_ms);
  fmt::print("{{\"p50_ms\":{:.3f},\"p99_ms\":{:.3f}}}\n", at_percent(waited_ms, 50), at_percent(waited_ms, 99));
  return 0;
}

int run(const Wanted& wanted) {
  const auto today = definitions_of(wanted.site);
  const auto desks = Desks::read(wanted.site + "/data/bench_sessions.txt");
  Reports reports{today, wanted.plan.seed};
  Lives lives{reports, desks, kLivesCount, wanted.mode == "burst", wanted.plan.seed};
  const auto seed = wanted.plan.seed;
  NextAsk next;
  if (wanted.mode == "intake") next = [&] { return std::optional{reports.report(false)}; };
  if (wanted.mode == "burst" || wanted.mode == "writes") next = [&] { return lives.next(); };
  if (wanted.mode == "queue") next = queues(desks);
  if (wanted.mode == "case") next = case_pages(wanted.site, desks, seed);
  if (wanted.mode == "board") next = boards(desks);
  if (wanted.mode == "search") next = searches(today, desks, seed);
  if (!next) fail("there is no mode " + wanted.mode);
  tell(run_load(wanted.plan, next));
  return 0;
}

}  // namespace
}  // namespace huiyin::bench

int main(int argc, char** argv) {
  using namespace huiyin::bench;
  const std::vector<std::string> words{argv + 1, argv + argc};
  if (words.size() == 2 && words[0] == "fsync") return measure_fsync(words[1]);
  if (words.size() < 3)
    return fmt::print("load MODE SITE PORT [--connections N] [--seconds S] [--rate R] [--seed S]\n"), 2;
  Wanted wanted{words[0], words[1], {}};
  wanted.plan.port = static_cast<uint16_t>(std::atoi(words[2].c_str()));
  for (size_t index = 3; index + 1 < words.size(); index += 2) {
    const double number = std::atof(words[index + 1].c_str());
    if (words[index] == "--connections") wanted.plan.connections = static_cast<size_t>(number);
    if (words[index] == "--seconds") wanted.plan.seconds = number;
    if (words[index] == "--rate") wanted.plan.rate_per_s = number;
    if (words[index] == "--seed") wanted.plan.seed = static_cast<uint64_t>(number);
  }
  wanted.plan.warm_up_s = wanted.plan.seconds * kWarmUp;
  return run(wanted);
}
