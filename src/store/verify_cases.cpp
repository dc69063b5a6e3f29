// The second pass of verify: cases by id, rebuilt from their cores.
#include <limits>

#include "base/json.h"
#include "store/case_row.h"
#include "store/verify.h"

namespace huiyin {
namespace {

constexpr size_t kChunkEvents = 1'000;  // in one transaction; more only where one case alone has more
constexpr size_t kMasterColumn = 18;    // of verify_rows, behind the columns of insert_case
constexpr const char* kColumnNames[] = {"case_id",    "programme",  "state",      "phase",          "category",
                                        "street",     "community",  "grid",       "holder_unit",    "lead",
                                        "assignee",   "settled_as", "supervised", "promised_at_ms", "opened_at_ms",
                                        "next_at_ms", "head",       "body"};

std::string place_of(const Rows::Row& event) {
  return fmt::format("case {} event {} (log_seq {})", event.integer(1), event.integer(2), event.integer(0));
}

bool holds(const Rows::Row& row, size_t column, const Param& wanted) {
  switch (wanted.kind()) {
    case Param::Kind::null: return row.is_null(column);
    case Param::Kind::integer: return !row.is_null(column) && row.integer(column) == wanted.integer();
    case Param::Kind::text:
    case Param::Kind::bytes: return !row.is_null(column) && row.view(column) == wanted.text();
  }
  return false;
}

// How many of the rows belong to cases that are whole: the last case may go on behind a full answer.
size_t whole_events(const Rows& events, size_t events_max) {
  if (events.size() < events_max) return events.size();
  size_t count = events.size();
  const CaseId last_case = events[count - 1].integer(1);
  while (count > 0 && events[count - 1].integer(1) == last_case) --count;
  return count;
}

Result<std::vector<std::string>> missing_parties(Connection& reader, const Rows& rows) {
  std::vector<std::string> names;
  std::vector<Party> wanted;
  for (size_t index = 0; index < rows.size(); ++index) {
    const auto row = rows[index];
    if (row.view(17).find("\"parties\":") == std::string_view::npos) continue;
    const auto state = case_of_body(row.view(17));
    if (!state) continue;  // the body is compared to the byte elsewhere
    for (const auto& party : state->parties) {
      reader.queue(Sql::find_party, {party.unit, party.settled, state->id, party.id});
      names.push_back(fmt::format("case {} party {}", state->id, party.id));
      wanted.push_back(party);
    }
  }
  const auto answers = reader.flush();
  if (!answers) return std::unexpected(answers.error());
  std::vector<std::string> faults;
  for (size_t index = 0; index < wanted.size(); ++index) {
    const auto& found = (*answers)[index];
    const bool same = !found.empty() && found.front().integer(0) == wanted[index].account &&
                      found.front().view(1) == wanted[index].state;
    if (!same) faults.push_back(names[index] + ": its row is missing or says something else");
  }
  return faults;
}

}  // namespace

Result<void> Verifier::check_cases() {
  CaseId after = -1;
  size_t events_max = kChunkEvents;
  for (bool ended = false; !ended;) {
    const auto chunk = read_chunk(after, events_max);
    if (!chunk) return std::unexpected(chunk.error());
    ended = chunk->ended;
    if (!ended && chunk->events_count == 0) {
      events_max *= 4;  // one case fills the whole answer
      continue;
    }
    events_max = kChunkEvents;
    after = chunk->last_case;
    check_chunk(*chunk);
    if (auto ok = advance(chunk->events_count); !ok) return ok;
  }
  return {};
}

// Five statements and one for each party, in one snapshot.
Result<Verifier::Chunk> Verifier::read_chunk(CaseId after, size_t events_max) {
  return readers_.with([&](Connection& reader) -> Result<Chunk> {
    Chunk chunk;
    reader.queue_begin(Access::read);
    reader.queue(Sql::verify_events, {after, events_max});
    auto events = reader.flush();
    if (!events) return std::unexpected(std::move(events.error()));
    chunk.events = std::move(events->back());
    chunk.ended = chunk.events.size() < events_max;
    chunk.events_count = whole_events(chunk.events, events_max);
    if (chunk.events_count > 0) chunk.last_case = chunk.events[chunk.events_count - 1].integer(1);
    if (chunk.ended) chunk.last_case = std::numeric_limits<CaseId>::max();
    auto rows =
        reader.query(Sql::verify_rows, {after, chunk.events_count > 0 || chunk.ended ? chunk.last_case : after});
    if (!rows) return std::unexpected(std::move(rows.error()));
    chunk.rows = std::move(*rows);
    auto faults = missing_parties(reader, chunk.rows);
    if (!faults) return std::unexpected(std::move(faults.error()));
    chunk.party_faults = std::move(*faults);
    if (auto ok = reader.commit(); !ok) return std::unexpected(std::move(ok.error()));
    return chunk;
  });
}

// Events and rows are both in the order of case ids.
void Verifier::check_chunk(const Chunk& chunk) {
  size_t row = 0;
  const auto skip_rows_before = [&](CaseId id) {
    for (; row < chunk.rows.size() && chunk.rows[row].integer(0) < id; ++row) {
      fault(fmt::format("case {}: a row without events", chunk.rows[row].integer(0)));
    }
  };
  for (size_t first = 0; first < chunk.events_count;) {
    const CaseId id = chunk.events[first].integer(1);
    size_t last = first;
    while (last < chunk.events_count && chunk.events[last].integer(1) == id) ++last;
    const auto rebuilt = rebuild(chunk.events, first, last);
    skip_rows_before(id);
    if (row < chunk.rows.size() && chunk.rows[row].integer(0) == id) {
      check_row(rebuilt, chunk.rows[row]);
      check_private(chunk.events, first, rebuilt, chunk.rows[row]);
      ++row;
    } else if (id != 0) {
      fault(fmt::format("case {}: events without a row", id));
    }
    if (id != 0) count(rebuilt.then);
    first = last;
  }
  skip_rows_before(std::numeric_limits<CaseId>::max());
  for (const auto& missing : chunk.party_faults) fault(missing);
}

Verifier::Rebuilt Verifier::rebuild(const Rows& events, size_t first, size_t last) {
  Rebuilt rebuilt;
  for (size_t index = first; index < last; ++index) fold(events[index], rebuilt);
  return rebuilt;
}

void Verifier::fold(const Rows::Row& stored, Rebuilt& rebuilt) {
  ++report_.events;
  const auto read = decode(stored.view(3));
  const auto& event = rebuilt.events.emplace_back(read ? std::optional{*read} : std::nullopt);
  if (!event) {
    fault(fmt::format("{}: {}", place_of(stored), read.error().detail));
    rebuilt.head = sha256(stored.view(3));
    return;
  }
  check_link(stored, *event, rebuilt);
  auto after = apply(rebuilt.now, *event);
  if (stored.integer(0) <= head_log_seq_) {
    sum_up(tally_moves(rebuilt.now, after, *event, options_.zone), stored.integer(0));
    rebuilt.then = after;
  }
  rebuilt.now = std::move(after);
  rebuilt.head = sha256(stored.view(3));
  rebuilt.last_log_seq = stored.integer(0);
  rebuilt.has_private |= !event->commitment.empty();
}

void Verifier::sum_up(std::vector<TallyMove> moves, int64_t log_seq) {
  constexpr size_t kMonthCharacters = 7;
  for (auto& move : moves) {
    const auto frozen = freezes_.find(std::string_view{move.period}.substr(0, kMonthCharacters));
    TallyKey key{std::move(move.name), std::move(move.period), std::move(move.subject), std::move(move.measure)};
    if (frozen != freezes_.end() && log_seq <= frozen->second) summed_frozen_[key] += move.delta;
    summed_[std::move(key)] += move.delta;
  }
}

void Verifier::check_link(const Rows::Row& stored, const Event& event, const Rebuilt& rebuilt) {
  const auto where = place_of(stored);
  if (event.case_id != stored.integer(1) || event.n != stored.integer(2)) {
    fault(fmt::format("{}: its core is of case {} event {}", where, event.case_id, event.n));
  }
  if (stored.integer(2) != rebuilt.now.n + 1) fault(fmt::format("{}: follows event {}", where, rebuilt.now.n));
  if (event.prev != (rebuilt.now.n == 0 ? std::string{} : hex(rebuilt.head))) {
    fault(where + ": does not hold the hash of the event before it");
  }
  if (stored.integer(0) <= rebuilt.last_log_seq) fault(where + ": stands before its predecessor in the log");
}

void Verifier::check_row(const Rebuilt& rebuilt, const Rows::Row& row) {
  ++report_.cases;
  const CaseRow wanted{rebuilt.now, rebuilt.head};
  for (size_t column = 0; column < wanted.params().size(); ++column) {
    if (holds(row, column, wanted.params()[column])) continue;
    fault(fmt::format("case {}: {} is not what its events make", row.integer(0), kColumnNames[column]));
  }
}

void Verifier::check_private(const Rows& events, size_t first, const Rebuilt& rebuilt, const Rows::Row& row) {
  const CaseId id = row.integer(0);
  std::optional<Key32> key;
  if (!row.is_null(kMasterColumn)) {
    const auto opened = unwrap({row.text(kMasterColumn), row.text(kMasterColumn + 1)}, id, options_.keys);
    if (!opened) return fault(fmt::format("case {}: {}", id, opened.error().detail));
    if (rebuilt.now.erased) fault(fmt::format("case {}: was erased, but its key is still there", id));
    key = *opened;
  } else if (rebuilt.has_private && !rebuilt.now.erased) {
    return fault(fmt::format("case {}: was not erased, but its key is gone", id));
  }
  for (size_t index = 0; index < rebuilt.events.size(); ++index) {
    const auto& event = rebuilt.events[index];
    if (event) check_sealed(events[first + index], *event, rebuilt, key);
  }
}

void Verifier::check_sealed(const Rows::Row& stored, const Event& event, const Rebuilt& rebuilt,
                            const std::optional<Key32>& key) {
  const bool sealed = !stored.is_null(4);
  if (rebuilt.now.erased) {
    if (sealed) fault(place_of(stored) + ": was erased, but its private part is still there");
    return;
  }
  if (sealed == event.commitment.empty()) {
    return fault(place_of(stored) +
                 (sealed ? ": a private part nobody committed to" : ": its private part is missing"));
  }
  if (!sealed || !key) return;
  if (const auto secret = open_private(stored.view(4), event, *key); !secret) {
    fault(fmt::format("{}: {}", place_of(stored), secret.error().detail));
  }
}

void Verifier::count(const Case& state) {
  if (state.n == 0 || !state.counted) return;
  ++report_.taken;
  if (state.phase == Phase::open) {
    ++report_.in_hand;
    if (state.supervision.level > 0) ++report_.supervised;
    return;
  }
  const std::string& kind = state.settled_as;
  int64_t& term = kind == "refused"       ? report_.refused
                  : kind == "transferred" ? report_.transferred
                  : kind == "withdrawn"   ? report_.withdrawn
                  : kind == "merged"      ? report_.merged
                                          : report_.closed;
  ++term;
}

}  // namespace huiyin
