// A case as rows: what the writer stores and verify compares to the byte.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/case.h"
#include "ledger/chain.h"
#include "store/connection.h"

namespace huiyin {

// The parameters of insert_case and update_case, in the order of case_row's columns (migrations/0001_first.sql).
class CaseRow {
 public:
  CaseRow(const Case& state, const Hash& head);
  CaseRow(const CaseRow&) = delete;
  CaseRow& operator=(const CaseRow&) = delete;
  const std::vector<Param>& params() const { return params_; }

 private:
  std::string body_;
  std::vector<Param> params_;  // looks into body_, the state and the head given
};

// What the secondary indexes of case_row hold of a case.
struct CaseIndexed {
  std::string grid, category;
  std::string holder_unit;
  int64_t promised_at_ms = 0;
  int64_t next_at_ms = 0;
  Phase phase = Phase::open;
  int64_t supervised = 0;
  bool operator==(const CaseIndexed&) const = default;
};
CaseIndexed indexed(const Case& state);

struct CaseUpdate {
  Sql statement;
  std::vector<Param> params;  // looks into the row
};
// SQLite writes every index anew whose column a statement names, though its value stays: the statement that names no
// more than what changed. `row` is that of `after`.
CaseUpdate narrowest_update(const CaseRow& row, const CaseIndexed& before, const CaseIndexed& after);

// The Case of a stored body; malformed -> corrupt.
Result<Case> case_of_body(std::string_view body);
// 32 bytes; anything else -> corrupt.
Result<Hash> hash_of_bytes(std::string_view bytes);

// Brings the party rows of a case from `before` to `after`: only rows that differ are touched.
void queue_parties(Connection& connection, CaseId id, std::span<const Party> before, std::span<const Party> after);

}  // namespace huiyin
