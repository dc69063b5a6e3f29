// The people of the district at work: each handles one thing after the other in their own hours, with the share of the
// day that cases get, is ill at times, and may take over another's post. Queues form by themselves. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/definitions.h"
#include "sim/agenda.h"

namespace huiyin::sim {

// A person with an account and the posts they hold.
struct Person {
  int64_t account = 0;
  std::string login, name;
  std::vector<Post> posts;
};

struct Absence {
  int64_t from_at_ms = 0, until_at_ms = 0;
};

struct Worker {
  Person person;
  WorkHours hours;
  double share = 1;  // of the hours that goes to cases
  std::vector<Absence> absences;
  int64_t free_at_ms = 0;
  double busy_min = 0;  // given to cases so far

  Actor actor() const { return {ActorKind::staff, person.account, person.posts}; }
  bool is_absent(int64_t at_ms) const;
};

// One thing to do: whoever of `people` is done first does it; where they all would be slow, somebody of `instead`.
struct Task {
  std::vector<size_t> people;
  std::vector<size_t> instead;
  double effort_min = 5;
  bool on_call = false;  // hours do not count, nor what else is on the desk
  bool quick = false;    // done between other things, which are finished that much later
};

class Crew {
 public:
  using Done = std::function<void(size_t worker)>;

  Crew(const Definitions& today, Agenda& agenda) : today_(today), agenda_(agenda) {}

  size_t add(Worker worker);
  size_t count() const { return workers_.size(); }
  Worker& worker(size_t index) { return workers_[index]; }
  const Worker& worker(size_t index) const { return workers_[index]; }

  // Those who hold such a post in this unit; else in the unit above it, and so on. Empty: nobody anywhere.
  std::vector<size_t> of_unit(std::string_view unit, const std::vector<Role>& roles) const;
  // Those of exactly this unit with one of the roles; an empty unit means any.
  std::vector<size_t> with_role(const std::vector<Role>& roles, std::string_view unit = {}) const;
  // Those whose post is bound to a place around this one.
  std::vector<size_t> bound_to(const PlaceCodes& place, const std::vector<Role>& roles) const;

  // `done` is called at the moment the thing is done; nobody to do it: never, and false.
  bool give(Task task, Done done);
  void swap_posts(size_t one, size_t other);

 private:
  struct Slot {
    size_t worker = 0;
    int64_t done_at_ms = 0;
  };
  Slot best_of(const std::vector<size_t>& people, const Task& task) const;
  int64_t done_at_ms(const Worker& worker, const Task& task) const;
  void finish(Task task, Slot slot, const Done& done);
  void index(size_t worker);

  const Definitions& today_;
  Agenda& agenda_;
  std::vector<Worker> workers_;
  std::map<std::string, std::vector<size_t>, std::less<>> of_unit_;
};

}  // namespace huiyin::sim
