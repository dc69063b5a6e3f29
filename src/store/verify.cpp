#include "store/verify.h"

#include "base/json.h"
#include "store/case_row.h"
#include "store/sql_store.h"

namespace huiyin {
namespace {

constexpr size_t kFaultsKept = 100;
constexpr size_t kLogRows = 4'000;  // in one transaction
constexpr size_t kPartyRows = 1'000;

struct PartyKey {
  std::string unit;
  int64_t settled = -1;
  CaseId case_id = 0;
  int64_t party_id = 0;
};

bool case_has(const Case& state, const Rows::Row& row) {
  return std::ranges::any_of(state.parties, [&](const Party& party) {
    return party.unit == row.view(0) && party.settled == (row.integer(1) != 0) && party.id == row.integer(3) &&
           party.account == row.integer(4) && party.state == row.view(5);
  });
}

std::string name_of(const char* what, const TallyKey& key) {
  return fmt::format("{} {} '{}' '{}' {}", what, key.name, key.period, key.subject, key.measure);
}

std::map<TallyKey, int64_t> sums_of(const Rows& rows) {
  std::map<TallyKey, int64_t> sums;
  for (size_t index = 0; index < rows.size(); ++index) {
    const auto row = rows[index];
    sums[{row.text(0), row.text(1), row.text(2), row.text(3)}] = row.integer(4);
  }
  return sums;
}

}  // namespace

Result<VerifyReport> SqlStore::verify(const Progress& progress) {
  return Verifier{readers_, options_, progress}.run();
}

Result<VerifyReport> Verifier::run() {
  auto ok = take_snapshot();
  if (ok) ok = check_log();
  if (ok) ok = check_cases();
  if (ok) ok = check_party_rows();
  if (!ok) return std::unexpected(std::move(ok.error()));
  check_sums("tally", stored_tallies_, summed_);
  check_sums("frozen", stored_frozen_, summed_frozen_);
  check_identity();
  return std::move(report_);
}

void Verifier::fault(std::string what) {
  report_.ok = false;
  if (report_.faults.size() < kFaultsKept) report_.faults.push_back(std::move(what));
}

Result<void> Verifier::advance(size_t count) {
  done_ += static_cast<int64_t>(count);
  if (progress_ && !progress_(done_, 2 * head_log_seq_)) return refuse(RefusalCode::wrong_use, "verify was stopped");
  return {};
}

// The head and the tallies of one moment; both are the sum of the events up to it.
Result<void> Verifier::take_snapshot() {
  auto answers = readers_.with([](Connection& reader) {
    reader.queue_begin(Access::read);
    for (const auto statement :
         {Sql::find_head, Sql::last_log_seq, Sql::all_tallies, Sql::all_freezes, Sql::all_frozen}) {
      reader.queue(statement);
    }
    reader.queue_commit();
    return reader.flush();
  });
  if (!answers) return std::unexpected(std::move(answers.error()));
  const auto& head = (*answers)[1];
  if (head.empty()) return refuse(RefusalCode::corrupt, "the store has lost its head row");
  head_log_seq_ = head.front().integer(0);
  if (const auto running = hash_of_bytes(head.front().view(1))) running_ = *running;
  const auto last_log_seq = (*answers)[2].front().integer(0);
  if (last_log_seq != head_log_seq_) {
    fault(fmt::format("log_seq {}: the log ends here, but its head says {}", last_log_seq, head_log_seq_));
  }
  stored_tallies_ = sums_of((*answers)[3]);
  take_frozen((*answers)[4], (*answers)[5]);
  return {};
}

void Verifier::take_frozen(const Rows& freezes, const Rows& frozen) {
  for (size_t index = 0; index < freezes.size(); ++index) freezes_[freezes[index].text(0)] = freezes[index].integer(1);
  stored_frozen_ = sums_of(frozen);
}

Result<void> Verifier::check_log() {
  Hash running{};
  int64_t last = 0;
  while (last < head_log_seq_) {
    const auto rows = readers_.with(
        [&](Connection& reader) { return reader.query(Sql::verify_log, {last, head_log_seq_, kLogRows}); });
    if (!rows) return std::unexpected(rows.error());
    for (size_t index = 0; index < rows->size(); ++index) {
      const auto row = (*rows)[index];
      if (row.integer(0) != last + 1)
        fault(fmt::format("log_seq {}: missing before log_seq {}", last + 1, row.integer(0)));
      running = advance_head(running, sha256(row.view(1)));
      last = row.integer(0);
    }
    if (rows->empty()) {
      fault(fmt::format("log_seq {}: missing up to {}", last + 1, head_log_seq_));
      break;
    }
    if (auto ok = advance(rows->size()); !ok) return ok;
  }
  if (running != running_) fault(fmt::format("log_seq 1 to {}: the running head is not the stored one", head_log_seq_));
  return {};
}

Result<void> Verifier::check_party_rows() {
  PartyKey last;
  while (true) {
    const auto rows = readers_.with([&](Connection& reader) {
      return reader.query(Sql::verify_parties, {last.unit, last.settled, last.case_id, last.party_id, kPartyRows});
    });
    if (!rows) return std::unexpected(rows.error());
    for (size_t index = 0; index < rows->size(); ++index) {
      const auto row = (*rows)[index];
      last = {row.text(0), row.integer(1), row.integer(2), row.integer(3)};
      const auto state = case_of_body(row.view(6));
      if (!state || !case_has(*state, row)) {
        fault(fmt::format("case {} party {}: a row of unit '{}' that the case does not have", last.case_id,
                          last.party_id, last.unit));
      }
    }
    if (rows->size() < kPartyRows) return advance(0);
  }
}

void Verifier::check_sums(const char* what, const std::map<TallyKey, int64_t>& stored,
                          const std::map<TallyKey, int64_t>& summed) {
  for (const auto& [key, value] : stored) {
    const auto found = summed.find(key);
    const int64_t sum = found == summed.end() ? 0 : found->second;
    if (sum != value) fault(fmt::format("{}: stored {}, the events make {}", name_of(what, key), value, sum));
  }
  for (const auto& [key, sum] : summed) {
    if (sum != 0 && !stored.contains(key)) {
      fault(fmt::format("{}: not stored, the events make {}", name_of(what, key), sum));
    }
  }
}

// taken = in hand + settled by kind, counted over states; and the site's tallies say the same.
void Verifier::check_identity() {
  const auto& r = report_;
  const int64_t settled = r.closed + r.refused + r.transferred + r.withdrawn + r.merged;
  if (r.taken != r.in_hand + settled) {
    fault(fmt::format("identity: {} taken, but {} in hand and {} settled", r.taken, r.in_hand, settled));
  }
  const std::pair<const char*, int64_t> terms[] = {
      {"taken", r.taken},     {"in_hand", r.in_hand},         {"closed", r.closed},
      {"refused", r.refused}, {"transferred", r.transferred}, {"withdrawn", r.withdrawn},
      {"merged", r.merged}};
  for (const auto& [measure, counted] : terms) {
    int64_t sum = 0;
    for (const auto& [key, value] : summed_) {
      if (key.name == "site" && key.measure == measure) sum += value;
    }
    if (sum != counted)
      fault(fmt::format("identity: {} cases are {}, the site's tallies say {}", counted, measure, sum));
  }
}

}  // namespace huiyin
