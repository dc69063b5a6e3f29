// The cases of a simulated world, moved by the real rules only: open_case, decide and sweep of src/domain with the
// site's definitions. Every step is held against the promises; the first one broken stops the world. One thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/decide.h"
#include "sim/agenda.h"
#include "sim/promises.h"
#include "sim/rng.h"

namespace huiyin::sim {

// Who asked, for the sealed part; empty when nobody left a number.
struct Requester {
  std::string name;
  std::string phone;  // made up, of a range that is not given out
};

// What one command wrote.
struct Written {
  std::vector<DraftEvent> events;
  bool opens = false;  // the first event's case is new
  Requester requester;
};

// Where a world's events go. Refusals stop the world.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual Result<CaseId> next_case_id(LocalDate opened_on) = 0;
  virtual Result<void> take(Written written) = 0;
};

// A case of the world and what only the world knows of it.
struct Living {
  Case state;
  uint64_t seed = 0;     // of its own dice
  int32_t plan = 0;      // plans made under an earlier number are void: the case has come to another state
  size_t spot = 0;       // where it happened
  std::string category;  // what it is about in truth; the case may be filed otherwise
  Requester requester;
  bool solved = false;      // the trouble itself is gone
  bool gone = false;        // nothing was found on site
  bool storm = false;       // one of a day's many reports of the same
  int32_t repeats = 0;      // how often somebody asked again
  bool ready = false;       // the lead has done its work and waits for the others
  int32_t rounds = 0;       // of work on it: each has luck of its own
  int32_t at_work = -1;     // the plan under which somebody works on it
  bool needs_lead = false;  // the unit it was sent to has nobody
  bool whistled = false, waits_for_whistle = false;
  bool suspended = false, reopened = false;  // it was once
  int64_t dispatched_at_ms = 0;              // the first time
  int64_t sweep_at_ms = 0;
  std::vector<Event> past;  // until it is final: replayed when it settles

  Rng dice(std::string_view name) const { return Rng{seed}.stream(name); }
};

struct RefusalCount {
  std::string command, code;
  int64_t count = 0;
  std::string example;  // the words of the first one
};

struct Violation {
  std::string case_no;
  int64_t n = 0;
  std::string kind;  // of the event
  std::string what;
};

class Engine {
 public:
  // Called for each event after its whole command is done; must only make plans (Agenda::at).
  using Heard = std::function<void(Living&, const Case& before, const Event&)>;

  Engine(const Definitions& today, Agenda& agenda, Sink& sink) : today_(today), agenda_(agenda), sink_(sink) {}

  void on_event(Heard heard) { heard_ = std::move(heard); }

  struct Start {
    Actor actor;
    Opening opening;  // its id is given here
    uint64_t seed = 0;
    size_t spot = 0;
    std::string category;  // the true one
    Requester requester;
    bool storm = false;
    int64_t occurred_at_ms = 0;
  };
  Result<Living*> open(Start start);
  // The version the actor saw is the present one. `occurred_at_ms`: when it was done in the field, 0 = now.
  Result<void> act(const Actor& actor, Living& living, const std::string& command, FormData form = {},
                   int64_t occurred_at_ms = 0);
  std::vector<Offer> offers(const Actor& actor, const Living& living) const;

  Living* find(CaseId id);
  const std::map<CaseId, std::unique_ptr<Living>>& cases() const { return cases_; }
  // Day's end: the identity over all cases.
  void check_identity();

  const std::optional<Violation>& violation() const { return violation_; }
  const std::optional<Refusal>& failed() const { return failed_; }  // the sink or the calendar gave up
  bool going() const { return !violation_ && !failed_; }
  std::vector<RefusalCount> refusals() const;
  int64_t events_count() const { return events_count_; }
  int64_t sweeps_count() const { return sweeps_count_; }
  // Changes with every event's kind, time, case and state: equal worlds have equal ones.
  uint64_t digest() const { return digest_; }

 private:
  Context context(const Actor& actor, int64_t occurred_at_ms, const Living* living);
  void write(Written written);
  void take_in(Living& living, const Event& event);
  void replay(Living& living);
  void tally(const Case& before, const Case& after, const Event& event);
  void plan_sweep(Living& living);
  void sweep_now(CaseId id);
  Result<void> note_refusal(const std::string& command, const Refusal& refusal);
  void violate(const Case& state, const Event& event, std::string what);

  const Definitions& today_;
  Agenda& agenda_;
  Sink& sink_;
  Heard heard_;
  std::map<CaseId, std::unique_ptr<Living>> cases_;
  SiteTallies tallied_;
  std::map<std::pair<std::string, std::string>, RefusalCount> refusals_;
  std::optional<Violation> violation_;
  std::optional<Refusal> failed_;
  int64_t causes_count_ = 0;
  int64_t events_count_ = 0;
  int64_t sweeps_count_ = 0;
  uint64_t digest_ = 0xcbf29ce484222325ULL;
};

}  // namespace huiyin::sim
