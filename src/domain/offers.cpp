// What may this person do here? The same checks as `decide`, asked beforehand.
#include <algorithm>

#include "domain/decide_parts.h"
#include "domain/standing.h"

namespace huiyin {
namespace {

Offer offer_of(const Move& move) {
  Offer offer{.command = move.name,
              .title = move.title,
              .form = move.form,
              .needs_version = !move.commutes,
              .needs_second_person = !move.with.empty()};
  for (const Choice& choice : move.choices) {
    if (!choice.name.empty()) offer.choices.push_back(choice.name);
  }
  return offer;
}

void offer_moves(Turn& turn, std::vector<Offer>& offers) {
  for (const Move& move : turn.lifecycle.moves) {
    if (turn.lifecycle.move(move.name, turn.self().state) != &move) continue;
    if (check_actor(move, turn) && check_guards(move.guards, turn)) offers.push_back(offer_of(move));
  }
}

bool fits_any(const std::vector<std::string>& words, const Turn& turn) {
  return std::ranges::any_of(words, [&](const std::string& word) {
    return standing(turn.lifecycle, word, turn.self(), turn.context.actor, turn.today()).has_value();
  });
}

void offer_asks(const Turn& turn, std::vector<Offer>& offers) {
  for (const AskRule& rule : turn.lifecycle.asks) {
    const bool here = std::ranges::find(rule.from, turn.self().state) != rule.from.end();
    if (!here || !fits_any(rule.by, turn) || !check_guards(rule.guards, turn)) continue;
    offers.push_back({.command = rule.name, .title = rule.title, .form = rule.form});
  }
}

// Whether the actor is the one who may decide this open ask.
bool decides(const Ask& ask, const Turn& turn) {
  if (ask.state != AskState::open || ask.by_account == turn.context.actor.account) return false;
  if (const AskRule* rule = turn.lifecycle.ask(ask.kind)) return fits_any(rule->decide, turn);
  const Move* move = turn.lifecycle.move(ask.kind, turn.self().state);
  return move != nullptr && fits_any({move->with}, turn);
}

void offer_decisions(const Turn& turn, std::vector<Offer>& offers) {
  const bool any = std::ranges::any_of(turn.self().asks, [&](const Ask& ask) { return decides(ask, turn); });
  if (!any) return;
  const std::vector<FormField> form{{"ask", false}, {"note", false}};
  offers.push_back({.command = "grant", .form = form});
  offers.push_back({.command = "deny", .form = form});
}

bool act_fits(const PartAct& act, const PartRule& part, const Turn& turn) {
  if (!fits_any(act.by, turn) || !check_guards(act.guards, turn)) return false;
  if (act.from.empty()) return true;
  return std::ranges::any_of(turn.self().parties, [&](const Party& party) {
    return party.part == part.name && std::ranges::find(act.from, party.state) != act.from.end();
  });
}

void offer_acts(const Turn& turn, std::vector<Offer>& offers) {
  if (turn.self().phase != Phase::open) return;
  for (const PartRule& part : turn.lifecycle.parts) {
    for (const PartAct& act : part.acts) {
      if (!act_fits(act, part, turn)) continue;
      offers.push_back(
          {.command = part.name + "." + act.name, .title = act.title, .form = act.form, .needs_version = false});
    }
  }
}

}  // namespace

std::vector<Offer> allowed_commands(const Case& state, const Context& context) {
  std::vector<Offer> offers;
  auto turn = begin_turn({state}, {}, context);
  if (!turn) return offers;
  offer_moves(*turn, offers);
  offer_asks(*turn, offers);
  offer_decisions(*turn, offers);
  offer_acts(*turn, offers);
  return offers;
}

}  // namespace huiyin
