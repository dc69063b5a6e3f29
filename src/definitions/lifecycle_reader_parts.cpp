#include <algorithm>

#include "definitions/lifecycle_reader.h"

namespace huiyin {

void LifecycleReader::read_asks(const yaml::Value& asks) {
  for (const auto& [name, value] : asks.named_entries()) {
    remember(value);
    out_.asks.push_back(read_ask(name, value));
  }
}

AskRule LifecycleReader::read_ask(const std::string& name, const yaml::Value& value) {
  const yaml::Map map =
      value.map({"title", "from", "by", "decide", "if", "form", "clock", "granted", "on_granted", "on_denied"});
  AskRule ask;
  ask.name = name;
  ask.title = map.required("title").wording();
  ask.from = state_list(map.required("from"));
  ask.by = actors(map.required("by"));
  ask.decide = actors(map.required("decide"));
  ask.guards = read_guards(map["if"]);
  ask.form = form(map["form"]);
  ask.clock = clock_of(map.required("clock"), ClockOwner::ask);
  ask.granted = read_target(map.required("granted"));
  ask.on_granted = read_effects(map["on_granted"]);
  ask.on_denied = read_effects(map["on_denied"]);
  check_fields(value, ask.on_granted, ask.form);
  check_fields(value, ask.on_denied, ask.form);
  return ask;
}

void LifecycleReader::read_parts(const yaml::Value& parts) {
  for (const auto& [name, value] : parts.named_entries()) {
    remember(value);
    out_.parts.push_back(read_part(name, value));
  }
}

PartRule LifecycleReader::read_part(const std::string& name, const yaml::Value& value) {
  const yaml::Map map = value.map({"states", "acts"});
  PartRule part;
  part.name = name;
  for (const auto& [state, item] : map.required("states").named_entries()) {
    remember(item);
    part.states.push_back(read_part_state(state, item));
  }
  for (const auto& [act, item] : map.required("acts").named_entries()) {
    remember(item);
    part.acts.push_back(read_act(act, item, part));
  }
  return part;
}

PartState LifecycleReader::read_part_state(const std::string& name, const yaml::Value& value) const {
  const yaml::Map map = value.map({"settled", "clock", "wording"});
  PartState state;
  state.name = name;
  state.settled = map["settled"].boolean();
  if (map["clock"]) state.clock = clock_of(map["clock"], ClockOwner::party);
  state.wording = map.required("wording").wording();
  return state;
}

PartAct LifecycleReader::read_act(const std::string& name, const yaml::Value& value, const PartRule& part) const {
  const yaml::Map map = value.map({"title", "from", "to", "by", "if", "form"});
  std::vector<std::string> states;
  for (const PartState& state : part.states) states.push_back(state.name);
  PartAct act;
  act.name = name;
  act.title = map.required("title").wording();
  act.by = actors(map.required("by"));
  act.guards = read_guards(map["if"]);
  act.form = form(map["form"]);
  if (name == "add") {
    for (const std::string_view key : {"from", "to"}) {
      if (map[key]) map[key].complain("add always leads to the part's first state");
    }
    return act;
  }
  for (const yaml::Value& from : map.required("from").items())
    act.from.push_back(known(from, "state of the part", states));
  act.to = known(map.required("to"), "state of the part", states);
  return act;
}

}  // namespace huiyin
