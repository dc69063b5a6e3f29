#include "app/visibility.h"

#include <algorithm>
#include <array>

namespace huiyin {

namespace {

constexpr std::array kSiteRoles{Role::intake,     Role::dispatcher, Role::caller,
                                Role::supervisor, Role::reviewer,   Role::district_lead};
constexpr std::array kUnitRoles{Role::handler, Role::liaison, Role::integrator};
constexpr std::array kPlaceRoles{Role::grid_worker, Role::grid_lead, Role::community_lead, Role::street_lead};

template <size_t N>
bool is_one_of(Role role, const std::array<Role, N>& roles) {
  return std::ranges::find(roles, role) != roles.end();
}

bool unit_has_part(const Case& state, const UnitTree& units, const std::string& unit) {
  const auto within = [&](const std::string& code) { return !code.empty() && units.is_within(code, unit); };
  return within(state.holder.unit) || within(state.lead) ||
         std::ranges::any_of(state.parties, [&](const Party& party) { return within(party.unit); });
}

// Without a place of its own, a place-bound post reaches what its unit is on duty for.
bool place_reaches(const Post& post, const Case& state, const Definitions& ruling) {
  if (!post.place.empty()) return covers(post.place, state.place) || unit_has_part(state, ruling.units, post.unit);
  if (unit_has_part(state, ruling.units, post.unit)) return true;
  for (const auto& code : {state.place.grid, state.place.community, state.place.street}) {
    const auto node = ruling.places.node(code);
    if (node && node->unit == post.unit) return true;
  }
  return false;
}

Sight sight_of_post(const Post& post, const Case& state, const Definitions& ruling) {
  if (is_one_of(post.role, kSiteRoles)) return covers(post.place, state.place) ? Sight::site : Sight::none;
  if (is_one_of(post.role, kUnitRoles))
    return unit_has_part(state, ruling.units, post.unit) ? Sight::bound : Sight::none;
  if (is_one_of(post.role, kPlaceRoles)) return place_reaches(post, state, ruling) ? Sight::bound : Sight::none;
  return Sight::none;
}

bool has_own_part(const Actor& actor, const Case& state) {
  if (actor.account == 0) return false;
  if (state.phase == Phase::open && state.assignee == actor.account) return true;  // an order they took
  return std::ranges::any_of(state.parties, [&](const Party& party) { return party.account == actor.account; });
}

const Programme* programme_of(const Case& state, const Definitions& ruling) {
  const auto found = ruling.programmes.find(state.programme);
  return found == ruling.programmes.end() ? nullptr : &found->second;
}

// What a list asks by, a row of it tells.
struct AskedBy {
  std::string CaseFilter::* member;
  std::string_view field;
};
constexpr AskedBy kAskedBy[] = {
    {&CaseFilter::category, "category"}, {&CaseFilter::state, "state"},         {&CaseFilter::settled_as, "state"},
    {&CaseFilter::street, "street"},     {&CaseFilter::community, "community"}, {&CaseFilter::holder_unit, "unit"},
    {&CaseFilter::lead, "unit"}};

bool shows_what_is_asked_by(const Programme& programme, const CaseFilter& filter) {
  const auto shows = [&](std::string_view field) {
    return std::ranges::find(programme.public_fields, field) != programme.public_fields.end();
  };
  if (filter.overdue && !shows("due")) return false;
  return std::ranges::all_of(
      kAskedBy, [&](const AskedBy& asked) { return (filter.*asked.member).empty() || shows(asked.field); });
}

// What the public may list; no programme named means none shown. `account`: a volunteer's own; 0 = nobody's.
Result<CaseFilter> in_public(CaseFilter filter, int64_t account, const Definitions& today) {
  const bool is_of_somebody = filter.assignee != 0 && filter.assignee != account;
  if (is_of_somebody || filter.supervised || !filter.party_unit.empty()) {
    return refuse(RefusalCode::not_your_role, "asking by assignee, supervision or party is for staff");
  }
  filter.public_only = true;
  for (const auto& [name, programme] : today.programmes) {
    if (programme.is_public && shows_what_is_asked_by(programme, filter)) filter.programmes.push_back(name);
  }
  return filter;
}

std::vector<std::string> subtree_of(const UnitTree& units, const std::string& root) {
  std::vector<std::string> codes;
  for (const auto& unit : units.all()) {
    if (units.is_within(unit.code, root)) codes.push_back(unit.code);
  }
  return codes;
}

}  // namespace

bool is_confidential(const Case& state) {
  return has_flag(state, "confidential") || state.type == "tip_off";
}

bool is_shown_in_public(const Case& state, const Definitions& ruling) {
  const auto* programme = programme_of(state, ruling);
  return programme != nullptr && programme->is_public && !is_confidential(state) && !state.erased;
}

Sight sight_of(const Caller& caller, const Case& state, const Definitions& ruling) {
  if (caller.actor.kind == ActorKind::system) return Sight::site;
  Sight best = is_shown_in_public(state, ruling) ? Sight::public_ : Sight::none;
  if (caller.receipt_case != 0 && caller.receipt_case == state.id) best = Sight::requester;
  for (const auto& post : caller.actor.posts) best = std::max(best, sight_of_post(post, state, ruling));
  if (has_own_part(caller.actor, state)) best = std::max(best, Sight::bound);
  return best;
}

Precision public_precision(const Case& state, const Definitions& ruling) {
  const auto* programme = programme_of(state, ruling);
  const auto* category = ruling.categories.by_code(state.category);
  const auto of_programme = programme != nullptr ? programme->precision : Precision::community;
  const auto of_category = category != nullptr ? category->precision : Precision::community;
  // The enumerators are point, street (a road), community: the later, the coarser.
  return std::max(of_programme, of_category);
}

PlaceCodes coarsened(const PlaceCodes& place, Precision precision) {
  if (precision == Precision::point) return place;
  return {.grid = {}, .community = place.community, .street = place.street, .given = {}};
}

bool may_read_words(Sight sight, const Case& state, const Definitions& ruling, const Event& event,
                    std::string_view field) {
  const bool by_requester = event.by.kind == "requester";
  switch (sight) {
    case Sight::none: return false;
    case Sight::public_: {
      const auto* programme = programme_of(state, ruling);
      const bool may_be = field == "reply" || (field == "description" && event.n == 1 && !by_requester);
      return may_be && programme != nullptr &&
             std::ranges::find(programme->public_fields, field) != programme->public_fields.end();
    }
    case Sight::requester: return by_requester || event.n == 1 || field == "reply" || field == "reason_text";
    case Sight::bound: return !is_confidential(state) || event.n == 1 || !by_requester;
    case Sight::site: return true;
  }
  return false;
}

bool may_read_photos(Sight sight, const Case& state, const Event& event) {
  switch (sight) {
    case Sight::none:
    case Sight::public_: return false;
    case Sight::requester:
      return event.by.kind == "requester" || event.n == 1 || event.kind == "resolve" || event.kind == "handle_on_site";
    case Sight::bound: return !is_confidential(state) || event.n == 1 || event.by.kind != "requester";
    case Sight::site: return true;
  }
  return false;
}

bool may_read_point(Sight sight, const Case& state, const Definitions& ruling) {
  if (sight == Sight::public_) return public_precision(state, ruling) == Precision::point;
  return sight != Sight::none;
}

Result<CaseFilter> bounded(CaseFilter filter, const Caller& caller, size_t post_index, const Definitions& today) {
  filter.scope.clear();
  filter.units.clear();
  filter.programmes.clear();
  filter.public_only = false;
  if (caller.actor.kind == ActorKind::system) return filter;
  if (caller.actor.posts.empty()) return in_public(std::move(filter), 0, today);
  if (post_index >= caller.actor.posts.size()) return refuse(RefusalCode::invalid_input, "no such post", "/post");
  const auto& post = caller.actor.posts[post_index];
  if (is_one_of(post.role, kSiteRoles) || (is_one_of(post.role, kPlaceRoles) && !post.place.empty())) {
    filter.scope = post.place;
    return filter;
  }
  if (is_one_of(post.role, kUnitRoles) || is_one_of(post.role, kPlaceRoles)) {
    filter.units = subtree_of(today.units, post.unit);
    return filter;
  }
  if (post.role == Role::volunteer) return in_public(std::move(filter), caller.actor.account, today);
  return refuse(RefusalCode::not_your_role, "this post reads numbers and settings, not cases");
}

}  // namespace huiyin
