// What every part of a simulated world shares: definitions, habits, places, people, cases, the event queue, words.
#pragma once

#include <string>
#include <vector>

#include "sim/agenda.h"
#include "sim/crew.h"
#include "sim/engine.h"
#include "sim/habits.h"
#include "sim/matter_words.h"
#include "sim/scene.h"
#include "sim/world.h"

namespace huiyin::sim {

struct Stage {
  const Definitions& today;
  const Habits& habits;
  const Scene& scene;
  const Voices& voices;
  uint64_t seed;
  double arrival_factor;
  Agenda& agenda;
  Engine& engine;
  Crew& crew;

  Rng dice(std::string_view name) const { return Rng{seed}.stream(name); }
  int64_t now_at_ms() const { return agenda.now_at_ms(); }
  const Spot& spot_of(const Living& living) const { return scene.at(living.spot).words; }

  // Later, unless the case has come to another state by then.
  void plan(Living& living, int64_t at_ms, std::function<void(Living&)> action) const;
  // Given to these people; what they do then is left undone when the case has come to another state meanwhile.
  void give(Living& living, Task task, std::function<void(Living&, const Worker&)> action) const;

  // A command by somebody of the staff, the resident, or the engine's own hand; true when it was carried out.
  bool act(const Worker& worker, Living& living, const std::string& command, FormData form = {}) const;
  bool ask(Living& living, const std::string& command, FormData form = {}) const;  // the resident
  // What the person may do here, by the rules themselves.
  bool may(const Worker& worker, const Living& living, const std::string& command) const;

  std::string say(Occasion occasion, const Living& living) const;
  std::string request(const std::string& category, Voice voice, size_t spot, uint64_t seed) const;
  // A case's limit is short and in natural time: somebody is on call for it at any hour.
  bool is_urgent(const Living& living) const;
};

// FormData without ceremony: form().word("reply", ...).code("choice", "here").
class Form {
 public:
  Form& word(const std::string& name, std::string text);
  Form& code(const std::string& name, std::string value);
  Form& number(const std::string& name, int64_t value);
  Form& photos(const std::string& name, int64_t count);  // in the order before_photos, after_photos, photos
  operator FormData() { return std::move(form_); }       // once: what was put in goes out

 private:
  FormData form_;
};

// Lifecycles of reports that travel from the desk to a unit and back: request, finding.
bool is_matter(std::string_view lifecycle);
bool begins_with_any(std::string_view text, const std::vector<std::string>& beginnings);

}  // namespace huiyin::sim
