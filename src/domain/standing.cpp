#include "domain/standing.h"

#include <algorithm>
#include <array>

#include "base/json.h"

namespace huiyin {
namespace {

bool unit_fits(const Post& post, std::string_view unit, const Definitions& today) {
  return !unit.empty() && (post.unit == unit || today.units.is_within(unit, post.unit));
}

bool in_open_party(const Post& post, const Case& state, const Definitions& today) {
  return std::ranges::any_of(state.parties,
                             [&](const Party& party) { return !party.settled && unit_fits(post, party.unit, today); });
}

bool in_any_party(const Post& post, const Case& state, const Definitions& today) {
  return std::ranges::any_of(
      state.parties, [&](const Party& party) { return party.state != "waived" && unit_fits(post, party.unit, today); });
}

std::string unit_at(const std::string& place, const Definitions& today) {
  const auto node = today.places.node(place);
  return node ? node->unit : std::string{};
}

bool on_duty_at(const Post& post, const PlaceCodes& place, const Definitions& today) {
  if (!post.place.empty() && covers(post.place, place)) return true;
  return std::ranges::any_of(std::array{place.grid, place.community, place.street}, [&](const std::string& code) {
    const auto unit = unit_at(code, today);
    return !unit.empty() && unit == post.unit;
  });
}

bool relates(Relation relation, const Post& post, const Case& state, const Actor& actor, const Definitions& today) {
  switch (relation) {
    case Relation::site:
    case Relation::anyone: return covers(post.place, state.place);
    case Relation::holder: return unit_fits(post, state.holder.unit, today);
    case Relation::lead: return unit_fits(post, state.lead, today);
    case Relation::supervising: return unit_fits(post, state.supervising_unit, today);
    case Relation::party: return in_open_party(post, state, today);
    case Relation::took_part: return in_any_party(post, state, today);
    case Relation::place: return on_duty_at(post, state.place, today);
    case Relation::assignee: return actor.account != 0 && actor.account == state.assignee;
    case Relation::requester:
    case Relation::system: return false;
  }
  return false;
}

By as(const Actor& actor, const Post& post) {
  return {std::string{json::enum_name(actor.kind)}, actor.account, post.unit, std::string{json::enum_name(post.role)}};
}

// A unit the word points at has this post in it, or above one of its sub-units.
bool is_inside(const Post& post, Relation relation, const Case& state, const Actor& actor, const Definitions& today) {
  const auto inside = [&](std::string_view unit) { return !unit.empty() && today.units.is_within(post.unit, unit); };
  switch (relation) {
    case Relation::lead: return inside(state.lead);
    case Relation::holder: return inside(state.holder.unit);
    case Relation::supervising: return inside(state.supervising_unit);
    case Relation::party:
    case Relation::took_part:
      return std::ranges::any_of(state.parties, [&](const Party& party) { return inside(party.unit); });
    case Relation::assignee: return actor.account != 0 && actor.account == state.assignee;
    default: return false;
  }
}

}  // namespace

std::optional<By> standing(const Lifecycle& lifecycle, std::string_view word, const Case& state, const Actor& actor,
                           const Definitions& today) {
  const auto found = lifecycle.actors.find(std::string{word});
  if (found == lifecycle.actors.end()) return std::nullopt;
  const ActorRule& rule = found->second;
  if (rule.relation == Relation::requester) {
    return actor.kind == ActorKind::requester ? std::optional{by_of(actor)} : std::nullopt;
  }
  if (rule.relation == Relation::system) {
    return actor.kind == ActorKind::system || actor.kind == ActorKind::import ? std::optional{by_of(actor)}
                                                                              : std::nullopt;
  }
  for (const Post& post : actor.posts) {
    const bool has_role = std::ranges::find(rule.roles, post.role) != rule.roles.end();
    if (has_role && relates(rule.relation, post, state, actor, today)) return as(actor, post);
  }
  return std::nullopt;
}

bool is_involved(const Lifecycle& lifecycle, std::string_view word, const Case& state, const Actor& actor,
                 const Definitions& today) {
  const auto found = lifecycle.actors.find(std::string{word});
  if (found == lifecycle.actors.end()) return false;
  return std::ranges::any_of(
      actor.posts, [&](const Post& post) { return is_inside(post, found->second.relation, state, actor, today); });
}

By by_of(const Actor& actor) {
  if (!actor.posts.empty()) return as(actor, actor.posts.front());
  return {std::string{json::enum_name(actor.kind)}, actor.account, {}, {}};
}

std::string unit_of_word(std::string_view word, const PlaceCodes& place, const Definitions& today) {
  if (word == "@grid" || word == "grid_of_place") return unit_at(place.grid, today);
  if (word == "@community" || word == "community_of_place") return unit_at(place.community, today);
  if (word == "@street" || word == "street_of_place") return unit_at(place.street, today);
  if (word == "centre") return today.units.centre().code;
  return std::string{word};
}

Holder holder_of(const HolderRule& rule, const Case& state, const Definitions& today, LocalDate on) {
  const auto unit_for = [&](HolderWord word) -> std::string {
    switch (word) {
      case HolderWord::centre: return {};
      case HolderWord::lead: return state.lead;
      case HolderWord::outside: return state.outside;
      case HolderWord::supervising: return state.supervising_unit;
      case HolderWord::backstop: return state.backstop;
      case HolderWord::prior:
      case HolderWord::assignee_unit: return state.prior.holder.unit;
      default: return unit_of_word(json::enum_name(word), state.place, today);
    }
  };
  for (const HolderWord word : rule.chain) {
    const Unit* unit = today.units.acting(unit_for(word), on);
    if (unit != nullptr) return {unit->code, std::string{json::enum_name(rule.role)}};
  }
  const bool centre_first = !rule.chain.empty() && rule.chain.front() == HolderWord::centre;
  const Role role = centre_first ? rule.role : rule.centre_role;
  return {today.units.centre().code, std::string{json::enum_name(role)}};
}

}  // namespace huiyin
