#include "sim/crew.h"

#include <algorithm>

#include "domain/clock_time.h"

namespace huiyin::sim {
namespace {

constexpr int64_t kPatienceMs = 2 * kHourMs;  // before somebody else is asked to step in

bool holds_role(const Post& post, const std::vector<Role>& roles) {
  return std::ranges::find(roles, post.role) != roles.end();
}

}  // namespace

bool Worker::is_absent(int64_t at_ms) const {
  return std::ranges::any_of(
      absences, [&](const Absence& absence) { return at_ms >= absence.from_at_ms && at_ms < absence.until_at_ms; });
}

size_t Crew::add(Worker worker) {
  workers_.push_back(std::move(worker));
  index(workers_.size() - 1);
  return workers_.size() - 1;
}

void Crew::index(size_t worker) {
  for (const auto& post : workers_[worker].person.posts) {
    auto& people = of_unit_[post.unit];
    if (std::ranges::find(people, worker) == people.end()) people.push_back(worker);
  }
}

std::vector<size_t> Crew::with_role(const std::vector<Role>& roles, std::string_view unit) const {
  std::vector<size_t> found;
  const auto take = [&](size_t index) {
    const bool fits = std::ranges::any_of(workers_[index].person.posts, [&](const Post& post) {
      return holds_role(post, roles) && (unit.empty() || post.unit == unit);
    });
    if (fits) found.push_back(index);
  };
  if (unit.empty()) {
    for (size_t index = 0; index < workers_.size(); ++index) take(index);
  } else if (const auto people = of_unit_.find(unit); people != of_unit_.end()) {
    for (const size_t index : people->second) take(index);
  }
  return found;
}

std::vector<size_t> Crew::of_unit(std::string_view unit, const std::vector<Role>& roles) const {
  std::string_view here = unit;
  while (!here.empty()) {
    auto found = with_role(roles, here);
    if (!found.empty()) return found;
    const auto* known = today_.units.unit(here);
    here = known == nullptr ? std::string_view{} : std::string_view{known->parent};
  }
  return {};
}

std::vector<size_t> Crew::bound_to(const PlaceCodes& place, const std::vector<Role>& roles) const {
  std::vector<size_t> found;
  for (size_t index = 0; index < workers_.size(); ++index) {
    const bool fits = std::ranges::any_of(workers_[index].person.posts, [&](const Post& post) {
      return holds_role(post, roles) && !post.place.empty() && covers(post.place, place);
    });
    if (fits) found.push_back(index);
  }
  return found;
}

int64_t Crew::done_at_ms(const Worker& worker, const Task& task) const {
  const int64_t now_at_ms = agenda_.now_at_ms();
  int64_t from_at_ms = task.on_call || task.quick ? now_at_ms : std::max(now_at_ms, worker.free_at_ms);
  for (const auto& absence : worker.absences) {
    if (from_at_ms >= absence.from_at_ms && from_at_ms < absence.until_at_ms) from_at_ms = absence.until_at_ms;
  }
  const auto effort_ms = static_cast<int64_t>(task.effort_min * static_cast<double>(kMinuteMs));
  if (task.on_call) return from_at_ms + effort_ms;
  const auto whole_ms = static_cast<int64_t>(static_cast<double>(effort_ms) / worker.share);
  const auto done = after_working_ms(from_at_ms, whole_ms, today_.calendar, worker.hours);
  return done ? *done : from_at_ms + whole_ms;
}

Crew::Slot Crew::best_of(const std::vector<size_t>& people, const Task& task) const {
  Slot best;
  for (const size_t index : people) {
    const int64_t done_at = done_at_ms(workers_[index], task);
    if (best.done_at_ms == 0 || done_at < best.done_at_ms) best = {index, done_at};
  }
  return best;
}

bool Crew::give(Task task, Done done) {
  Slot slot = best_of(task.people, task);
  const Slot other = best_of(task.instead, task);
  if (slot.done_at_ms == 0 || (other.done_at_ms != 0 && other.done_at_ms + kPatienceMs < slot.done_at_ms)) slot = other;
  if (slot.done_at_ms == 0) return false;
  auto& worker = workers_[slot.worker];
  worker.busy_min += task.effort_min;
  if (task.quick && worker.free_at_ms > agenda_.now_at_ms()) {
    worker.free_at_ms += static_cast<int64_t>(task.effort_min * static_cast<double>(kMinuteMs) / worker.share);
  } else if (!task.on_call) {
    worker.free_at_ms = slot.done_at_ms;
  }
  agenda_.at(slot.done_at_ms,
             [this, task = std::move(task), slot, done = std::move(done)] { finish(task, slot, done); });
  return true;
}

// Whoever fell ill meanwhile has not done it: it is given anew.
void Crew::finish(Task task, Slot slot, const Done& done) {
  auto& worker = workers_[slot.worker];
  if (!worker.is_absent(agenda_.now_at_ms())) return done(slot.worker);
  worker.busy_min -= task.effort_min;
  give(std::move(task), done);
}

void Crew::swap_posts(size_t one, size_t other) {
  std::swap(workers_[one].person.posts, workers_[other].person.posts);
  of_unit_.clear();
  for (size_t index = 0; index < workers_.size(); ++index) this->index(index);
}

}  // namespace huiyin::sim
