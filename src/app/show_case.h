// One case as a page: for its requester, for staff within their bounds, for anybody.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "app/case_line.h"
#include "app/timeline.h"
#include "domain/clock_time.h"
#include "domain/decide.h"

namespace huiyin {

struct ClockView {
  std::string name;
  int32_t owner = 0;  // 0 the case or its holder; otherwise the party or ask
  std::string limit;  // "3wd"
  int64_t started_at_ms = 0, due_at_ms = 0, warn_at_ms = 0, remaining_ms = 0;
  std::string colour, status;
  bool operator==(const ClockView&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClockView, (),
                      (name, owner, limit, started_at_ms, due_at_ms, warn_at_ms, remaining_ms, colour, status))

struct PartyView {
  int32_t id = 0;
  std::string part, state, task;
  Wording state_wording;
  UnitView unit;
  int64_t account = 0;
  bool settled = false;
  int64_t due_at_ms = 0;
  std::string colour;
  bool operator==(const PartyView&) const = default;
};
BOOST_DESCRIBE_STRUCT(PartyView, (), (id, part, state, task, state_wording, unit, account, settled, due_at_ms, colour))

struct AskView {
  int32_t id = 0;
  std::string kind, by_unit, state;
  Wording title;
  int64_t by_account = 0, asked_at_ms = 0;
  std::map<std::string, std::string> codes;
  bool operator==(const AskView&) const = default;
};
BOOST_DESCRIBE_STRUCT(AskView, (), (id, kind, by_unit, state, title, by_account, asked_at_ms, codes))

struct LinkView {
  std::string kind, case_no;
  bool operator==(const LinkView&) const = default;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (kind, case_no))

struct FieldView {
  std::string field, kind;
  bool required = false;
  std::vector<std::string> values;  // codes: the allowed words
  int64_t length_max = 0;
  bool operator==(const FieldView&) const = default;
};
BOOST_DESCRIBE_STRUCT(FieldView, (), (field, kind, required, values, length_max))

struct OfferView {
  std::string command;
  Wording title;
  std::vector<FieldView> form;
  std::vector<std::string> choices;
  bool needs_version = true, needs_second_person = false;
  bool operator==(const OfferView&) const = default;
};
BOOST_DESCRIBE_STRUCT(OfferView, (), (command, title, form, choices, needs_version, needs_second_person))

struct CaseView {
  CaseLine row;
  std::string reader;                    // public, requester, bound, site
  std::vector<ClockStep> due_explained;  // how the promise was counted
  bool due_provisional = false;
  std::vector<ClockView> clocks;  // staff
  std::vector<PartyView> parties;
  std::vector<AskView> asks;        // staff
  std::vector<LinkView> links;      // staff; a requester sees the parent only
  std::vector<OfferView> commands;  // what this caller may do now
  std::vector<TimelineEntry> timeline;
  std::string reply;  // the newest answer; of the parent while merged into one
  std::string description, address;
  std::optional<Point> point;
  std::vector<std::string> photos;  // of all events the reader may see, as addresses call them
  Rating rating;
  Supervision supervision;  // staff
  UnitView lead, supervising, backstop;
  bool has_contact = false;  // staff: there is something to reveal
  bool erased = false;
};
BOOST_DESCRIBE_STRUCT(CaseView, (),
                      (row, reader, due_explained, due_provisional, clocks, parties, asks, links, commands, timeline,
                       reply, description, address, point, photos, rating, supervision, lead, supervising, backstop,
                       has_contact, erased))

// Unknown, or not visible to this caller -> unknown_case; a staff read goes on record.
Result<CaseView> show_case(App& app, const Caller& caller, const std::string& case_no);

// How a running clock came to its due time; a last step `moved` where an extension, a credit, a pause or an agreed date
// changed it since.
std::vector<ClockStep> explain_promise_clock(const Clock& clock, const Case& state, const Definitions& today,
                                             const Definitions& ruling);

// Proves the receipt of a case. Wrong number or receipt -> signed_out, not told apart.
Result<Caller> caller_by_receipt(App& app, const std::string& case_no, const std::string& receipt);

}  // namespace huiyin
