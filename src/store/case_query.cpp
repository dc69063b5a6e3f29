#include "store/case_query.h"

#include "base/json.h"

namespace huiyin {
namespace {

// The columns that filters look at, and what a page answers.
constexpr const char* kColumns =
    "case_id, programme, state, phase, category, street, community, grid, holder_unit, lead, assignee, settled_as, "
    "supervised, promised_at_ms, opened_at_ms, next_at_ms, body";

const char* key_of(Walk walk) {
  switch (walk) {
    case Walk::newest: return "case_id";
    case Walk::queue: return "promised_at_ms";
    case Walk::due: return "next_at_ms";
  }
  return "";
}

std::string order_of(Walk walk) {
  return walk == Walk::newest ? "case_id DESC" : fmt::format("{}, case_id", key_of(walk));
}

int64_t phase_number(const std::string& name) {
  const auto phase = json::enum_from<Phase>(name);
  return phase ? static_cast<int64_t>(*phase) : -1;
}

// A place code names its layer by its length: 9 digits a street, 12 a community, 15 a grid; a prefix belongs to the
// layer that is long enough.
const char* place_column(size_t digits) {
  if (digits <= 9) return "street";
  return digits <= 12 ? "community" : "grid";
}

}  // namespace

Walk walk_of(const CaseFilter& filter, CaseOrder order) {
  if (order == CaseOrder::newest) return Walk::newest;
  return filter.holder_unit.empty() ? Walk::due : Walk::queue;
}

char letter_of(Walk walk) {
  switch (walk) {
    case Walk::newest: return 'n';
    case Walk::queue: return 'q';
    case Walk::due: return 'd';
  }
  return 0;
}

CaseQuery::CaseQuery(Engine engine, const CaseFilter& filter, Walk walk, int64_t now_at_ms, CaseId floor)
    : engine_(engine), filter_(filter), walk_(walk), floor_(floor) {
  add_codes();
  add_moments(now_at_ms);
  add_bounds();
}

std::string CaseQuery::bind(Param param) {
  params_.push_back(param);
  return fmt::format("${}", params_.size());
}

std::string CaseQuery::bind_text(std::string text) {
  return bind(texts_.emplace_back(std::move(text)));
}

void CaseQuery::equals(const char* column, const std::string& value) {
  if (!value.empty()) where(fmt::format("r.{} = {}", column, bind(value)));
}

void CaseQuery::add_codes() {
  equals("programme", filter_.programme);
  equals("state", filter_.state);
  equals("category", filter_.category);
  equals("street", filter_.street);
  equals("community", filter_.community);
  equals("grid", filter_.grid);
  equals("lead", filter_.lead);
  equals("settled_as", filter_.settled_as);
  if (walk_ != Walk::queue) equals("holder_unit", filter_.holder_unit);
  if (!filter_.phase.empty()) where("r.phase = " + bind(phase_number(filter_.phase)));
  if (filter_.assignee != 0) where("r.assignee = " + bind(filter_.assignee));
  if (filter_.supervised) where("r.supervised = 1");
  if (!filter_.party_unit.empty()) {
    where(
        fmt::format("EXISTS (SELECT 1 FROM party p WHERE p.unit = {} AND p.settled IN (0, 1) AND "
                    "p.case_id = r.case_id)",
                    bind(filter_.party_unit)));
  }
}

void CaseQuery::add_moments(int64_t now_at_ms) {
  if (filter_.overdue) {
    where("r.phase = 0 AND r.promised_at_ms > 0 AND r.promised_at_ms < " + bind(now_at_ms));
  }
  if (filter_.opened_from_ms != 0) where("r.opened_at_ms >= " + bind(filter_.opened_from_ms));
  if (filter_.opened_before_ms != 0) where("r.opened_at_ms < " + bind(filter_.opened_before_ms));
}

void CaseQuery::add_bounds() {
  if (!filter_.scope.empty()) {
    const auto scope = bind(filter_.scope);
    where(fmt::format("substr(r.{}, 1, {}) = {}", place_column(filter_.scope.size()), filter_.scope.size(), scope));
  }
  if (!filter_.units.empty()) {
    const auto list = bind_text(json::write(filter_.units));
    const auto among = [&](const char* column) { return one_of_list(column, list); };
    where(
        fmt::format("({} OR {} OR EXISTS (SELECT 1 FROM party p WHERE p.settled IN (0, 1) AND "
                    "p.case_id = r.case_id AND {}))",
                    among("r.holder_unit"), among("r.lead"), among("p.unit")));
  }
  if (filter_.public_only || !filter_.programmes.empty()) {
    where(one_of_list("r.programme", bind_text(json::write(filter_.programmes))));
  }
}

// One parameter for a whole list, so that its length does not change the text.
std::string CaseQuery::one_of_list(const std::string& column, const std::string& list) const {
  return engine_ == Engine::sqlite
             ? fmt::format("{} IN (SELECT value FROM json_each({}))", column, list)
             : fmt::format("{} IN (SELECT jsonb_array_elements_text(CAST(CAST({} AS text) AS jsonb)))", column, list);
}

std::string CaseQuery::window_sql(const char* columns, const std::optional<Cursor>& after, size_t window) {
  std::string sql = fmt::format("SELECT {} FROM case_row WHERE ", columns);
  switch (walk_) {
    case Walk::newest: sql += "case_id >= " + bind(floor_); break;
    case Walk::queue: sql += "phase = 0 AND holder_unit = " + bind(filter_.holder_unit); break;
    case Walk::due: sql += "phase = 0 AND next_at_ms IS NOT NULL"; break;
  }
  if (after && walk_ == Walk::newest) sql += " AND case_id < " + bind(after->case_id);
  if (after && walk_ != Walk::newest) {
    const auto key = bind(after->key);
    sql += fmt::format(" AND ({}, case_id) > ({}, {})", key_of(walk_), key, bind(after->case_id));
  }
  return sql + fmt::format(" ORDER BY {} LIMIT {}", order_of(walk_), bind(window));
}

// Both engines answer the rows of an ordered, limited subquery in its order; asking for that order again would make
// SQLite sort the whole window.
void CaseQuery::queue_page(Connection& connection, const std::optional<Cursor>& after, size_t window, size_t limit) {
  const auto filters_count = params_.size();
  std::string sql =
      fmt::format("SELECT r.{}, r.case_id, r.body FROM ({}) r", key_of(walk_), window_sql(kColumns, after, window));
  const char* joint = " WHERE ";
  for (const auto& condition : conditions_) sql += std::exchange(joint, " AND ") + condition;
  sql += " LIMIT " + bind(limit);
  connection.queue_text(sql, params_);
  params_.resize(filters_count, Param{nullptr});
}

void CaseQuery::queue_boundary(Connection& connection, const std::optional<Cursor>& after, size_t window) {
  const auto filters = std::exchange(params_, {});
  const auto columns = fmt::format("{} AS k, case_id", key_of(walk_));
  const bool newest = walk_ == Walk::newest;
  const auto sql =
      fmt::format("SELECT w.k, w.case_id, COUNT(*) OVER () FROM ({}) w ORDER BY {} LIMIT 1",
                  window_sql(columns.c_str(), after, window), newest ? "w.case_id ASC" : "w.k DESC, w.case_id DESC");
  connection.queue_text(sql, params_);
  params_ = filters;
}

}  // namespace huiyin
