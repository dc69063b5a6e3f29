// The SQL of lists: one of three walks over an index, filters on the rows walked. A text depends on which filters are
// given, never on their values.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "store/connection.h"
#include "store/cursor.h"
#include "store/store.h"

namespace huiyin {

// newest: the primary key backwards. queue: a unit's open cases by promise. due: open cases by their next clock step.
enum class Walk { newest, queue, due };

Walk walk_of(const CaseFilter& filter, CaseOrder order);
char letter_of(Walk walk);

class CaseQuery {
 public:
  // The filter must outlive the query.
  CaseQuery(Engine engine, const CaseFilter& filter, Walk walk, int64_t now_at_ms, CaseId floor);

  // Rows (key, case_id, body) behind `after` that hold, in the walk's order: at most `limit`, looking at no more than
  // `window` rows.
  void queue_page(Connection& connection, const std::optional<Cursor>& after, size_t window, size_t limit);
  // The last row (key, case_id, rows walked) that queue_page of the same cursor and window looked at.
  void queue_boundary(Connection& connection, const std::optional<Cursor>& after, size_t window);
  bool is_filtered() const { return !conditions_.empty(); }

 private:
  std::string bind(Param param);
  std::string bind_text(std::string text);
  void where(std::string condition) { conditions_.push_back(std::move(condition)); }
  void equals(const char* column, const std::string& value);
  void add_codes();
  void add_moments(int64_t now_at_ms);
  void add_bounds();
  std::string one_of_list(const std::string& column, const std::string& list) const;
  std::string window_sql(const char* columns, const std::optional<Cursor>& after, size_t window);

  const Engine engine_;
  const CaseFilter& filter_;
  const Walk walk_;
  const CaseId floor_;
  std::vector<Param> params_;
  std::deque<std::string> texts_;  // what params_ look into
  std::vector<std::string> conditions_;
};

}  // namespace huiyin
