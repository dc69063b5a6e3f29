#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "domain/decide_parts.h"
#include "domain/effects_lead.h"
#include "domain/standing.h"

namespace huiyin {
namespace {

const PartState* state_of(const PartRule& part, std::string_view name) {
  const auto found = std::ranges::find(part.states, name, &PartState::name);
  return found == part.states.end() ? nullptr : &*found;
}

bool is_of(const Party& party, const Actor& actor, const Definitions& today) {
  return std::ranges::any_of(actor.posts, [&](const Post& post) {
    return post.unit == party.unit || today.units.is_within(party.unit, post.unit);
  });
}

// The party the act is for: the one the form names, else the actor's own unit's, else the only one in a fitting state.
Result<Party*> party_for(const PartAct& act, const std::string& part, Turn& turn) {
  const auto named = turn.form.numbers.find("party");
  std::vector<Party*> fitting;
  for (Party& party : turn.self().parties) {
    const bool in_state = std::ranges::find(act.from, party.state) != act.from.end();
    if (party.part != part || !in_state) continue;
    if (named != turn.form.numbers.end() ? named->second == party.id : is_of(party, turn.context.actor, turn.today())) {
      return &party;
    }
    fitting.push_back(&party);
  }
  if (named == turn.form.numbers.end() && fitting.size() == 1) return fitting.front();
  return refuse(RefusalCode::command_not_allowed, fmt::format("no unit taking part can do '{}' now", act.name),
                "/party");
}

Result<void> check_part_actor(const PartAct& act, const Party* party, Turn& turn) {
  for (const auto& word : act.by) {
    const auto by = standing(turn.lifecycle, word, turn.self(), turn.context.actor, turn.today());
    const auto rule = turn.lifecycle.actors.find(word);
    const bool own_part = rule != turn.lifecycle.actors.end() && rule->second.relation == Relation::party;
    if (!by || (own_part && party != nullptr && !is_of(*party, turn.context.actor, turn.today()))) continue;
    turn.by = *by;
    return {};
  }
  return refuse(RefusalCode::not_your_role, fmt::format("'{}' is not for your post in this case", act.name), {},
                act.by);
}

Result<void> move_party(const PartRule& part, const PartAct& act, Party& party, Turn& turn) {
  stop_clocks_of(turn.self(), ClockOwner::party, party.id, turn.world());
  const PartState* next = state_of(part, act.to);
  party.state = next->name;
  party.settled = next->settled;
  turn.form.numbers["party"] = party.id;
  if (next->clock.empty()) return {};
  return start_clock(turn.self(), next->clock, party.id, party.unit, turn.world());
}

// As a form keeps it (form.h): digits; 0 where none is named.
int64_t account_of(const std::string& text) {
  int64_t account = 0;
  std::from_chars(text.data(), text.data() + text.size(), account);
  return account;
}

std::vector<FormField> with_party_field(std::vector<FormField> form) {
  form.push_back({"party", false});
  return form;
}

Result<void> act_on(const PartRule& part, const PartAct& act, Turn& turn) {
  if (auto ok = check_form(with_party_field(act.form), turn.form); !ok) return ok;
  if (act.from.empty()) {
    if (auto ok = check_part_actor(act, nullptr, turn); !ok) return ok;
    auto& codes = turn.form.codes;
    return add_party(turn, part, codes["unit"], codes["task"], account_of(codes["assignee"]));
  }
  const auto party = party_for(act, part.name, turn);
  if (!party) return std::unexpected(party.error());
  if (auto ok = check_part_actor(act, *party, turn); !ok) return ok;
  return move_party(part, act, **party, turn);
}

}  // namespace

Result<std::vector<DraftEvent>> decide_part(const Command& command, Turn& turn) {
  const size_t dot = command.name.find('.');
  const PartRule* part = turn.lifecycle.part(command.name.substr(0, dot));
  const std::string act_name = command.name.substr(dot + 1);
  const auto found = part == nullptr ? std::vector<PartAct>::const_iterator{}
                                     : std::ranges::find(part->acts, act_name, &PartAct::name);
  if (part == nullptr || found == part->acts.end() || turn.self().phase != Phase::open) {
    return refuse(RefusalCode::command_not_allowed,
                  fmt::format("'{}' cannot be done while the case is '{}'", command.name, turn.self().state));
  }
  if (command.version && *command.version != turn.self().version) {
    return refuse(RefusalCode::stale_version,
                  fmt::format("the case is at version {}, you saw {}", turn.self().version, *command.version),
                  "/version");
  }
  if (auto ok = check_guards(found->guards, turn); !ok) return std::unexpected(ok.error());
  if (auto ok = act_on(*part, *found, turn); !ok) return std::unexpected(ok.error());
  std::erase_if(turn.form.codes, [](const auto& entry) { return entry.second.empty(); });
  return events_of(turn, command.name, false);
}

}  // namespace huiyin
