// Fills a site made by `huiyin init` with cases that have lived, opened over the last year:
//
//   fill SITE --store URL --cases N [--seed S] [--until RFC3339] [--open]
//
// Beside the cases it writes SITE/data/bench_sessions.txt (login, token, role, unit of each account: a load client
// need not spend its time on passwords) and SITE/data/bench_cases.txt (case numbers, spread evenly).
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <future>
#include <span>

#include "app/accounts.h"
#include "app/open_site.h"
#include "app/secret_token.h"
#include "app/site_keys.h"
#include "made_life.h"

namespace huiyin::bench {
namespace {

constexpr int32_t kDays = 365;
constexpr size_t kChunk = 1'500;  // cases a commit
constexpr size_t kSampleMax = 5'000;
constexpr size_t kSearchEvents = 10'000;
constexpr int64_t kSessionMs = 30 * kDayMs;
constexpr double kWeekdayShare = 0.856;
// Share of a day's cases by the hour, in tenths of a percent: web messages of a Chinese city.
constexpr std::array<int, 24> kByHour{25, 14, 3,  3,  2,  4,  8,  13, 41, 61, 117, 81,
                                      56, 47, 63, 92, 66, 77, 55, 38, 33, 36, 37,  28};

struct Wanted {
  std::string site, store_url;
  uint64_t cases = 0, seed = 1;
  int64_t until_ms = 0;
  bool all_open = false;
};

struct Arrival {
  CaseId id;
  int64_t at_ms;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

[[noreturn]] void fail(const std::string& why) {
  fmt::print(stderr, "fill: {}\n", why);
  std::exit(1);
}

template <class T>
T need(Result<T> result) {
  if (!result) fail(fmt::format("{} {}", to_string(result.error().code), result.error().detail));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

// The moment of the day before which `share` of its cases arrive.
int64_t time_of_day_ms(double share) {
  double total = 0, left = 0;
  for (const int tenths : kByHour) total += tenths;
  left = share * total;
  for (size_t hour = 0; hour < kByHour.size(); ++hour) {
    if (left < kByHour[hour]) {
      return static_cast<int64_t>((static_cast<double>(hour) + left / kByHour[hour]) * static_cast<double>(kHourMs));
    }
    left -= kByHour[hour];
  }
  return kDayMs - 1;
}

// When the cases arrived, in order: the last ones yesterday, so that today's serials stay free.
std::vector<Arrival> arrivals(const Wanted& wanted, const Zone& zone) {
  const LocalDate today = zone.local(wanted.until_ms).date;
  std::vector<Arrival> all;
  all.reserve(wanted.cases);
  double due = 0, weights = 0;
  const auto weight = [](LocalDate day) { return weekday_of(day) < 5 ? kWeekdayShare / 5 : (1 - kWeekdayShare) / 2; };
  for (int32_t back = kDays; back >= 1; --back) weights += weight(today.plus(-back));
  for (int32_t back = kDays; back >= 1; --back) {
    const LocalDate day = today.plus(-back);
    due += static_cast<double>(wanted.cases) * weight(day) / weights;
    const auto target = back == 1 ? wanted.cases : static_cast<uint64_t>(due);
    const auto count = target - all.size();
    const int64_t midnight_ms = zone.instant({day, 0, 0});
    for (uint64_t serial = 1; serial <= count; ++serial) {
      const double share = (static_cast<double>(serial) - 0.5) / static_cast<double>(count);
      all.push_back({need(make_case_id(day, static_cast<int64_t>(serial))), midnight_ms + time_of_day_ms(share)});
    }
  }
  return all;
}

std::vector<Draft> prepare(const MadeWorld& world, std::span<const Arrival> arrivals, uint64_t first) {
  std::vector<Draft> drafts;
  drafts.reserve(arrivals.size());
  for (size_t index = 0; index < arrivals.size(); ++index) {
    drafts.push_back(need(made_life(world, first + index, arrivals[index].id, arrivals[index].at_ms)));
  }
  return drafts;
}

// One thread makes the next chunk while the store writes the last.
int64_t load_all(Store& store, const MadeWorld& world, const std::vector<Arrival>& arrivals) {
  const auto started = std::chrono::steady_clock::now();
  const std::span<const Arrival> all{arrivals};
  const auto make = [&](size_t first) {
    const auto part = all.subspan(first, std::min(kChunk, all.size() - first));
    return std::async(std::launch::async, [&world, part, first] { return prepare(world, part, first); });
  };
  int64_t events_count = 0;
  auto next = make(0);
  for (size_t first = 0; first < all.size(); first += kChunk) {
    auto drafts = next.get();
    const size_t done = first + drafts.size();
    if (done < all.size()) next = make(done);
    for (const auto& draft : drafts) events_count += static_cast<int64_t>(draft.events.size());
    need(store.load(std::move(drafts)));
    const bool tells = done / (all.size() / 10 + 1) != first / (all.size() / 10 + 1) || done == all.size();
    if (tells) {
      fmt::print("{} cases, {} events, {:.0f} cases/s\n", done, events_count,
                 static_cast<double>(done) / seconds_since(started));
      std::fflush(stdout);
    }
  }
  return events_count;
}

void write_sessions(App& app, const std::string& path) {
  std::ofstream out{path};
  for (const auto& account : need(app.store().accounts())) {
    const auto token = new_token("");
    need(app.store().save_session({token_hash(token), account.id, app.now_at_ms() + kSessionMs}));
    const auto posts = need(read_posts(account.posts_json));
    if (posts.empty()) continue;
    out << account.login << '\t' << token << '\t' << json::enum_name(posts.front().role) << '\t' << posts.front().unit
        << '\n';
  }
}

void write_sample(const App& app, const std::vector<Arrival>& arrivals, const std::string& path) {
  std::ofstream out{path};
  const size_t step = std::max<size_t>(1, arrivals.size() / kSampleMax);
  for (size_t index = 0; index < arrivals.size(); index += step) out << case_no_of(app, arrivals[index].id) << '\n';
}

int fill(const Wanted& wanted) {
  auto site = need(open_site(wanted.site, wanted.store_url));
  const auto today = site.app->definitions();
  if (!today) fail("nothing is adopted in this site yet");
  const auto world =
      MadeWorld::of(today, need(read_site_keys(wanted.site)), wanted.seed, wanted.until_ms, wanted.all_open);
  const auto all = arrivals(wanted, today->calendar.zone());
  const auto started = std::chrono::steady_clock::now();
  const int64_t events_count = load_all(*site.store, world, all);
  fmt::print("filled {} cases with {} events in {:.1f} s\n", all.size(), events_count, seconds_since(started));
  std::fflush(stdout);
  const auto indexing = std::chrono::steady_clock::now();
  while (need(site.store->catch_up_search(kSearchEvents))) continue;
  fmt::print("searchable after {:.1f} s more\n", seconds_since(indexing));
  write_sessions(*site.app, wanted.site + "/data/bench_sessions.txt");
  write_sample(*site.app, all, wanted.site + "/data/bench_cases.txt");
  site.store->stop();
  return 0;
}

Wanted read_arguments(std::span<char*> arguments) {
  Wanted wanted;
  wanted.until_ms = App::system_now_at_ms();
  for (size_t index = 1; index < arguments.size(); ++index) {
    const std::string_view name = arguments[index];
    const char* value = index + 1 < arguments.size() ? arguments[index + 1] : "";
    if (name == "--open") {
      wanted.all_open = true;
      continue;
    }
    if (!name.starts_with("--")) {
      wanted.site = name;
      continue;
    }
    if (name == "--store") wanted.store_url = value;
    if (name == "--cases") wanted.cases = std::strtoull(value, nullptr, 10);
    if (name == "--seed") wanted.seed = std::strtoull(value, nullptr, 10);
    if (name == "--until") wanted.until_ms = need(parse_instant(value));
    ++index;
  }
  return wanted;
}

}  // namespace
}  // namespace huiyin::bench

int main(int argc, char** argv) {
  const auto wanted = huiyin::bench::read_arguments({argv, static_cast<size_t>(argc)});
  if (wanted.site.empty() || wanted.cases == 0) {
    fmt::print("fill SITE --store URL --cases N [--seed S] [--until RFC3339] [--open]\n");
    return 2;
  }
  return huiyin::bench::fill(wanted);
}
