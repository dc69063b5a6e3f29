#include "definitions/lifecycle_reader.h"

#include <algorithm>

namespace huiyin {

namespace {

constexpr int64_t kCounterMax = 20;  // keeps the checker's product small
constexpr int64_t kLevelMax = 4;

std::vector<std::string> keys_of(const yaml::Value& value) {
  std::vector<std::string> keys;
  if (!value.is_map()) return keys;
  for (const auto& [key, item] : value.named_entries()) keys.push_back(key);
  return keys;
}

// Durations of two units have no order without a calendar; zero comes before everything.
bool may_follow(const Duration& step, const Duration& previous) {
  if (step.unit == previous.unit) return step.amount > previous.amount;
  return step.is_working() == previous.is_working() || previous.amount == 0;
}

}  // namespace

Lifecycle LifecycleReader::read(const yaml::Value& root) {
  const yaml::Map file = root.map({"lifecycle", "title", "initial", "counters", "flags", "actors", "groups", "ladders",
                                   "clocks", "states", "moves", "asks", "parts"});
  if (!root.is_map()) return {};
  read_names(file);
  read_actors(file.required("actors"));
  read_groups(file["groups"]);
  for (const auto& [name, ladder] : file["ladders"].named_entries()) ladders_[name] = read_ladder(ladder);
  read_clocks(file.required("clocks"));
  read_states(file.required("states"));
  out_.initial = state_name(file.required("initial"));
  read_moves(file.required("moves"));
  read_asks(file["asks"]);
  read_parts(file["parts"]);
  return std::move(out_);
}

int32_t LifecycleReader::line_of(const std::string& field) const {
  const auto found = lines_.find(field);
  return found == lines_.end() ? 0 : found->second;
}

void LifecycleReader::remember(const yaml::Value& value) {
  lines_[value.field()] = value.line();
}

void LifecycleReader::read_names(const yaml::Map& file) {
  out_.name = file.required("lifecycle").word();
  out_.title = file.required("title").wording();
  for (const auto& [name, bound] : file["counters"].named_entries()) {
    out_.counters[name] = static_cast<int32_t>(bound.integer(1, kCounterMax));
  }
  out_.flags = file["flags"].words();
  clock_names_ = keys_of(file["clocks"]);
  ask_names_ = keys_of(file["asks"]);
  for (const auto& [name, state] : file["states"].named_entries()) {
    const yaml::Value phase = yaml::Map{state}["phase"];
    state_names_.push_back(name);
    phases_[name] = phase ? phase.one_of<Phase>() : Phase::open;
  }
}

void LifecycleReader::read_actors(const yaml::Value& actors) {
  for (const auto& [name, value] : actors.named_entries()) {
    remember(value);
    const yaml::Map map = value.map({"roles", "of"});
    ActorRule rule;
    rule.roles = map["roles"].list_of<Role>();
    rule.relation = map.required("of").one_of<Relation>();
    const bool needs_roles = rule.relation != Relation::requester && rule.relation != Relation::system;
    if (needs_roles && rule.roles.empty()) value.complain("needs roles: only requester and system do without");
    if (!needs_roles && !rule.roles.empty()) value.complain("requester and system have no roles");
    out_.actors[name] = std::move(rule);
  }
}

void LifecycleReader::read_groups(const yaml::Value& groups) {
  for (const auto& [name, value] : groups.named_entries()) {
    if (is_state(name) || is_state_word(name))
      value.complain("a group may not be named like a state or a built-in word");
    std::vector<std::string> members;
    for (const yaml::Value& item : value.items()) members.push_back(state_name(item));
    std::erase(members, std::string{});
    if (members.empty()) value.complain("names no state");
    groups_[name] = std::move(members);
  }
}

Ladder LifecycleReader::read_ladder(const yaml::Value& value) const {
  Ladder ladder;
  const bool steps_alone = value.is_list();
  const yaml::Map map = steps_alone ? yaml::Map{} : value.map({"steps", "repeat"});
  const yaml::Value steps = steps_alone ? value : map.required("steps");
  for (const yaml::Value& item : steps.items()) {
    LadderStep step = read_step(item);
    const bool in_order = ladder.steps.empty() || may_follow(step.after, ladder.steps.back().after);
    if (!in_order) item.complain("must come after the step before it, in the same kind of time");
    ladder.steps.push_back(std::move(step));
  }
  if (steps && ladder.steps.empty()) steps.complain("needs at least one step");
  if (const yaml::Value repeat = map["repeat"]) {
    ladder.repeat = repeat.duration();
    if (ladder.repeat->amount == 0) repeat.complain("must be longer than nothing");
  }
  return ladder;
}

LadderStep LifecycleReader::read_step(const yaml::Value& value) const {
  const yaml::Map map = value.map({"after", "do", "level", "move"});
  LadderStep step;
  step.after = map.required("after").duration();
  step.does = map.required("do").one_of<StepDo>();
  if (step.does == StepDo::warn) map["do"].complain("a promise turns amber by itself: set warn on its clock");
  if (step.does == StepDo::supervise) step.level = static_cast<int32_t>(map.required("level").integer(1, kLevelMax));
  if (step.does == StepDo::move) step.move = map.required("move").word();
  if (map["level"] && step.does != StepDo::supervise) map["level"].complain("only supervise has a level");
  if (map["move"] && step.does != StepDo::move) map["move"].complain("only do: move names a move");
  return step;
}

void LifecycleReader::read_clocks(const yaml::Value& clocks) {
  for (const auto& [name, value] : clocks.named_entries()) {
    remember(value);
    out_.clocks[name] = read_clock(name, value);
  }
}

ClockRule LifecycleReader::read_clock(const std::string& name, const yaml::Value& value) {
  const yaml::Map map = value.map({"owner", "promise", "warn", "ladder", "pause_in", "share_of"});
  ClockRule clock;
  clock.name = name;
  clock.owner = map.required("owner").one_of<ClockOwner>();
  if (map["promise"]) clock.promise = map["promise"].boolean();
  if (clock.promise && clock.owner != ClockOwner::case_) map["promise"].complain("only a clock of the case promises");
  clock.promise = map["promise"].boolean();
  if (clock.promise && clock.owner != ClockOwner::case_) map["promise"].complain("only clocks of the case promise");
  if (map["warn"]) clock.warn_bp = map["warn"].share_bp();
  const yaml::Value ladder = map["ladder"];
  if (ladder.is_scalar()) {
    const auto found = ladders_.find(ladder.text());
    if (found != ladders_.end()) clock.ladder = found->second;
    if (found == ladders_.end()) ladder.complain(fmt::format("no ladder is named \"{}\"", ladder.text()));
  } else if (ladder) {
    clock.ladder = read_ladder(ladder);
  }
  clock.pause_in = state_list(map["pause_in"]);
  if (!clock.pause_in.empty() && clock.owner != ClockOwner::case_)
    map["pause_in"].complain("only clocks of the case pause");
  if (map["share_of"]) read_share(map["share_of"], clock);
  return clock;
}

void LifecycleReader::read_share(const yaml::Value& value, ClockRule& clock) const {
  const yaml::Map map = value.map({"clock", "share", "at_least"});
  clock.share_of = clock_name(map.required("clock"));
  clock.share_bp = map.required("share").share_bp();
  if (map["at_least"]) clock.at_least = map["at_least"].duration();
  if (clock.share_of == clock.name && !clock.name.empty()) map["clock"].complain("a clock cannot be a share of itself");
}

void LifecycleReader::read_states(const yaml::Value& states) {
  for (const auto& [name, value] : states.named_entries()) {
    remember(value);
    if (is_state_word(name)) value.complain("is a built-in word and cannot name a state");
    out_.states.push_back(read_state(name, value));
  }
}

State LifecycleReader::read_state(const std::string& name, const yaml::Value& value) {
  const yaml::Map map = value.map({"phase", "holder", "role", "centre_role", "clock", "wording"});
  State state;
  state.name = name;
  state.phase = phases_[name];
  state.wording = map.required("wording").wording();
  if (map["clock"]) state.clock = clock_name(map["clock"]);
  if (state.phase == Phase::open) {
    state.holder = read_holder(map);
    return state;
  }
  for (const std::string_view key : {"holder", "role", "centre_role"}) {
    if (map[key]) map[key].complain("only open states have a holder");
  }
  if (state.phase == Phase::final_ && map["clock"]) map["clock"].complain("nothing runs in a final state");
  return state;
}

HolderRule LifecycleReader::read_holder(const yaml::Map& state) const {
  HolderRule holder;
  holder.chain = state.required("holder").list_of<HolderWord>();
  holder.role = state.required("role").one_of<Role>();
  const bool centre_alone = holder.chain.size() == 1 && holder.chain.front() == HolderWord::centre;
  if (centre_alone) holder.centre_role = holder.role;
  if (const yaml::Value role = state["centre_role"]) holder.centre_role = role.one_of<Role>();
  return holder;
}

}  // namespace huiyin
