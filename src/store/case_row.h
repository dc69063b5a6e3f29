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

// The Case of a stored body; malformed -> corrupt.
Result<Case> case_of_body(std::string_view body);
// 32 bytes; anything else -> corrupt.
Result<Hash> hash_of_bytes(std::string_view bytes);

// Brings the party rows of a case from `before` to `after`: only rows that differ are touched.
void queue_parties(Connection& connection, CaseId id, std::span<const Party> before, std::span<const Party> after);

}  // namespace huiyin
