#include "sim/district_staff.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace huiyin::sim {
namespace {

class Office {
 public:
  Office(const SamplePlaces& places, const WordLists& people, Rng rng)
      : places_(places), family_(people.at("family")), given_(people.at("given")), rng_(rng) {}

  std::vector<SampleStaff> hire(const std::vector<std::string>& bodies) {
    hire_centre();
    hire_bodies(bodies);
    for (const NamedPlace& street : places_.streets) hire_street(street);
    for (const NamedPlace& community : places_.communities) hire_community(community);
    for (const PlaceNode& grid : places_.grids) hire_grid(grid);
    second_officers(bodies);
    share_grids();
    return std::move(staff_);
  }

 private:
  std::string new_name() {
    for (;;) {
      std::string name = rng_.pick(family_) + rng_.pick(given_);
      if (names_.insert(name).second) return name;
    }
  }

  SampleStaff& add(std::string login, Post post, bool demo = false) {
    staff_.push_back({std::move(login), new_name(), {std::move(post)}, demo});
    return staff_.back();
  }

  void add_some(const std::string& login, size_t count, const std::string& unit, Role role) {
    for (size_t i = 0; i < count; ++i)
      add(i == 0 ? login : fmt::format("{}{}", login, i + 1), {unit, role, ""}, i == 0);
  }

  // Who judges sits in the oversight office: neither in the centre that dispatches nor in a unit that handles.
  void hire_centre() {
    add_some("jieting", 6, "cc", Role::intake);
    add_some("paidan", 5, "cc", Role::dispatcher);
    add_some("fuhe", 3, "oversight", Role::reviewer);
    add_some("huifang", 5, "oversight", Role::caller);
    add_some("duban", 3, "oversight", Role::supervisor);
    add_some("quzhang", 2, "cc", Role::district_lead);
    add_some("zhishi", 1, "cc", Role::knowledge_editor);
    add_some("shenji", 1, "oversight", Role::auditor);
    add_some("anquan", 1, "cc", Role::security_admin);
    add_some("xitong", 1, "cc", Role::system_admin);
    add_some("lianluo", 4, "industry", Role::liaison);
    add_some("zhiyuan", 24, "volunteers", Role::volunteer);
    staff_.push_back({"jieru", "接口服务", {{"cc", Role::integrator, ""}}, true});
    staff_.push_back({"shebei", "河道水位传感器", {{"drainage", Role::device, ""}}, true});
  }

  void hire_bodies(const std::vector<std::string>& bodies) {
    static const std::set<std::string, std::less<>> busy{"urban",  "housing",       "sanitation", "traffic_police",
                                                         "police", "water_co",      "market",     "heat_co",
                                                         "labour", "property_anjia"};
    for (const std::string& body : bodies) {
      const bool much = busy.contains(body);
      add("h_" + body, {body, Role::handler, ""}, much);
      for (int i = 2; i <= (much ? 4 : 2); ++i) add(fmt::format("h_{}{}", body, i), {body, Role::handler, ""});
    }
  }

  void hire_street(const NamedPlace& street) {
    const bool demo = street.code == places_.streets.front().code || street.code == places_.streets.back().code;
    add(street.unit, {street.unit, Role::street_lead, street.code}, demo);
    add("h_" + street.unit, {street.unit, Role::handler, street.code}, demo);
    for (int i = 2; i <= 3; ++i) add(fmt::format("h_{}{}", street.unit, i), {street.unit, Role::handler, street.code});
  }

  // The community's lead answers for its whole; its grid leads look after the workers; one also works the desk.
  void hire_community(const NamedPlace& community) {
    const bool demo = community.code == places_.communities.front().code;
    const std::string login = community.unit.substr(community.unit.find('.') + 1);
    add(login, {community.unit, Role::community_lead, community.code}, demo);
    auto& lead = add("wg_" + login, {community.unit, Role::grid_lead, community.code}, demo);
    lead.posts.push_back({community.unit, Role::handler, community.code});
    add("h_" + login, {community.unit, Role::handler, community.code});
  }

  // "liutang.xiaoyuan.3" -> xiaoyuan3
  void hire_grid(const PlaceNode& grid) {
    const size_t from = grid.unit.find('.') + 1, dot = grid.unit.rfind('.');
    const std::string login = grid.unit.substr(from, dot - from) + grid.unit.substr(dot + 1);
    const bool demo = grid.code.starts_with(places_.communities.front().code) && staff_grids_ < 2;
    staff_grids_ += demo;
    add(login, {grid.unit, Role::grid_worker, grid.code}, demo);
  }

  // Dual management: an officer of a department also serves a street.
  void second_officers(const std::vector<std::string>& bodies) {
    for (size_t i = 0; i < bodies.size(); ++i) {
      if (i % 3 != 0 || bodies[i].find('_') != std::string::npos) continue;
      const NamedPlace& street = places_.streets[(i / 3) % places_.streets.size()];
      const auto officer = std::ranges::find(staff_, fmt::format("h_{}2", bodies[i]), &SampleStaff::login);
      officer->posts.push_back({street.unit, Role::handler, street.code});
    }
  }

  // Every ninth grid worker stands in for a neighbour of the same community.
  void share_grids() {
    const auto first = staff_.end() - static_cast<std::ptrdiff_t>(places_.grids.size());
    for (size_t i = 0; i + 1 < places_.grids.size(); i += 9) {
      const PlaceNode& next = places_.grids[i + 1];
      SampleStaff& worker = *(first + static_cast<std::ptrdiff_t>(i));
      if (!next.code.starts_with(worker.posts.front().place.substr(0, 12))) continue;
      worker.posts.push_back({next.unit, Role::grid_worker, next.code});
    }
  }

  const SamplePlaces& places_;
  const std::vector<std::string>& family_;
  const std::vector<std::string>& given_;
  Rng rng_;
  std::set<std::string> names_;
  std::vector<SampleStaff> staff_;
  int staff_grids_ = 0;
};

}  // namespace

std::vector<SampleStaff> hire_staff(const SamplePlaces& places, const std::vector<std::string>& bodies,
                                    const WordLists& people, Rng rng) {
  return Office{places, people, rng}.hire(bodies);
}

}  // namespace huiyin::sim
