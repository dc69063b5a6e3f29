#include "sim/habits.h"

#include <fmt/format.h>

#include "base/json.h"
#include "definitions/yaml.h"

namespace huiyin::sim {
namespace {

constexpr double kWholeBp = 10'000;
constexpr int64_t kNumberMax = 10'000'000;

enum class Kind { share, effort, number };

struct Field {
  std::string_view key;
  Kind kind;
  double& into;
};

double minutes_of(Duration duration) {
  switch (duration.unit) {
    case TimeUnit::minute:
    case TimeUnit::working_minute: return static_cast<double>(duration.amount);
    case TimeUnit::hour:
    case TimeUnit::working_hour: return static_cast<double>(duration.amount) * 60;
    case TimeUnit::day:
    case TimeUnit::working_day: return static_cast<double>(duration.amount) * 24 * 60;
  }
  return 0;
}

void read_field(const yaml::Value& value, const Field& field) {
  switch (field.kind) {
    case Kind::share: field.into = value.share_bp() / kWholeBp; return;
    case Kind::effort: field.into = minutes_of(value.duration()); return;
    case Kind::number: field.into = static_cast<double>(value.integer(0, kNumberMax)); return;
  }
}

// A section whose keys are these fields and `others`, which the caller reads from the map it gets back.
yaml::Map read_section(const yaml::Value& section, const std::vector<Field>& fields,
                       const std::vector<std::string_view>& others = {}) {
  std::vector<std::string_view> known = others;
  for (const auto& field : fields) known.push_back(field.key);
  const yaml::Map map = section.map(known);
  for (const auto& field : fields) read_field(map.required(field.key), field);
  return map;
}

void read_ledger(const yaml::Value& value, LedgerTarget& into) {
  read_section(value, {{"taken", Kind::number, into.taken},
                       {"done", Kind::number, into.done},
                       {"in_hand", Kind::number, into.in_hand},
                       {"supervised", Kind::number, into.supervised},
                       {"flow_tolerance", Kind::share, into.flow_tolerance},
                       {"in_hand_tolerance", Kind::number, into.in_hand_tolerance},
                       {"supervised_tolerance", Kind::number, into.supervised_tolerance}});
}

std::vector<WeightedWord> read_weights(const yaml::Value& value) {
  std::vector<WeightedWord> weights;
  for (const auto& [word, weight] : value.entries()) {
    weights.push_back({word, static_cast<double>(weight.integer(0, kNumberMax))});
  }
  if (value && weights.empty()) value.complain("needs at least one entry");
  return weights;
}

std::vector<double> read_series(const yaml::Value& value, size_t length) {
  std::vector<double> series;
  for (const auto& item : value.items()) series.push_back(item.share_bp() / kWholeBp);
  if (value && series.size() != length) value.complain(fmt::format("needs {} shares", length));
  return series;
}

Door read_door(const yaml::Value& value) {
  const yaml::Map map = value.map({"programme", "channel", "voice", "by", "weight", "categories"});
  Door door;
  door.programme = map.required("programme").word();
  door.channel = map.required("channel").word();
  door.weight = static_cast<double>(map.required("weight").integer(0, kNumberMax));
  for (const auto& role : map["by"].list_of<Role>()) door.by.push_back(role);
  door.categories = map["categories"].texts();
  const std::string voice = map.required("voice").word();
  const std::vector<std::pair<std::string_view, Voice>> voices{{"photo", Voice::photo},
                                                               {"letter", Voice::letter},
                                                               {"phone", Voice::phone},
                                                               {"visit", Voice::visit},
                                                               {"grid_worker", Voice::grid_worker}};
  const auto found = std::ranges::find_if(voices, [&](const auto& entry) { return entry.first == voice; });
  if (found != voices.end()) {
    door.voice = found->second;
  } else if (!voice.empty()) {
    map["voice"].complain("must be one of: photo, letter, phone, visit, grid_worker");
  }
  return door;
}

void read_arrivals(const yaml::Value& value, ArrivalHabits& into) {
  const auto map = read_section(value,
                                {{"reports_a_year", Kind::number, into.reports_a_year},
                                 {"on_working_days", Kind::share, into.on_working_days},
                                 {"leaves_phone", Kind::share, into.leaves_phone},
                                 {"emergency", Kind::share, into.emergency},
                                 {"orders_a_year", Kind::number, into.orders_a_year}},
                                {"hours", "months", "types", "categories", "doors"});
  into.hours = read_series(map.required("hours"), 24);
  into.months = read_series(map.required("months"), 12);
  into.types = read_weights(map.required("types"));
  into.categories = read_weights(map.required("categories"));
  for (const auto& door : map.required("doors").items()) into.doors.push_back(read_door(door));
}

void read_desk(const yaml::Value& value, DeskHabits& into) {
  const auto map = read_section(value,
                                {{"accept", Kind::effort, into.accept_min},
                                 {"triage", Kind::effort, into.triage_min},
                                 {"answer", Kind::effort, into.answer_min},
                                 {"arbitrate", Kind::effort, into.arbitrate_min},
                                 {"answers_consult", Kind::share, into.answers_consult},
                                 {"answers_other", Kind::share, into.answers_other},
                                 {"sends_on_site", Kind::share, into.sends_on_site},
                                 {"misfiled", Kind::share, into.misfiled},
                                 {"notices_misfiled", Kind::share, into.notices_misfiled},
                                 {"refuses", Kind::share, into.refuses},
                                 {"transfers", Kind::share, into.transfers},
                                 {"notices_same", Kind::share, into.notices_same},
                                 {"notices_storm", Kind::share, into.notices_storm},
                                 {"unmerges", Kind::share, into.unmerges}},
                                {"on_site_categories", "transfer_categories"});
  into.on_site_categories = map.required("on_site_categories").texts();
  into.transfer_categories = map.required("transfer_categories").texts();
}

void read_grid(const yaml::Value& value, GridHabits& into) {
  read_section(value, {{"verify", Kind::effort, into.verify_min},
                       {"look", Kind::effort, into.look_min},
                       {"share_of_day", Kind::share, into.share_of_day},
                       {"solves", Kind::share, into.solves},
                       {"solves_found", Kind::share, into.solves_found},
                       {"not_found", Kind::share, into.not_found}});
}

void read_unit(const yaml::Value& value, UnitHabits& into) {
  read_section(value, {{"sign", Kind::effort, into.sign_min},
                       {"effort", Kind::effort, into.effort_min},
                       {"effort_spread", Kind::share, into.effort_spread},
                       {"contact", Kind::effort, into.contact_min},
                       {"share_of_day", Kind::share, into.share_of_day},
                       {"pace", Kind::share, into.pace},
                       {"pace_spread", Kind::share, into.pace_spread},
                       {"unit_spread", Kind::share, into.unit_spread},
                       {"signs_late", Kind::share, into.signs_late},
                       {"returns_wrongly", Kind::share, into.returns_wrongly},
                       {"closes_early", Kind::share, into.closes_early},
                       {"forgets_party", Kind::share, into.forgets_party},
                       {"asks_extension", Kind::share, into.asks_extension},
                       {"suspends", Kind::share, into.suspends},
                       {"raises", Kind::share, into.raises},
                       {"reports_progress", Kind::share, into.reports_progress},
                       {"whistles", Kind::share, into.whistles},
                       {"hurries", Kind::share, into.hurries}});
}

void read_centre(const yaml::Value& value, CentreHabits& into) {
  read_section(value, {{"review", Kind::effort, into.review_min},
                       {"call", Kind::effort, into.call_min},
                       {"looks", Kind::share, into.looks},
                       {"sends_back", Kind::share, into.sends_back},
                       {"reached", Kind::share, into.reached},
                       {"grants_extension", Kind::share, into.grants_extension},
                       {"waives_after_days", Kind::number, into.waives_after_days},
                       {"excludes", Kind::share, into.excludes}});
}

void read_requester(const yaml::Value& value, RequesterHabits& into) {
  read_section(value, {{"me_too", Kind::share, into.me_too},
                       {"withdraws", Kind::share, into.withdraws},
                       {"rates", Kind::share, into.rates},
                       {"dissatisfied", Kind::share, into.dissatisfied},
                       {"believes_early_close", Kind::share, into.believes_early_close},
                       {"reopens", Kind::share, into.reopens},
                       {"asks_again", Kind::share, into.asks_again},
                       {"answers_after_hours", Kind::number, into.answers_after_h}});
}

void read_supervision(const yaml::Value& value, SupervisionHabits& into) {
  const auto map = read_section(value,
                                {{"leader", Kind::share, into.leader},
                                 {"media", Kind::share, into.media},
                                 {"review", Kind::effort, into.review_min}},
                                {"repeated_at", "mass_at"});
  into.repeated_at = map.required("repeated_at").integer(1, 100);
  into.mass_at = map.required("mass_at").integer(1, 1'000);
}

void read_people(const yaml::Value& value, PeopleHabits& into) {
  const auto map = read_section(
      value, {{"ill_spells_a_year", Kind::number, into.ill_spells_a_year}, {"ill_days", Kind::number, into.ill_days}},
      {"moves"});
  into.moves = map.required("moves").integer(0, 100);
}

std::string read_month_day(const yaml::Value& value) {
  const auto text = value.text(5);
  const auto date = parse_date("2024-" + text);  // a leap year knows every day
  if (value && !date) value.complain("must be a day like 07-15");
  return text;
}

void read_happenings(const yaml::Map& map, Habits& into) {
  const auto storm = map.required("storm").map({"from", "until", "reports", "hours", "categories"});
  into.storm.from = read_month_day(storm.required("from"));
  into.storm.until = read_month_day(storm.required("until"));
  into.storm.reports = storm.required("reports").integer(0, 10'000);
  into.storm.hours = storm.required("hours").integer(1, 24);
  into.storm.categories = storm.required("categories").texts();
  const auto outage = map.required("outage").map({"a_year", "hours"});
  into.outage.a_year = static_cast<double>(outage.required("a_year").integer(0, 365));
  into.outage.hours = outage.required("hours").integer(1, 72);
}

}  // namespace

std::expected<Habits, Findings> read_habits(const SourceFile& file) {
  Findings findings;
  const yaml::Document document{file, findings};
  const auto map = document.root().map({"ledger", "arrivals", "desk", "grid", "unit", "centre", "requester",
                                        "supervision", "people", "storm", "outage"});
  Habits habits;
  read_ledger(map.required("ledger"), habits.ledger);
  read_arrivals(map.required("arrivals"), habits.arrivals);
  read_desk(map.required("desk"), habits.desk);
  read_grid(map.required("grid"), habits.grid);
  read_unit(map.required("unit"), habits.unit);
  read_centre(map.required("centre"), habits.centre);
  read_requester(map.required("requester"), habits.requester);
  read_supervision(map.required("supervision"), habits.supervision);
  read_people(map.required("people"), habits.people);
  read_happenings(map, habits);
  if (!findings.empty()) return std::unexpected(std::move(findings));
  return habits;
}

}  // namespace huiyin::sim
