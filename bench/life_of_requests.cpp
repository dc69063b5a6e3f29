#include "life_of_requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>

#include "base/json.h"

namespace huiyin::bench {
namespace {

constexpr size_t kPointsCount = 4'096;
constexpr size_t kPhonesCount = 8'000'000;

enum class Who { requester, dispatcher, lead, reviewer, caller };

struct Step {
  const char* command;  // nullptr: a read
  Who who;
  const char* form;  // members after the version
};

// The report comes before step 0.
constexpr std::array<Step, 19> kSteps{{
    {nullptr, Who::requester, ""},
    {"accept", Who::dispatcher, R"(,"choice":"here")"},
    {"claim", Who::dispatcher, ""},
    {"triage", Who::dispatcher, R"(,"note":"归类无误，转承办单位")"},
    {"dispatch", Who::dispatcher, ""},
    {nullptr, Who::requester, ""},
    {"release", Who::dispatcher, ""},
    {nullptr, Who::lead, ""},  // the unit's queue
    {"sign", Who::lead, ""},
    {"contact", Who::lead, R"(,"result":"reached","note":"已电话联系诉求人")"},
    {nullptr, Who::requester, ""},
    {"start", Who::lead, R"(,"note":"已派人员到场")"},
    {"progress", Who::lead, R"(,"note":"现场勘查完成，正在备料")"},
    {"progress", Who::lead, R"(,"note":"施工过半，预计今日完成")"},
    {nullptr, Who::requester, ""},
    {"resolve", Who::lead, R"(,"reply":"已处理完毕，现场恢复正常，感谢您的反映。")"},
    {"check", Who::reviewer, R"(,"choice":"pass")"},
    {nullptr, Who::requester, ""},
    {"call_back", Who::caller, R"(,"choice":"solved","resolved":"yes","satisfied":"satisfied")"},
}};

bool calls_no_parties(const Definitions& today, const Category& category) {
  return std::ranges::any_of(today.duties.rows(), [&](const DutyRow& row) {
    return row.category == category.code && row.place == "*" && row.parties.empty();
  });
}

}  // namespace

std::string_view member(std::string_view json, std::string_view name) {
  const auto at = json.find(fmt::format("\"{}\":", name));
  if (at == std::string_view::npos) return {};
  auto rest = json.substr(at + name.size() + 3);
  if (rest.starts_with('"')) return rest.substr(1, rest.find('"', 1) - 1);
  return rest.substr(0, rest.find_first_of(",}]"));
}

Desks Desks::read(const std::string& path) {
  Desks desks;
  std::ifstream file{path};
  std::string login, token, role, unit;
  while (file >> login >> token >> role >> unit) {
    const auto header = fmt::format("Authorization: Bearer {}\r\n", token);
    const bool works = role == "handler" || role == "street_lead" || role == "community_lead" || role == "grid_worker";
    if (works) desks.by_unit[unit] = header;
    if (!works) desks.by_role.emplace(role, header);
    if (unit == "cc" && role == "dispatcher") desks.by_unit.emplace(unit, header);
  }
  return desks;
}

Reports::Reports(DefinitionsPtr today, uint64_t seed) : today_(std::move(today)), draw_(seed) {
  const auto& centre = today_->units.centre().code;
  for (const auto& category : today_->categories.all()) {
    if (!today_->categories.is_leaf(category)) continue;
    leaves_.push_back(&category);
    const auto* row = today_->duties.row_for(category.code, {}, {});
    const bool of_centre = row != nullptr && row->lead == centre;
    if (calls_no_parties(*today_, category) && !of_centre && category.code != "9999") single_.push_back(&category);
  }
  for (const auto& node : today_->places.nodes()) {
    if (node.code.size() == 15) grid_ = node;
  }
  while (points_.size() < kPointsCount) points_.push_back(point_in_town());
}

// Anywhere in the box around the sample district that lies in a grid.
Point Reports::point_in_town() {
  for (;;) {
    const Point point{412'800'000 + static_cast<int32_t>(draw_.below(400'000)),
                      1'237'700'000 + static_cast<int32_t>(draw_.below(600'000))};
    if (today_->places.locate(point)) return point;
  }
}

Ask Reports::report(bool single_unit) {
  const auto& category = *draw_.one_of(single_unit ? single_ : leaves_);
  const auto& point = draw_.one_of(points_);
  const auto words = made_words(draw_, category, grid_);
  const auto body = fmt::format(
      R"({{"programme":"snap_report","description":"{}","place":{{"lat":{:.7f},"lon":{:.7f}}},"category":"{}",)"
      R"("contact":{{"phone":"137{:08}"}}}})",
      words, point.lat_e7 / 1e7, point.lon_e7 / 1e7, single_unit ? category.code : "", draw_.below(kPhonesCount));
  return {post_request("/api/v1/cases", "", body), "intake", {}};
}

Lives::Lives(Reports& reports, const Desks& desks, size_t lives_max, bool with_reads, uint64_t seed)
    : reports_(reports), desks_(desks), with_reads_(with_reads), lives_max_(lives_max), draw_(seed) {}

// A new life as often as one ends, so that from the start all steps are on their way at once.
std::optional<Ask> Lives::next() {
  const bool begins = ready_.empty() || draw_.below(kSteps.size() + 1) == 0;
  if (begins && lives_count_ < lives_max_) {
    ++lives_count_;
    return ask_of(std::make_shared<Life>());
  }
  if (ready_.empty()) return std::nullopt;
  std::swap(ready_[draw_.below(ready_.size())], ready_.back());
  const auto life = std::move(ready_.back());
  ready_.pop_back();
  return ask_of(life);
}

Ask Lives::ask_of(const std::shared_ptr<Life>& life) {
  auto ask = life->case_no.empty() ? reports_.report(true) : command(*life, life->step);
  ask.answered = [this, life](const Reply& reply) { answered(life, reply); };
  return ask;
}

Ask Lives::command(const Life& life, size_t step) {
  const auto& wanted = kSteps[step];
  const auto path = "/api/v1/cases/" + life.case_no;
  if (wanted.command == nullptr && wanted.who == Who::lead) {
    return {get_request(fmt::format("/api/v1/cases?holder={}&phase=open&order=due&limit=20", life.lead),
                        desks_.by_unit.at(life.lead)),
            "queue read",
            {}};
  }
  if (wanted.command == nullptr) {
    return {get_request(path, fmt::format("Huiyin-Receipt: {}\r\n", life.receipt)), "status read", {}};
  }
  static const std::map<Who, std::string> kRoles{
      {Who::dispatcher, "dispatcher"}, {Who::reviewer, "reviewer"}, {Who::caller, "caller"}};
  const auto& header =
      wanted.who == Who::lead ? desks_.by_unit.at(life.lead) : desks_.by_role.at(kRoles.at(wanted.who));
  const auto body = fmt::format(R"({{"version":{}{}}})", life.version, wanted.form);
  return {post_request(fmt::format("{}/commands/{}", path, wanted.command), header, body), "command", {}};
}

void Lives::answered(const std::shared_ptr<Life>& life, const Reply& reply) {
  if (reply.status != 200 && reply.status != 201) {
    --lives_count_;
    return;
  }
  const bool opened = life->case_no.empty();
  const bool read = !opened && kSteps[life->step].command == nullptr;
  if (opened) {
    life->case_no = member(reply.body, "case_no");
    life->receipt = member(reply.body, "receipt");
  }
  if (!read) {
    const auto version = member(reply.body, "version");
    std::from_chars(version.data(), version.data() + version.size(), life->version);
    if (const auto lead = member(reply.body, "lead"); !lead.empty()) life->lead = lead;
  }
  if (!opened) ++life->step;
  while (!with_reads_ && life->step < kSteps.size() && kSteps[life->step].command == nullptr) ++life->step;
  const bool ends = life->step == kSteps.size() || (!life->lead.empty() && !desks_.by_unit.contains(life->lead));
  ends ? void(--lives_count_) : ready_.push_back(life);
}

}  // namespace huiyin::bench
