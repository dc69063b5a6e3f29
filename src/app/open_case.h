// A new matter through any door. Located, categorised when the words allow it, repeats looked up, durable when
// answered.
#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "app/case_line.h"
#include "base/json.h"

namespace huiyin {

struct PlaceInput {
  json::Value lat, lon;  // WGS-84 degrees, both or neither
  std::string code;      // grid, community, street or district code
  std::string address;   // as people write it; kept private
  bool operator==(const PlaceInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaceInput, (), (lat, lon, code, address))

struct ContactInput {
  std::string name, phone, mail;
  bool operator==(const ContactInput&) const = default;
  bool empty() const { return name.empty() && phone.empty() && mail.empty(); }
};
BOOST_DESCRIBE_STRUCT(ContactInput, (), (name, phone, mail))

struct OpenInput {
  std::string programme;
  std::string description;
  PlaceInput place;
  std::string category;  // code or key; empty = found from the words, else the programme's default
  std::string type;
  ContactInput contact;
  std::vector<std::string> photos;  // keys of uploads
  std::string channel;              // empty: web for anybody, api for keys, desk for staff
  bool confidential = false;
  bool emergency = false;
  std::string agreed_at;             // RFC 3339: a date agreed with the requester
  std::string occurred_at;           // RFC 3339; staff and devices: when it was found, where there was no network
  std::vector<std::string> parties;  // whistles: units called
  std::vector<std::string> links;    // whistles: the case numbers it is opened on
  json::Value form;                  // an object of further fields of the programme's form; null = none
  bool operator==(const OpenInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpenInput, (),
                      (programme, description, place, category, type, contact, photos, channel, confidential, emergency,
                       agreed_at, occurred_at, parties, links, form))

// Strict: unknown members -> invalid_input with the pointer.
Result<OpenInput> read_open_input(const json::Value& body);

struct IdempotencyKey {
  std::string principal;  // account, receipt or client address class
  std::string key;
};

struct Opened {
  std::string case_no;
  std::string receipt;  // empty when the words went to a case whose receipt the caller did not show
  std::string outcome;  // opened, appended (to an open case), reopened
  std::string programme, state, type, category;
  Wording state_wording, category_title;
  int64_t version = 0;
  PlaceView place;
  UnitView holder;
  int64_t opened_at_ms = 0;
  int64_t due_at_ms = 0;             // the promise; 0 = none
  std::string repeat_of;             // staff only: the same requester's earlier case
  std::vector<std::string> similar;  // cases of the same grid and category in 72 h the caller may see; at most five
};
BOOST_DESCRIBE_STRUCT(Opened, (),
                      (case_no, receipt, outcome, programme, state, type, category, state_wording, category_title,
                       version, place, holder, opened_at_ms, due_at_ms, repeat_of, similar))

// Repeats (domain.md 4.2 rule 7): the same phone, grid and category within the programme's window.
//   staff at the desk or on the phone, or a requester showing that case's receipt: an open original takes the new words
//   as a note, a closed one is reopened with them; where its lifecycle refuses, a new case links to it.
//   anybody else: always a new case that links to it, and the answer says nothing of it: a typed phone number proves
//   nothing, so it must not tell whether, where or what its owner asked before.
// An `occurred_at` in the future or more than 31 days back -> invalid_input; of a requester -> not_your_role. Clocks
// run from now: nobody could act before. Tip-offs are confidential whatever the input says, and neither join nor are
// joined. Refusals: invalid_input, too_large (words), unknown_thing (programme, category, place, unit), unknown_case
// (links), outside_district, nobody_in_charge, not_your_role, idempotency_reused, too_many, store_unavailable. `done`
// is called once: at once for refusals before the store, else on the store's answering thread.
void open_case(App& app, const Caller& caller, const OpenInput& input, const std::optional<IdempotencyKey>& once,
               std::function<void(Result<Opened>)> done);

// The same, waiting. For the command line, imports and tests.
Result<Opened> open_case(App& app, const Caller& caller, const OpenInput& input,
                         const std::optional<IdempotencyKey>& once = std::nullopt);

}  // namespace huiyin
