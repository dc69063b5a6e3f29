// Month snapshots and sums over periods.
#include "base/time.h"
#include "store/row_reader.h"
#include "store/sql_store.h"

namespace huiyin {
namespace {

Result<Freeze> freeze_of_row(const Rows::Row& row) {
  return Freeze{row.text(0), row.integer(1), row.integer(2)};
}

Result<void> ran(const Result<Rows>& rows) {
  if (!rows) return std::unexpected(rows.error());
  return {};
}

// The writer holds the head, so the log ends with the event up to which the tallies count.
Result<Freeze> freeze_within(Connection& connection, const std::string& month, int64_t now_at_ms) {
  const auto head = connection.query(Sql::lock_head);
  if (!head) return std::unexpected(head.error());
  if (head->empty()) return refuse(RefusalCode::corrupt, "the store has lost its head row");
  const auto known = all_of<Freeze>(connection.query(Sql::all_freezes), freeze_of_row);
  if (!known) return std::unexpected(known.error());
  for (const auto& freeze : *known) {
    if (freeze.month == month) return freeze;
  }
  const Freeze freeze{month, head->front().integer(0), now_at_ms};
  if (auto ok = ran(connection.query(Sql::insert_freeze, {month, freeze.log_seq, now_at_ms})); !ok) {
    return std::unexpected(ok.error());
  }
  for (const std::string_view name : {"flow.unit", "flow.street", "flow.category", "flow.day"}) {
    const bool by_day = name == "flow.day";
    const std::string first = by_day ? month + "-01" : month;
    const std::string last = by_day ? month + "-31" : month;
    if (auto ok = ran(connection.query(Sql::freeze_tallies, {name, first, last})); !ok) {
      return std::unexpected(ok.error());
    }
  }
  return freeze;
}

Result<TallyRow> sum_of_row(const std::string& name, const Rows::Row& row) {
  return TallyRow{name, {}, row.text(0), row.text(1), row.integer(2)};
}

}  // namespace

Result<Freeze> SqlStore::freeze(const std::string& month) {
  if (!parse_date(month + "-01"))
    return refuse(RefusalCode::invalid_input, "must be a month such as 2026-11", "/month");
  Freeze frozen;
  auto ok = write([&](Connection& connection) -> Result<void> {
    auto done = freeze_within(connection, month, options_.now_at_ms());
    if (!done) return std::unexpected(std::move(done.error()));
    frozen = std::move(*done);
    return {};
  });
  if (!ok) return std::unexpected(std::move(ok.error()));
  return frozen;
}

Result<std::vector<Freeze>> SqlStore::freezes() {
  return readers_.with(
      [](Connection& reader) { return all_of<Freeze>(reader.query(Sql::all_freezes), freeze_of_row); });
}

Result<std::vector<TallyRow>> SqlStore::tally_sums(const std::string& name, const std::string& period_from,
                                                   const std::string& period_to) {
  return readers_.with([&](Connection& reader) {
    return all_of<TallyRow>(reader.query(Sql::tally_sums, {name, period_from, period_to}),
                            [&](const Rows::Row& row) { return sum_of_row(name, row); });
  });
}

Result<std::vector<TallyRow>> SqlStore::frozen_sums(const std::string& name, const std::string& period_from,
                                                    const std::string& period_to) {
  return readers_.with([&](Connection& reader) {
    return all_of<TallyRow>(reader.query(Sql::frozen_sums, {name, period_from, period_to}),
                            [&](const Rows::Row& row) { return sum_of_row(name, row); });
  });
}

}  // namespace huiyin
