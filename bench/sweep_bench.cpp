// What a round of the sweeper costs, by how many clocks are due and how many run: it must follow those due.
//
//   sweep_bench SITE --store URL      a site filled by `fill --open`; time is moved on, so the site is used up
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "app/open_site.h"
#include "app/site_keys.h"
#include "app/sweeper.h"

namespace huiyin::bench {
namespace {

constexpr int kEmptyRounds = 20;
constexpr int kSteps = 300;
constexpr int64_t kStepMs = 5 * kMinuteMs;

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

template <class T>
T need(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "sweep_bench: {}\n", result.error().detail);
  std::exit(1);
}

struct Round {
  int64_t swept = 0;
  double ms = 0;
};

int measure(const std::string& site_dir, const std::string& url) {
  auto site = need(open_site(site_dir, url));
  int64_t now_ms = App::system_now_at_ms();
  App app{*site.store, need(read_site_keys(site_dir)), [&now_ms] { return now_ms; }};
  if (!app.load_editions()) return 1;
  const auto clearing = std::chrono::steady_clock::now();
  const auto cleared = need(sweep_due(app));
  fmt::print("{{\"cleared\":{},\"cleared_ms\":{:.1f}", cleared.cases, ms_since(clearing));
  const auto resting = std::chrono::steady_clock::now();
  for (int round = 0; round < kEmptyRounds; ++round) need(sweep_due(app));
  fmt::print(",\"rounds\":[{{\"due\":0,\"ms\":{:.3f}}}", ms_since(resting) / kEmptyRounds);
  std::vector<Round> rounds;
  for (int step = 0; step < kSteps; ++step) {
    now_ms += kStepMs;
    const auto started = std::chrono::steady_clock::now();
    const auto swept = need(sweep_due(app));
    if (swept.cases > 0) rounds.push_back({swept.cases, ms_since(started)});
  }
  std::ranges::sort(rounds, {}, &Round::swept);
  for (const size_t index : {rounds.size() / 4, rounds.size() / 2, rounds.size() - 1}) {
    if (index < rounds.size()) fmt::print(",{{\"due\":{},\"ms\":{:.1f}}}", rounds[index].swept, rounds[index].ms);
  }
  fmt::print("]}}\n");
  site.store->stop();
  return 0;
}

}  // namespace
}  // namespace huiyin::bench

int main(int argc, char** argv) {
  if (argc != 4 || std::string_view{argv[2]} != "--store") return fmt::print("sweep_bench SITE --store URL\n"), 2;
  return huiyin::bench::measure(argv[1], argv[3]);
}
