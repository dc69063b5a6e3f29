// The reader behind lifecycle_file.h; one object reads one file. Its parts lie in lifecycle_reader_*.cpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "definitions/yaml.h"
#include "domain/lifecycle.h"

namespace huiyin {

class LifecycleReader {
 public:
  // What a guard or an effect names behind its word.
  enum class NameKind { nothing, clock, counter, flag, ask, link, column, word };

  // Findings go where `root` was told to put them.
  Lifecycle read(const yaml::Value& root);
  // The line of a part of the file by its field ("states.closed", "moves[3]"); 0 when it is not there.
  int32_t line_of(const std::string& field) const;

 private:
  void remember(const yaml::Value& value);

  // lifecycle_reader.cpp
  void read_names(const yaml::Map& file);
  void read_actors(const yaml::Value& actors);
  void read_groups(const yaml::Value& groups);
  Ladder read_ladder(const yaml::Value& value) const;
  LadderStep read_step(const yaml::Value& value) const;
  void read_clocks(const yaml::Value& clocks);
  ClockRule read_clock(const std::string& name, const yaml::Value& value);
  void read_share(const yaml::Value& value, ClockRule& clock) const;
  void read_states(const yaml::Value& states);
  State read_state(const std::string& name, const yaml::Value& value);
  HolderRule read_holder(const yaml::Map& state) const;

  // lifecycle_reader_moves.cpp
  void read_moves(const yaml::Value& moves);
  Move read_move(const yaml::Value& value);
  void read_choices(const yaml::Map& map, Move& move) const;
  Choice read_choice(const std::string& name, const yaml::Value& value) const;
  Target read_target(const yaml::Value& value) const;
  void read_condition(const yaml::Value& value, Target& target) const;
  void check_choice_field(const yaml::Value& at, const Move& move) const;
  void check_move_is_new(const yaml::Value& at, const Move& move) const;

  // lifecycle_reader_effects.cpp
  std::vector<Guard> read_guards(const yaml::Value& value) const;
  std::vector<Effect> read_effects(const yaml::Value& value) const;
  std::string name_behind(const yaml::Value& value, NameKind kind) const;
  void check_fields(const yaml::Value& at, const std::vector<Effect>& effects,
                    const std::vector<FormField>& form) const;

  // lifecycle_reader_parts.cpp
  void read_asks(const yaml::Value& asks);
  AskRule read_ask(const std::string& name, const yaml::Value& value);
  void read_parts(const yaml::Value& parts);
  PartRule read_part(const std::string& name, const yaml::Value& value);
  PartState read_part_state(const std::string& name, const yaml::Value& value) const;
  PartAct read_act(const std::string& name, const yaml::Value& value, const PartRule& part) const;

  // lifecycle_reader_names.cpp: references. A name that does not resolve is a finding and comes back empty.
  std::string known(const yaml::Value& value, std::string_view kind, const std::vector<std::string>& names) const;
  bool is_state(std::string_view name) const;
  static bool is_state_word(std::string_view name);  // open, settled, any, same, prior
  std::string state_name(const yaml::Value& value) const;
  std::vector<std::string> states_of_word(const std::string& word) const;
  std::vector<std::string> state_list(const yaml::Value& value) const;
  std::string clock_name(const yaml::Value& value) const;
  std::string clock_of(const yaml::Value& value, ClockOwner owner) const;
  std::string actor(const yaml::Value& value) const;
  std::vector<std::string> actors(const yaml::Value& value) const;
  std::string counter(const yaml::Value& value) const;
  std::string flag(const yaml::Value& value) const;
  std::string ask_name(const yaml::Value& value) const;
  std::string link_kind(const yaml::Value& value) const;
  std::vector<FormField> form(const yaml::Value& value) const;

  Lifecycle out_;
  std::map<std::string, std::vector<std::string>> groups_;
  std::map<std::string, Ladder> ladders_;
  std::map<std::string, Phase> phases_;  // of every state, read before the states themselves
  std::vector<std::string> state_names_, clock_names_, ask_names_;
  std::map<std::string, int32_t> lines_;
};

}  // namespace huiyin
