#include "sim/world_arrivals.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/chance.h"

namespace huiyin::sim {
namespace {

constexpr double kDaysAYear = 365;
constexpr double kWorkingDaysAYear = 249;
constexpr double kMonthsAYear = 12;

std::vector<double> weights_of(const std::vector<WeightedWord>& words) {
  std::vector<double> weights;
  for (const auto& word : words) weights.push_back(word.weight);
  return weights;
}

// The weight of the longest beginning, shared by the leaves under it.
std::vector<double> leaf_weights(const std::vector<std::string>& leaves, const std::vector<WeightedWord>& words) {
  std::vector<double> weights(leaves.size());
  std::vector<size_t> decided(leaves.size(), words.size());
  std::vector<double> sharing(words.size());
  for (size_t leaf = 0; leaf < leaves.size(); ++leaf) {
    for (size_t word = 0; word < words.size(); ++word) {
      const bool fits = leaves[leaf].starts_with(words[word].word);
      const bool longer = decided[leaf] == words.size() || words[word].word.size() > words[decided[leaf]].word.size();
      if (fits && longer) decided[leaf] = word;
    }
    if (decided[leaf] < words.size()) ++sharing[decided[leaf]];
  }
  for (size_t leaf = 0; leaf < leaves.size(); ++leaf) {
    if (decided[leaf] < words.size()) weights[leaf] = words[decided[leaf]].weight / sharing[decided[leaf]];
  }
  return weights;
}

}  // namespace

Arrivals::Arrivals(const Stage& stage, int64_t until_at_ms)
    : stage_(stage),
      until_at_ms_(until_at_ms),
      hour_shares_(stage.habits.arrivals.hours),
      type_shares_(weights_of(stage.habits.arrivals.types)),
      intake_(stage.crew.with_role({Role::intake, Role::dispatcher})) {
  for (const auto& category : stage.today.categories.all()) {
    if (stage.today.categories.is_leaf(category) && category.code != "9999") leaves_.push_back(category.code);
  }
  const auto weights = leaf_weights(leaves_, stage.habits.arrivals.categories);
  std::vector<double> door_weights;
  for (const auto& door : stage.habits.arrivals.doors) {
    const auto programme = stage.today.programmes.find(door.programme);
    if (programme == stage.today.programmes.end() || !is_matter(programme->second.lifecycle)) continue;
    auto here = weights;
    for (size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
      if (!door.categories.empty() && !begins_with_any(leaves_[leaf], door.categories)) here[leaf] = 0;
    }
    Shares shares{here};
    if (shares.empty()) continue;
    doors_.push_back(door);
    categories_of_door_.push_back(std::move(shares));
    door_weights.push_back(door.weight);
  }
  door_shares_ = Shares{door_weights};
  for (const auto& [name, programme] : stage.today.programmes) {
    if (programme.lifecycle == "order" && programme.open_to_residents) order_programmes_.push_back(name);
  }
}

double Arrivals::expected_on(LocalDate date) const {
  const auto& habits = stage_.habits.arrivals;
  const bool working = stage_.today.calendar.is_working_day(date);
  const double share = working ? habits.on_working_days / kWorkingDaysAYear
                               : (1 - habits.on_working_days) / (kDaysAYear - kWorkingDaysAYear);
  const auto month = static_cast<size_t>(civil_of(date).month - 1);
  return habits.reports_a_year * stage_.arrival_factor * share * habits.months[month] * kMonthsAYear;
}

int64_t Arrivals::instant_of(LocalDate date, Rng& dice) const {
  const auto hour = static_cast<int32_t>(hour_shares_.draw(dice));
  const auto minute = static_cast<int32_t>(dice.below(60));
  const auto ms = static_cast<int32_t>(dice.below(static_cast<size_t>(kMinuteMs)));
  return stage_.today.calendar.zone().instant({date, hour * 60 + minute, ms});
}

void Arrivals::plan_day(LocalDate date) {
  const auto day_seed = seed_of(stage_.seed, "reports of", date.days);
  auto dice = Rng{day_seed};
  const auto count = poisson(dice.unit(), expected_on(date));
  for (int32_t index = 0; index < count; ++index) {
    const auto seed = seed_of(day_seed, "report", index);
    auto when = Rng{seed}.stream("when");
    plan_report(instant_of(date, when), draw(seed));
  }
  plan_orders(date);
}

void Arrivals::plan_report(int64_t at_ms, Report report) {
  if (at_ms >= until_at_ms_) return;
  stage_.agenda.at(at_ms, [this, report = std::move(report)] { come_in(report); });
}

Requester Arrivals::draw_requester(uint64_t seed) const {
  auto dice = Rng{seed}.stream("requester");
  if (!dice.chance(stage_.habits.arrivals.leaves_phone)) return {};
  static const std::vector<std::string> kNames{"李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"};
  // 100 is the prefix of no mobile phone: nobody can be called by mistake.
  return {dice.pick(kNames) + (dice.chance(0.5) ? "女士" : "先生"), fmt::format("100{:08}", dice.below(100'000'000))};
}

std::string Arrivals::draw_category(size_t door, Rng& dice) const {
  return leaves_[categories_of_door_[door].draw(dice)];
}

// Another leaf of the same branch: what a hurried desk would choose.
std::string Arrivals::misfile(const std::string& category, Rng& dice) const {
  std::vector<std::string> near;
  for (const auto& leaf : leaves_) {
    if (leaf != category && leaf.starts_with(category.substr(0, 2))) near.push_back(leaf);
  }
  return near.empty() ? category : dice.pick(near);
}

Arrivals::Report Arrivals::draw(uint64_t seed) const {
  auto dice = Rng{seed}.stream("report");
  Report report;
  report.seed = seed;
  report.door = door_shares_.draw(dice);
  report.spot = stage_.scene.draw(dice);
  report.category = draw_category(report.door, dice);
  report.filed_as = dice.chance(stage_.habits.desk.misfiled) ? misfile(report.category, dice) : report.category;
  report.type = stage_.habits.arrivals.types[type_shares_.draw(dice)].word;
  report.emergency = dice.chance(stage_.habits.arrivals.emergency);
  if (doors_[report.door].voice != Voice::grid_worker) report.requester = draw_requester(seed);
  return report;
}

// A call takes somebody's time at the desk; a form on the web nobody's; a finding is made on the round.
void Arrivals::come_in(const Report& report) {
  const auto& door = doors_[report.door];
  if (door.by.empty()) return hand_in(report, {ActorKind::requester, 0, {}});
  Task task{.people = intake_, .instead = {}, .effort_min = stage_.habits.desk.accept_min};
  if (std::ranges::find(door.by, Role::intake) == door.by.end()) {
    const auto& place = stage_.scene.at(report.spot).place;
    for (const auto* code : {&place.grid, &place.community, &place.street}) {
      const auto node = stage_.today.places.node(*code);
      if (node && !node->unit.empty()) task.people = stage_.crew.with_role(door.by, node->unit);
      if (!task.people.empty() && node) break;
    }
    if (task.people.empty()) task.people = stage_.crew.with_role(door.by);
  } else {
    task.on_call = intake_.size() < 2;  // a single operator still picks up at night
  }
  stage_.crew.give(std::move(task),
                   [this, report](size_t worker) { hand_in(report, stage_.crew.worker(worker).actor()); });
}

void Arrivals::hand_in(const Report& report, const Actor& actor) {
  const auto& door = doors_[report.door];
  const auto& spot = stage_.scene.at(report.spot);
  const auto& programme = stage_.today.programmes.at(door.programme);
  Engine::Start start;
  start.actor = actor;
  start.seed = report.seed;
  start.spot = report.spot;
  start.category = report.category;
  start.requester = report.requester;
  start.storm = report.storm;
  auto& opening = start.opening;
  opening.programme = door.programme;
  opening.channel = door.channel;
  const bool known = std::ranges::find(programme.types, report.type) != programme.types.end();
  opening.type = known ? report.type : programme.default_type;
  opening.category = report.filed_as;
  opening.place = spot.place;
  opening.point = opening.form.point = spot.point;
  opening.confidential = opening.type == "tip_off";
  opening.emergency = report.emergency;
  opening.form.words["description"] = stage_.request(report.category, door.voice, report.spot, report.seed);
  if (door.voice == Voice::photo) {
    opening.form.numbers["photos"] = 1;
    opening.form.photos.emplace_back("sample.photos.1");
  }
  if (const auto* original = stage_.engine.find(report.repeat_of)) {
    opening.links = {{"repeat_of", report.repeat_of}};
    opening.repeats = 1 + counter(original->state, "repeats");
  }
  stage_.engine.open(std::move(start));
}

void Arrivals::ask_again(const Living& living) {
  auto report = draw(seed_of(living.seed, "again"));
  const auto phone = std::ranges::find(doors_, std::string{"phone"}, &Door::channel);
  if (phone == doors_.end()) return;
  report.door = static_cast<size_t>(phone - doors_.begin());
  report.spot = living.spot;
  report.category = report.filed_as = living.category;
  report.type = "complaint";
  report.requester = living.requester;
  report.repeat_of = living.state.id;
  come_in(report);
}

std::optional<LocalDate> Arrivals::storm_day(LocalDate from, LocalDate until) const {
  std::vector<LocalDate> days;
  for (auto day = from; day < until; day = day.plus(1)) {
    const auto text = format_date(day).substr(5);
    if (text >= stage_.habits.storm.from && text <= stage_.habits.storm.until) days.push_back(day);
  }
  if (days.empty() || stage_.habits.storm.reports == 0) return std::nullopt;
  auto dice = stage_.dice("storm");
  return dice.pick(days);
}

void Arrivals::plan_storm(LocalDate date) {
  const auto& storm = stage_.habits.storm;
  auto dice = stage_.dice("storm reports");
  const auto spots = stage_.scene.low_ground(dice);
  const auto begin_at_ms =
      stage_.today.calendar.zone().instant({date, static_cast<int32_t>(dice.between(6, 14)) * 60, 0});
  for (int64_t index = 0; index < storm.reports && !spots.empty(); ++index) {
    auto report = draw(seed_of(stage_.seed, "storm report", index));
    report.spot = dice.pick(spots);
    report.category = report.filed_as = dice.pick(storm.categories);
    report.storm = true;
    report.type = "help";
    plan_report(begin_at_ms + dice.between(0, storm.hours * kHourMs), std::move(report));
  }
}

void Arrivals::plan_orders(LocalDate date) {
  if (order_programmes_.empty()) return;
  const auto seed = seed_of(stage_.seed, "orders of", date.days);
  auto dice = Rng{seed};
  const auto count = poisson(dice.unit(), stage_.habits.arrivals.orders_a_year / kDaysAYear);
  for (int32_t index = 0; index < count; ++index) {
    const auto at_ms = instant_of(date, dice);
    const auto& programme = dice.pick(order_programmes_);
    if (at_ms >= until_at_ms_) continue;
    stage_.agenda.at(at_ms, [this, programme, own = seed_of(seed, "order", index)] { order(programme, own); });
  }
}

void Arrivals::order(const std::string& programme, uint64_t seed) {
  auto dice = Rng{seed}.stream("order");
  Engine::Start start;
  start.actor = {ActorKind::requester, 0, {}};
  start.seed = seed;
  start.spot = stage_.scene.draw(dice);
  start.category = stage_.today.programmes.at(programme).default_category;
  start.requester = draw_requester(seed);
  start.opening.programme = programme;
  start.opening.channel = "web";
  start.opening.place = stage_.scene.at(start.spot).place;
  start.opening.form.words["description"] = stage_.request(start.category, Voice::letter, start.spot, seed);
  stage_.engine.open(std::move(start));
}

}  // namespace huiyin::sim
