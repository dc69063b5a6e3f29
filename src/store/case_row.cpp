#include "store/case_row.h"

#include <algorithm>
#include <cstring>

#include "base/json_compact.h"

namespace huiyin {
namespace {

Param next_step(const Case& state) {
  const int64_t next_at_ms = next_step_at_ms(state);
  return next_at_ms == 0 ? Param{nullptr} : Param{next_at_ms};
}

// 1 under supervision, 2 only proposed for it, 0 neither.
int64_t supervised_word(const Supervision& supervision) {
  if (supervision.level > 0) return 1;
  return supervision.proposed.empty() ? 0 : 2;
}

bool same_row(const Party& a, const Party& b) {
  return a.id == b.id && a.unit == b.unit && a.settled == b.settled && a.account == b.account && a.state == b.state;
}

bool holds(std::span<const Party> list, const Party& party) {
  return std::ranges::any_of(list, [&](const Party& other) { return same_row(other, party); });
}

}  // namespace

CaseRow::CaseRow(const Case& state, const Hash& head)
    : body_(json::write(state)),
      params_{state.id,
              state.programme,
              state.state,
              static_cast<int64_t>(state.phase),
              state.category,
              state.place.street,
              state.place.community,
              state.place.grid,
              state.holder.unit,
              state.lead,
              state.assignee,
              state.settled_as,
              supervised_word(state.supervision),
              state.promised_at_ms,
              state.opened_at_ms,
              next_step(state),
              Param::bytes(head),
              Param::bytes(body_)} {}

CaseIndexed indexed(const Case& state) {
  return {state.place.grid,
          state.category,
          state.holder.unit,
          state.promised_at_ms,
          next_step_at_ms(state),
          state.phase,
          supervised_word(state.supervision)};
}

CaseUpdate narrowest_update(const CaseRow& row, const CaseIndexed& before, const CaseIndexed& after) {
  const auto only = [&](Sql statement, std::initializer_list<size_t> columns) {
    CaseUpdate update{statement, {}};
    for (const size_t column : columns) update.params.push_back(row.params()[column]);
    return update;
  };
  if (before == after) return only(Sql::update_case_unindexed, {0, 2, 5, 6, 9, 10, 11, 16, 17});
  if (before.grid != after.grid || before.category != after.category) return {Sql::update_case, row.params()};
  return only(Sql::update_case_in_place, {0, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13, 15, 16, 17});
}

Result<Case> case_of_body(std::string_view body) {
  if (auto state = json::read_compact<Case>(body)) return std::move(*state);
  auto state = json::read_text<Case>(body);
  if (!state)
    return refuse(RefusalCode::corrupt, "a case row does not read: " + state.error().detail, state.error().where);
  return state;
}

Result<Hash> hash_of_bytes(std::string_view bytes) {
  Hash hash{};
  if (bytes.size() != hash.size()) return refuse(RefusalCode::corrupt, "a stored hash is not 32 bytes long");
  std::memcpy(hash.data(), bytes.data(), hash.size());
  return hash;
}

void queue_parties(Connection& connection, CaseId id, std::span<const Party> before, std::span<const Party> after) {
  for (const auto& party : before) {
    if (!holds(after, party)) connection.queue(Sql::delete_party, {party.unit, party.settled, id, party.id});
  }
  for (const auto& party : after) {
    if (holds(before, party)) continue;
    connection.queue(Sql::insert_party, {party.unit, party.settled, id, party.id, party.account, party.state});
  }
}

}  // namespace huiyin
