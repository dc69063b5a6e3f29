// What a round of the sweeper costs, by how many clocks are due and how many run: it must follow those due.
//
//   sweep_bench SITE --store URL      a site filled by `fill --open`; time is moved on, so the site is used up
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "app/open_site.h"
#include "app/site_keys.h"
#include "app/sweeper.h"

namespace huiyin::bench {
namespace {

constexpr int kEmptyRounds = 20;
constexpr int64_t kTargets[] = {100, 1'000, 10'000};
constexpr int kHalvings = 40;

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

template <class T>
T need(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "sweep_bench: {}\n", result.error().detail);
  std::exit(1);
}

size_t due_by(Store& store, int64_t at_ms, size_t limit) {
  return need(store.due_cases(at_ms, limit)).size();
}

// The moment by which about `count` cases are due.
int64_t moment_of(Store& store, int64_t from_ms, size_t count) {
  int64_t low = from_ms, high = from_ms + 400 * kDayMs;
  for (int step = 0; step < kHalvings; ++step) {
    const int64_t middle = low + (high - low) / 2;
    (due_by(store, middle, count) < count ? low : high) = middle;
  }
  return high;
}

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
  for (const int64_t target : kTargets) {
    now_ms = moment_of(*site.store, now_ms, static_cast<size_t>(target));
    const auto due = due_by(*site.store, now_ms, static_cast<size_t>(target) * 4);
    const auto started = std::chrono::steady_clock::now();
    const auto swept = need(sweep_due(app));
    fmt::print(",{{\"due\":{},\"swept\":{},\"ms\":{:.1f}}}", due, swept.cases, ms_since(started));
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
