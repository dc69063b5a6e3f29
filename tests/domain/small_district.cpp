#include "domain/small_district.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "definitions/lifecycle_file.h"
#include "definitions/programme_file.h"

namespace huiyin::test {
namespace {

SourceFile source(const std::string& path) {
  std::ifstream file{std::string{HUIYIN_SOURCE_DIR} + "/" + path};
  std::stringstream bytes;
  bytes << file.rdbuf();
  return {path, bytes.str()};
}

template <class T>
T read_or_throw(std::expected<T, Findings> read) {
  if (read) return std::move(*read);
  const auto& first = read.error().front();
  throw std::runtime_error(first.file + ":" + std::to_string(first.line) + " " + first.field + ": " + first.detail);
}

template <class T>
T value_or_throw(Result<T> result) {
  if (result) return std::move(*result);
  throw std::runtime_error(result.error().detail + " " + result.error().where);
}

Calendar calendar() {
  WorkHours hours;
  for (int day = 0; day < 5; ++day) hours.weekly[static_cast<size_t>(day)] = {{540, 720}, {780, 1080}};
  std::vector<CalendarYear> years;
  for (int year = 2025; year <= 2028; ++year) years.push_back({.year = year});
  years[1].days_off = {*parse_date("2026-05-01")};
  return value_or_throw(Calendar::of(value_or_throw(Zone::named("Asia/Shanghai")), years, hours));
}

Category leaf(std::string code, std::string key, std::vector<Duration> answer) {
  return {.code = std::move(code),
          .key = std::move(key),
          .title = {"类", "Category"},
          .answer = std::move(answer),
          .contact = {24, TimeUnit::hour}};
}

CategoryTree categories() {
  using enum TimeUnit;
  std::vector<Category> all{{.code = "01", .key = "utility"},
                            {.code = "02", .key = "road"},
                            {.code = "06", .key = "building"},
                            {.code = "12", .key = "community"},
                            {.code = "99", .key = "others"}};
  all.push_back(leaf("0104", "gas", {{2, hour}}));
  all.push_back(leaf("0201", "road_damage", {{5, working_day}}));
  all.push_back(leaf("0601", "illegal_building", {{4, working_hour}, {7, working_day}, {20, working_day}}));
  all.push_back(leaf("1202", "community_service", {{3, working_day}}));
  all.push_back(leaf("9999", "other", {{24, hour}}));
  return value_or_throw(CategoryTree::of(all));
}

PlaceTree places() {
  std::vector<PlaceNode> nodes{{"990101", {"小区", "Small district"}, "office"},
                               {"990101001", {"东街", "East Street"}, "street"},
                               {"990101001001", {"银杏社区", "Ginkgo"}, "community"},
                               {kGrid, {"一格", "Grid one"}, "grid1"}};
  const Ring square{{410'000'000, 1'230'000'000},
                    {410'000'000, 1'230'100'000},
                    {410'100'000, 1'230'100'000},
                    {410'100'000, 1'230'000'000}};
  return value_or_throw(PlaceTree::of(nodes, {{kGrid, {square}}}));
}

UnitTree units() {
  using enum UnitKind;
  std::vector<Unit> all{{"cc", {"指挥中心", "Centre"}, centre, "", ""},
                        {"office", {"区办", "Office"}, department, "", ""},
                        {"quality", {"质检科", "Quality"}, department, "", ""},
                        {"roads", {"住建局", "Roads"}, department, "", ""},
                        {"water", {"水务局", "Water"}, department, "", ""},
                        {"street", {"东街街道", "East Street"}, UnitKind::street, "", ""},
                        {"community", {"银杏社区", "Ginkgo"}, UnitKind::community, "street", ""},
                        {"drivers_branch", {"司机支部", "Drivers' branch"}, company, "", ""},
                        {"ride_co", {"出行平台", "Ride platform"}, company, "", ""},
                        {"transport", {"交通局", "Transport"}, department, "", ""},
                        {"property_co", {"物业公司", "Property company"}, company, "", ""},
                        {"owners", {"业委会", "Owners' committee"}, UnitKind::community, "", ""},
                        {"grid1", {"一格", "Grid one"}, grid, "community", ""},
                        {"110", {"公安", "Police"}, outside, "", ""}};
  return value_or_throw(UnitTree::of(all, {}));
}

std::unique_ptr<Definitions> build() {
  auto read = std::unique_ptr<Definitions>(new Definitions{.edition = 1,
                                                           .site = {"HY", {"小区", "Small district"}, "Asia/Shanghai"},
                                                           .calendar = calendar(),
                                                           .categories = categories(),
                                                           .places = places(),
                                                           .units = units(),
                                                           .duties = DutyTable{{{.line = 2,
                                                                                 .category = "*",
                                                                                 .place = "*",
                                                                                 .lead = "roads",
                                                                                 .supervising = "office",
                                                                                 .backstop = "street"}}},
                                                           .lifecycles = {},
                                                           .programmes = {}});
  for (const auto& entry : std::filesystem::directory_iterator(std::string{HUIYIN_SOURCE_DIR} + "/lifecycles")) {
    auto lifecycle = read_or_throw(read_lifecycle(source("lifecycles/" + entry.path().filename().string())));
    const std::string name = lifecycle.name;
    read->lifecycles.emplace(name, std::move(lifecycle));
  }
  for (const auto& entry : std::filesystem::directory_iterator(std::string{HUIYIN_SOURCE_DIR} + "/programmes")) {
    auto programme =
        read_or_throw(read_programme(source("programmes/" + entry.path().filename().string()), read->lifecycles));
    read->programmes[programme.name] = programme;
  }
  return read;
}

}  // namespace

const Definitions& small_district() {
  static const std::unique_ptr<Definitions> district = build();
  return *district;
}

Actor staff(Role role, std::string unit, int64_t account, std::string place) {
  return {ActorKind::staff, account, {{std::move(unit), role, std::move(place)}}};
}
Actor dispatcher() {
  return staff(Role::dispatcher, "cc", 1);
}
Actor handler() {
  return staff(Role::handler, "roads", 2);
}
Actor other_handler() {
  return staff(Role::handler, "water", 3);
}
Actor reviewer() {
  return staff(Role::reviewer, "quality", 4);
}
Actor caller() {
  return staff(Role::caller, "quality", 5);
}
Actor supervisor() {
  return staff(Role::supervisor, "office", 6);
}
Actor grid_worker() {
  return staff(Role::grid_worker, "grid1", 7, kGrid);
}
Actor volunteer() {
  return {ActorKind::volunteer, 8, {{"office", Role::volunteer, {}}}};
}
Actor requester() {
  return {ActorKind::requester, 0, {}};
}
Actor system_actor() {
  return {ActorKind::system, 0, {}};
}

Context Desk::context(const Actor& by) const {
  const Definitions& district = small_district();
  return {now_at_ms, 0, &district, &district, by, next_cause_, draw_bp};
}

CaseId Desk::open(const std::string& programme, const Actor& by, const std::string& category) {
  Opening opening{
      .programme = programme, .channel = "web", .category = category, .form = words("description", "路灯不亮")};
  opening.place = *small_district().places.codes_of(kGrid);
  if (programme == "hotline_call") opening.channel = "phone";
  if (programme == "whistle") opening.channel = "desk";
  return open(std::move(opening), by);
}

CaseId Desk::open(Opening opening, const Actor& by) {
  opening.id = static_cast<CaseId>(cases_.size()) + 1;
  const CaseId id = opening.id;
  auto event = open_case(opening, context(by));
  if (!event) {
    refusal_ = event.error();
    return 0;
  }
  std::vector<DraftEvent> events;
  events.push_back(std::move(*event));
  keep(std::move(events));
  return id;
}

bool Desk::keep(Result<std::vector<DraftEvent>> events) {
  ++next_cause_;
  if (!events) {
    refusal_ = events.error();
    return false;
  }
  refusal_.reset();
  for (const auto& draft : *events) {
    Case& state = cases_[draft.core.case_id];
    state = apply(state, draft.core);
    log_.push_back(draft.core);
  }
  return true;
}

bool Desk::act(CaseId id, const std::string& command, const Actor& by, FormData form) {
  Command order{command, by.kind == ActorKind::staff ? std::optional{at(id).version} : std::nullopt, std::move(form)};
  std::vector<Case> states{at(id)};
  for (const CaseId other : cases_touched(at(id), order)) states.push_back(at(other));
  return keep(decide(states, order, context(by)));
}

void Desk::wait_ms(int64_t ms) {
  wait_until(now_at_ms + ms);
}

void Desk::wait_until(int64_t at_ms) {
  now_at_ms = at_ms;
  for (const CaseId id : ids()) keep(sweep(at(id), context(system_actor())));
}

const Case& Desk::at(CaseId id) const {
  return cases_.at(id);
}

std::vector<CaseId> Desk::ids() const {
  std::vector<CaseId> all;
  for (const auto& [id, state] : cases_) all.push_back(id);
  return all;
}

std::vector<std::string> Desk::offered(CaseId id, const Actor& by) const {
  std::vector<std::string> names;
  for (const auto& offer : allowed_commands(at(id), context(by))) names.push_back(offer.command);
  return names;
}

FormData words(const std::string& field, const std::string& text) {
  FormData form;
  form.words[field] = text;
  return form;
}

FormData with_code(FormData form, const std::string& field, const std::string& code) {
  form.codes[field] = code;
  return form;
}

FormData with_number(FormData form, const std::string& field, int64_t number) {
  form.numbers[field] = number;
  return form;
}

CaseId request_in_progress(Desk& desk) {
  const CaseId id = desk.open("snap_report", requester());
  desk.act(id, "accept", dispatcher(), with_code({}, "choice", "here"));
  desk.act(id, "dispatch", dispatcher());
  desk.act(id, "sign", handler());
  desk.act(id, "start", handler());
  return id;
}

}  // namespace huiyin::test
