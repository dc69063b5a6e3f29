// What runs out: sessions, idempotency keys, contacts. A bounded number of rows a call.
#include "store/case_row.h"
#include "store/row_reader.h"
#include "store/sql_store.h"

namespace huiyin {

Result<int64_t> SqlStore::expire(size_t rows_max) {
  int64_t gone = 0;
  auto ok = write([&](Connection& connection) -> Result<void> {
    gone = 0;
    for (const Sql statement : {Sql::sweep_sessions, Sql::sweep_idempotency}) {
      const auto swept = connection.query(statement, {options_.now_at_ms(), rows_max});
      if (!swept) return std::unexpected(swept.error());
      gone += swept->affected();
    }
    return {};
  });
  if (!ok) return std::unexpected(std::move(ok.error()));
  if (gone > 0) sessions_.forget();
  return gone;
}

Result<std::vector<Case>> SqlStore::cases_with_contact(CaseId after, size_t limit) {
  return readers_.with([&](Connection& reader) {
    return all_of<Case>(reader.query(Sql::contact_states, {after, limit}),
                        [](const Rows::Row& row) { return case_of_body(row.view(1)); });
  });
}

Result<void> SqlStore::drop_contacts(const std::vector<CaseId>& ids) {
  return write([&](Connection& connection) -> Result<void> {
    for (const CaseId id : ids) connection.queue(Sql::erase_contact, {id});
    const auto answers = connection.flush();
    if (!answers) return std::unexpected(answers.error());
    return {};
  });
}

Result<std::vector<Case>> SqlStore::supervised_cases(CaseId after, size_t limit) {
  return readers_.with([&](Connection& reader) {
    return all_of<Case>(reader.query(Sql::supervised_cases, {after, limit}),
                        [](const Rows::Row& row) { return case_of_body(row.view(0)); });
  });
}

}  // namespace huiyin
