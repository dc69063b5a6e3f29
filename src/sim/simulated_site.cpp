#include "sim/simulated_site.h"

#include <fmt/format.h>

#include <filesystem>

#include "app/accounts.h"
#include "app/init_site.h"
#include "app/private_file.h"

namespace huiyin::sim {
namespace {

constexpr int64_t kDaysMax = 1'100;
constexpr int32_t kSlackDays = 60;  // due times reach beyond the last day

std::unexpected<NotAdopted> not_ready(Refusal refusal) {
  return std::unexpected(NotAdopted{std::move(refusal), {}});
}

std::expected<Habits, NotAdopted> load_habits(const std::string& file, const std::string& share) {
  const auto path = file.empty() ? (std::filesystem::path{share} / "simulation" / "habits.yaml").string() : file;
  auto bytes = read_whole_file(path);
  if (!bytes) return not_ready(bytes.error());
  auto habits = read_habits({path, std::move(*bytes)});
  if (habits) return std::move(*habits);
  return std::unexpected(
      NotAdopted{{RefusalCode::broken_definition, "the habits do not hold", path, {}}, habits.error()});
}

Result<std::vector<Person>> people_of(App& app) {
  const auto accounts = app.store().accounts();
  if (!accounts) return std::unexpected(accounts.error());
  std::vector<Person> people;
  for (const auto& account : *accounts) {
    auto posts = read_posts(account.posts_json);
    if (!posts) return std::unexpected(posts.error());
    people.push_back({account.id, account.login, account.name, std::move(*posts)});
  }
  return people;
}

}  // namespace

WorldSetup SimulatedSite::setup(uint64_t seed, int64_t from_at_ms, int64_t until_at_ms) const {
  WorldSetup setup;
  setup.today = today.get();
  setup.habits = &habits;
  setup.scene = &scene;
  setup.people = &people;
  setup.seed = seed;
  setup.from_at_ms = from_at_ms;
  setup.until_at_ms = until_at_ms;
  return setup;
}

std::expected<SimulatedSite, NotAdopted> simulated_site(App& app, const std::string& habits_file) {
  auto today = app.definitions();
  if (!today)
    return not_ready({RefusalCode::unknown_thing, "no definitions are adopted yet: run huiyin apply", {}, {}});
  const auto share = share_dir();
  if (!share) return not_ready(share.error());
  auto habits = load_habits(habits_file, *share);
  if (!habits) return std::unexpected(habits.error());
  auto people = people_of(app);
  if (!people) return not_ready(people.error());
  const auto sample = make_district(*share);
  auto scene = Scene::of(*today, sample ? &*sample : nullptr);
  return SimulatedSite{std::move(today), std::move(*habits), std::move(scene), std::move(*people)};
}

Result<Span> span_of(const Definitions& today, int64_t now_at_ms, int64_t days, const std::optional<LocalDate>& from) {
  if (days < 1 || days > kDaysMax) {
    return refuse(RefusalCode::invalid_input, fmt::format("a simulation lasts 1 to {} days", kDaysMax), "--days");
  }
  const auto& zone = today.calendar.zone();
  const auto now_date = zone.local(now_at_ms).date;
  const auto count = static_cast<int32_t>(days);
  const auto first = from ? *from : now_date.plus(1 - count);
  const auto last = first.plus(count - 1);
  if (last > now_date) {
    return refuse(RefusalCode::invalid_input, "a past cannot end in the future: begin earlier or take fewer days",
                  "--from");
  }
  if (!today.calendar.covers(first) || !today.calendar.covers(last.plus(kSlackDays))) {
    return refuse(RefusalCode::outside_calendar,
                  fmt::format("the site's calendars do not cover {} to {}", format_date(first),
                              format_date(last.plus(kSlackDays))),
                  "--from");
  }
  const auto end_at_ms = std::min(now_at_ms, zone.instant({last.plus(1), 0, 0}));
  return Span{zone.instant({first, 0, 0}), end_at_ms};
}

}  // namespace huiyin::sim
