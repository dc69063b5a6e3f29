// What people write: requests in believable Chinese for every leaf category, and what units, callers and supervisors
// write about them. From word lists of sites/sample/words; no names of persons, no numbers of phones or flats.
// Immutable after load; safe from any thread with an Rng of one's own.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sim/district.h"
#include "sim/rng.h"

namespace huiyin::sim {

// How the words reach the office.
enum class Voice {
  photo,        // a line under a photo: "望河路公交站旁井盖破了"
  letter,       // a message written on the web; may ramble, may have typing errors
  phone,        // as the hotline's operator writes it down: "来电人反映：……"
  visit,        // what a visiting team notes
  grid_worker,  // what a grid worker notes on the round
};

// Every other occasion on which somebody writes.
enum class Occasion {
  reply,           // the unit's result, for the requester to read
  progress,        // what has been done so far
  contact,         // the requester was contacted
  note,            // between colleagues
  closed_in_grid,  // settled by the grid worker
  answered,        // answered on the spot by the desk
  return_reason,   // not ours: whose it is
  return_upheld,   // the centre agrees
  return_refused,  // the centre does not
  extension_reason,
  extension_granted,
  extension_refused,
  suspend_reason,
  resume_note,
  reminder,
  supervision_reason,
  supervision_lifted,
  check_passed,  // on site
  check_failed,
  callback_yes,  // what the requester said on the phone: solved
  callback_partly,
  callback_no,
  callback_unreached,
  rating_good,  // what the requester writes
  rating_middling,
  rating_bad,
  rework_note,  // why it goes back to the unit
  reopen_reason,
  refusal_reason,  // not accepted, with the right way
  transfer_note,
  withdraw_reason,
  merge_note,
  endorsement,   // "me too"
  whistle_call,  // a street calls units together
  report_in,     // a called unit reports
  party_done,    // a helping unit has done its part
  thanks
};
BOOST_DESCRIBE_ENUM(Occasion, reply, progress, contact, note, closed_in_grid, answered, return_reason, return_upheld,
                    return_refused, extension_reason, extension_granted, extension_refused, suspend_reason, resume_note,
                    reminder, supervision_reason, supervision_lifted, check_passed, check_failed, callback_yes,
                    callback_partly, callback_no, callback_unreached, rating_good, rating_middling, rating_bad,
                    rework_note, reopen_reason, refusal_reason, transfer_note, withdraw_reason, merge_note, endorsement,
                    whistle_call, report_in, party_done, thanks)

class MatterWords {
 public:
  // Reads SHARE/sites/sample/words. Missing -> unknown_thing; a line that does not hold -> broken_definition file:line.
  static Result<MatterWords> load(const std::string& share);

  // A leaf category it has no words for is told in general words. Never empty; at most 500 characters.
  std::string request(std::string_view category, Voice voice, const Spot& spot, Rng& rng) const;
  std::string say(Occasion occasion, std::string_view category, const Spot& spot, Rng& rng) const;

  bool knows(std::string_view category) const;

 private:
  struct CategoryWords {
    std::vector<std::string> short_lines, tellings, wishes, replies;
  };
  void sort_categories();
  Result<void> check() const;
  const CategoryWords& words_of(std::string_view category) const;
  std::string one_of(std::string_view list, const Spot& spot, Rng& rng) const;
  std::string spoken_at(std::string_view pattern, const Spot& spot, Rng& rng) const;
  std::string letter(std::string told, std::string wish, const Spot& spot, Rng& rng) const;

  std::map<std::string, CategoryWords, std::less<>> categories_;
  std::map<std::string, std::vector<std::string>, std::less<>> lists_;  // occasions, openings, slots
};

}  // namespace huiyin::sim
