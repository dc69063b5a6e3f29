#include "sim/stage.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/chance.h"

namespace huiyin::sim {
namespace {

const std::string kNoWords = "—";
constexpr int64_t kUrgentMax = 24;  // hours

}  // namespace

void Stage::plan(Living& living, int64_t at_ms, std::function<void(Living&)> action) const {
  agenda.at(at_ms, [&living, plan = living.plan, action = std::move(action)] {
    if (living.plan == plan) action(living);
  });
}

void Stage::give(Living& living, Task task, std::function<void(Living&, const Worker&)> action) const {
  crew.give(std::move(task), [this, &living, plan = living.plan, action = std::move(action)](size_t worker) {
    if (living.plan == plan) action(living, crew.worker(worker));
  });
}

bool Stage::act(const Worker& worker, Living& living, const std::string& command, FormData form) const {
  return engine.act(worker.actor(), living, command, std::move(form)).has_value();
}

bool Stage::ask(Living& living, const std::string& command, FormData form) const {
  return engine.act({ActorKind::requester, 0, {}}, living, command, std::move(form)).has_value();
}

bool Stage::may(const Worker& worker, const Living& living, const std::string& command) const {
  const auto offers = engine.offers(worker.actor(), living);
  return std::ranges::find(offers, command, &Offer::command) != offers.end();
}

std::string Stage::say(Occasion occasion, const Living& living) const {
  if (!voices.say) return kNoWords;
  auto dice = Rng{seed_of(living.seed, "words", living.state.n)};
  return voices.say(occasion, living.category, spot_of(living), dice);
}

std::string Stage::request(const std::string& category, Voice voice, size_t spot, uint64_t matter_seed) const {
  if (!voices.request) return kNoWords;
  auto dice = Rng{matter_seed}.stream("request");
  return voices.request(category, voice, scene.at(spot).words, dice);
}

bool Stage::is_urgent(const Living& living) const {
  const auto* category = today.categories.by_code(living.state.category);
  if (has_flag(living.state, "emergency")) return true;
  if (category == nullptr || category->answer.empty()) return false;
  const auto limit = category->answer.back();
  return limit.unit == TimeUnit::minute || (limit.unit == TimeUnit::hour && limit.amount <= kUrgentMax);
}

Form& Form::word(const std::string& name, std::string text) {
  form_.words[name] = std::move(text);
  return *this;
}

Form& Form::code(const std::string& name, std::string value) {
  form_.codes[name] = std::move(value);
  return *this;
}

Form& Form::number(const std::string& name, int64_t value) {
  form_.numbers[name] = value;
  return *this;
}

Form& Form::photos(const std::string& name, int64_t count) {
  form_.numbers[name] = count;
  for (int64_t index = 0; index < count; ++index) form_.photos.push_back(fmt::format("sample.{}.{}", name, index + 1));
  return *this;
}

bool is_matter(std::string_view lifecycle) {
  return lifecycle == "request" || lifecycle == "finding";
}

bool begins_with_any(std::string_view text, const std::vector<std::string>& beginnings) {
  return std::ranges::any_of(beginnings, [&](const std::string& start) { return text.starts_with(start); });
}

}  // namespace huiyin::sim
