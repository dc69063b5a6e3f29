#include "definitions/programme_file.h"

#include <algorithm>

#include "definitions/yaml.h"
#include "domain/check_lifecycle.h"
#include "domain/form.h"

namespace huiyin {

namespace {

using Words = std::vector<std::string_view>;

constexpr int64_t kRepeatWindowDaysMax = 366;
constexpr int64_t kProposeMax = 10'000;
constexpr int32_t kWholeBp = 10'000;

// The words of `value`, each one of `known`.
std::vector<std::string> words_of(const yaml::Value& value, const Words& known) {
  std::vector<std::string> list;
  for (const yaml::Value& item : value.items()) {
    std::string word = item.word();
    if (word.empty()) continue;
    if (std::ranges::find(known, word) == known.end()) {
      item.complain(fmt::format("must be one of: {}", fmt::join(known, ", ")));
    }
    if (std::ranges::find(list, word) != list.end()) item.complain(fmt::format("\"{}\" stands here twice", word));
    list.push_back(std::move(word));
  }
  return list;
}

Words values_of_field(std::string_view field) {
  return field_rule(field)->values;
}

void read_doors(const yaml::Map& file, Programme& programme) {
  programme.counted = file.required("counted").boolean();
  programme.open_to_residents = file.required("open_to_residents").boolean();
  programme.doors = words_of(file.required("doors"), {"web", "phone", "desk", "api", "device", "import"});
  if (file["doors"] && programme.doors.empty()) file["doors"].complain("needs at least one door");
  programme.opened_by = words_of(file["opened_by"], json::enum_words<Role>());
  if (programme.opened_by.empty() && !programme.open_to_residents) {
    file.required("opened_by").complain("nobody could open a case: name roles or set open_to_residents");
  }
}

void read_types(const yaml::Map& file, Programme& programme) {
  programme.types = words_of(file.required("types"), values_of_field("type"));
  programme.default_type = file.required("default_type").word();
  const bool is_listed = std::ranges::find(programme.types, programme.default_type) != programme.types.end();
  if (!programme.default_type.empty() && !is_listed) file["default_type"].complain("must be one of the types");
  programme.default_category = file.required("default_category").text(64);
}

void read_form_fields(const yaml::Value& form, Programme& programme) {
  for (const yaml::Value& item : form.items()) {
    std::string name = item.text();
    const bool optional = name.ends_with('?');
    if (optional) name.pop_back();
    if (name.empty()) continue;
    // The contact is sealed apart from the case and so is no field of any form.
    if (name != "contact" && field_rule(name) == nullptr)
      item.complain(fmt::format("no form field is named \"{}\"", name));
    const bool is_twice = std::ranges::find(programme.form, name, &IntakeField::name) != programme.form.end();
    if (is_twice) item.complain("stands in the form twice");
    programme.form.push_back({std::move(name), !optional});
  }
}

void read_public(const yaml::Value& value, Programme& programme) {
  const yaml::Map map = value.map({"listed", "fields", "precision"});
  programme.is_public = map.required("listed").boolean();
  programme.public_fields = words_of(
      map.required("fields"), {"category", "state", "street", "community", "due", "unit", "reply", "description"});
  programme.precision = map.required("precision").one_of<Precision>();
}

Limit read_limit(const std::string& clock, const yaml::Value& value) {
  if (!value.is_map()) return {LimitKind::fixed, value.duration()};
  const yaml::Map map = value.map({"by_category", "agreed"});
  const bool by_category = static_cast<bool>(map["by_category"]);
  if (by_category == static_cast<bool>(map["agreed"])) value.complain("needs one of: by_category, agreed");
  if (by_category && clock != "answer" && clock != "contact") {
    value.complain("categories have limits of their own for answer and contact only");
  }
  return {by_category ? LimitKind::by_category : LimitKind::agreed,
          map[by_category ? "by_category" : "agreed"].duration()};
}

void read_limits(const yaml::Value& clocks, Programme& programme) {
  for (const auto& [clock, value] : clocks.named_entries()) {
    const Limit limit = read_limit(clock, value);
    if (limit.duration.amount == 0) value.complain("must be longer than nothing");
    programme.limits[clock] = limit;
  }
}

void read_samples(const yaml::Value& samples, Programme& programme) {
  for (const auto& [name, value] : samples.named_entries()) programme.samples_bp[name] = value.share_bp();
}

std::map<std::string, int32_t> read_weights(const yaml::Value& value, const Words& answers) {
  std::map<std::string, int32_t> weights;
  const yaml::Map map = value.map(answers);
  for (const std::string_view answer : answers) weights[std::string{answer}] = map.required(answer).share_bp();
  return weights;
}

void read_rating(const yaml::Value& value, Programme& programme) {
  const yaml::Map map = value.map({"resolved", "satisfied"});
  programme.resolved_weights_bp = read_weights(map.required("resolved"), values_of_field("resolved"));
  programme.satisfied_weights_bp = read_weights(map.required("satisfied"), values_of_field("satisfied"));
}

void read_tiers(const yaml::Value& value, Programme& programme) {
  for (const yaml::Value& item : value.items()) {
    std::string tier = item.text(64);
    const bool is_twice = std::ranges::find(programme.tiers, tier) != programme.tiers.end();
    if (is_twice) item.complain("stands here twice");
    programme.tiers.push_back(std::move(tier));
  }
}

void read_lead(const yaml::Map& file, Programme& programme) {
  const yaml::Value lead = file["lead"];
  if (!lead) return;
  programme.lead = lead.one_of<LeadWord>();
  if (programme.lead == LeadWord::first_tier && programme.tiers.empty()) lead.complain("there are no tiers");
}

void read_rates(const yaml::Map& file, Programme& programme) {
  if (const yaml::Value weights = file["rate_weights"]) {
    const yaml::Map map = weights.map({"response", "resolution", "satisfaction"});
    auto& [response_bp, resolution_bp, satisfaction_bp] = programme.rate_weights;
    response_bp = map.required("response").share_bp();
    resolution_bp = map.required("resolution").share_bp();
    satisfaction_bp = map.required("satisfaction").share_bp();
    if (response_bp + resolution_bp + satisfaction_bp != kWholeBp) weights.complain("must add up to 100%");
  }
  if (const yaml::Value propose = file["propose_supervision"]) {
    const yaml::Map map = propose.map({"repeats", "mass"});
    programme.propose_repeated_from = static_cast<int32_t>(map.required("repeats").integer(0, kProposeMax));
    programme.propose_mass_from = static_cast<int32_t>(map.required("mass").integer(0, kProposeMax));
  }
}

void read_links(const yaml::Map& file, Programme& programme) {
  if (const yaml::Value links = file["links_to"]) {
    programme.links_to = links.word();
    if (programme.links_to != "whistles_for" && programme.links_to != "related") {
      links.complain("must be whistles_for or related");
    }
  }
}

Programme read_members(const yaml::Value& root, const yaml::Map& file) {
  Programme programme;
  if (!root.is_map()) return programme;
  programme.name = file.required("programme").word();
  programme.title = file.required("title").wording();
  programme.lifecycle = file.required("lifecycle").word();
  read_doors(file, programme);
  read_types(file, programme);
  read_form_fields(file.required("form"), programme);
  read_public(file.required("public"), programme);
  read_limits(file.required("clocks"), programme);
  read_tiers(file["tiers"], programme);
  read_samples(file["samples"], programme);
  read_rating(file.required("rating"), programme);
  if (const yaml::Value days = file["repeat_window_days"]) {
    programme.repeat_window_days = static_cast<int32_t>(days.integer(0, kRepeatWindowDaysMax));
  }
  read_lead(file, programme);
  read_rates(file, programme);
  read_links(file, programme);
  return programme;
}

void add_flaws(const yaml::Map& file, const std::vector<ProgrammeFlaw>& flaws) {
  for (const ProgrammeFlaw& flaw : flaws) file[flaw.member].complain(flaw.detail);
}

}  // namespace

std::expected<Programme, Findings> read_programme(const SourceFile& source,
                                                  const std::map<std::string, Lifecycle>& lifecycles) {
  Findings findings;
  const yaml::Document document{source, findings};
  const yaml::Value root = document.root();
  const yaml::Map file = root.map({"programme",
                                   "title",
                                   "lifecycle",
                                   "counted",
                                   "open_to_residents",
                                   "doors",
                                   "opened_by",
                                   "types",
                                   "default_type",
                                   "default_category",
                                   "form",
                                   "public",
                                   "clocks",
                                   "lead",
                                   "tiers",
                                   "samples",
                                   "rating",
                                   "rate_weights",
                                   "propose_supervision",
                                   "repeat_window_days",
                                   "links_to"});
  Programme programme = read_members(root, file);
  const auto lifecycle = lifecycles.find(programme.lifecycle);
  if (lifecycle != lifecycles.end()) add_flaws(file, check_programme(programme, lifecycle->second));
  if (lifecycle == lifecycles.end() && !programme.lifecycle.empty()) {
    file["lifecycle"].complain(fmt::format("no lifecycle is named \"{}\"", programme.lifecycle));
  }
  if (!findings.empty()) return std::unexpected(std::move(findings));
  return programme;
}

}  // namespace huiyin
