// Reading cases: each method is one statement on a primary key or an index, so a case page (find_case and events_of) is
// two statements, with its key three.
#include <algorithm>

#include "store/case_floor.h"
#include "store/case_row.h"
#include "store/row_reader.h"
#include "store/sql_store.h"

namespace huiyin {
namespace {

constexpr int64_t kBlindCasesMax = 200;  // newest first: nobody signs in to more cases at once

Result<StoredEvent> stored_event(const Rows::Row& row) {
  return StoredEvent{row.integer(0), row.integer(1), row.integer(2), row.text(3), row.text(4)};
}

Result<Case> case_of_row(const Rows::Row& row) {
  return case_of_body(row.view(0));
}

Result<CaseId> id_of_row(const Rows::Row& row) {
  return row.integer(0);
}

}  // namespace

Result<Case> SqlStore::find_case(CaseId id) {
  return readers_.with([&](Connection& reader) {
    return one_of<Case>(reader.query(Sql::find_case, {id}), case_of_row,
                        {RefusalCode::unknown_case, "there is no such case", {}, {}});
  });
}

Result<std::vector<CaseId>> SqlStore::open_cases() {
  auto ids = readers_.with([](Connection& reader) { return all_of<CaseId>(reader.query(Sql::open_cases), id_of_row); });
  if (ids) std::ranges::sort(*ids);
  return ids;
}

Result<std::vector<Case>> SqlStore::find_cases(const std::vector<CaseId>& ids) {
  if (ids.empty()) return std::vector<Case>{};
  return readers_.with([&](Connection& reader) -> Result<std::vector<Case>> {
    for (const CaseId id : ids) reader.queue(Sql::find_case, {id});
    const auto answers = reader.flush();
    if (!answers) return std::unexpected(answers.error());
    std::vector<Case> states;
    states.reserve(ids.size());
    for (const Rows& rows : *answers) {
      if (rows.empty()) return refuse(RefusalCode::unknown_case, "there is no such case");
      auto state = case_of_row(rows.front());
      if (!state) return std::unexpected(std::move(state.error()));
      states.push_back(std::move(*state));
    }
    return states;
  });
}

Result<std::vector<StoredEvent>> SqlStore::events_of(CaseId id) {
  return readers_.with(
      [&](Connection& reader) { return all_of<StoredEvent>(reader.query(Sql::events_of, {id}), stored_event); });
}

Result<std::vector<StoredEvent>> SqlStore::events_after(int64_t log_seq, size_t limit) {
  return readers_.with([&](Connection& reader) {
    return all_of<StoredEvent>(reader.query(Sql::events_after, {log_seq, limit}), stored_event);
  });
}

Result<int64_t> SqlStore::last_log_seq() {
  return readers_.with([&](Connection& reader) {
    return one_of<int64_t>(reader.query(Sql::last_log_seq), [](const Rows::Row& row) { return row.integer(0); },
                           {RefusalCode::corrupt, "the log has no length", {}, {}});
  });
}

Result<Key32> SqlStore::case_key(CaseId id) {
  return readers_.with([&](Connection& reader) {
    const auto open = [&](const Rows::Row& row) { return unwrap({row.text(0), row.text(1)}, id, options_.keys); };
    return one_of<Key32>(reader.query(Sql::find_case_key, {id}), open,
                         {RefusalCode::unknown_thing, "this case has no key: its private part was erased", {}, {}});
  });
}

Result<std::optional<std::string>> SqlStore::contact(CaseId id) {
  const auto open = [&](const Rows::Row& row) -> Result<std::string> {
    const auto key = unwrap({row.text(1), row.text(2)}, id, options_.keys);
    if (!key) return std::unexpected(key.error());
    return open_bytes(row.view(0), id, "contact", *key);
  };
  return readers_.with([&](Connection& reader) -> Result<std::optional<std::string>> {
    auto found = all_of<std::string>(reader.query(Sql::find_contact, {id}), open);
    if (!found) return std::unexpected(std::move(found.error()));
    if (found->empty()) return std::nullopt;
    return std::move(found->front());
  });
}

Result<std::vector<Case>> SqlStore::candidates(const std::string& grid, const std::string& category, int64_t since_ms,
                                               size_t limit) {
  const CaseId floor = case_floor(since_ms, options_.zone);
  return readers_.with([&](Connection& reader) {
    return all_of<Case>(reader.query(Sql::find_candidates, {grid, category, floor, since_ms, limit}), case_of_row);
  });
}

Result<std::vector<CaseId>> SqlStore::cases_of_blind(int64_t blind, int64_t since_ms) {
  const CaseId floor = case_floor(since_ms, options_.zone);
  return readers_.with([&](Connection& reader) {
    return all_of<CaseId>(reader.query(Sql::cases_of_blind, {blind, floor, since_ms, kBlindCasesMax}), id_of_row);
  });
}

Result<std::vector<CaseId>> SqlStore::due_cases(int64_t now_at_ms, size_t limit) {
  return readers_.with(
      [&](Connection& reader) { return all_of<CaseId>(reader.query(Sql::due_cases, {now_at_ms, limit}), id_of_row); });
}

Result<std::vector<TallyRow>> SqlStore::tallies(const std::string& name, const std::string& period_from,
                                                const std::string& period_to, const std::string& subject) {
  const auto tally = [](const Rows::Row& row) -> Result<TallyRow> {
    return TallyRow{row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4)};
  };
  return readers_.with([&](Connection& reader) {
    return all_of<TallyRow>(reader.query(Sql::find_tallies, {name, period_from, period_to, subject}), tally);
  });
}

}  // namespace huiyin
