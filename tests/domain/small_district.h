// A district small enough to see through: one street, one community, one grid, a handful of units, the shipped
// lifecycles and programmes. And a Desk that plays cases in it: commands by name, time by hand.
#pragma once

#include <memory>
#include <string>

#include "domain/decide.h"

namespace huiyin::test {

inline constexpr const char* kGrid = "990101001001001";

// The shipped lifecycles and programmes over the small district; read once.
const Definitions& small_district();

Actor staff(Role role, std::string unit, int64_t account, std::string place = {});
Actor dispatcher();     // account 1, unit cc
Actor handler();        // account 2, unit roads
Actor other_handler();  // account 3, unit water
Actor reviewer();       // account 4, unit quality
Actor caller();         // account 5, unit quality
Actor supervisor();     // account 6, unit office
Actor grid_worker();    // account 7, unit grid1, the grid
Actor volunteer();      // account 8
Actor requester();
Actor system_actor();

// Monday 2026-03-02 09:00 in Shanghai, a working day.
inline constexpr int64_t kMonday9_ms = 1'772'413'200'000;

// Plays commands on cases and keeps their states. A refusal is kept as `refusal`; a success clears it.
class Desk {
 public:
  CaseId open(const std::string& programme, const Actor& by, const std::string& category = "0201");
  CaseId open(Opening opening, const Actor& by);
  bool act(CaseId id, const std::string& command, const Actor& by, FormData form = {});
  // Lets time pass and clocks act.
  void wait_ms(int64_t ms);
  void wait_until(int64_t at_ms);
  const Case& at(CaseId id) const;
  RefusalCode refused() const { return refusal_ ? refusal_->code : RefusalCode::corrupt; }
  bool was_refused() const { return refusal_.has_value(); }
  std::string why() const { return refusal_ ? refusal_->detail : std::string{}; }
  std::vector<std::string> offered(CaseId id, const Actor& by) const;
  const std::vector<Event>& log() const { return log_; }
  std::vector<CaseId> ids() const;

  int64_t now_at_ms = kMonday9_ms;
  int32_t draw_bp = 10'000;

 private:
  Context context(const Actor& by) const;
  bool keep(Result<std::vector<DraftEvent>> events);

  std::map<CaseId, Case> cases_;
  std::vector<Event> log_;
  std::optional<Refusal> refusal_;
  int64_t next_cause_ = 1;
};

FormData words(const std::string& field, const std::string& text);
FormData with_code(FormData form, const std::string& field, const std::string& code);
FormData with_number(FormData form, const std::string& field, int64_t number);

// A request dispatched to `roads`, signed for and started.
CaseId request_in_progress(Desk& desk);

}  // namespace huiyin::test
