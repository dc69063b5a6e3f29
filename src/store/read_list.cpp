// Lists by key, never by offset. A page is a transaction of two to four statements: the first window of rows, and only
// where filters left it short its last row and the next window.
#include "base/json.h"
#include "store/case_floor.h"
#include "store/case_query.h"
#include "store/case_row.h"
#include "store/row_reader.h"
#include "store/sql_store.h"

namespace huiyin {
namespace {

constexpr size_t kLimitMax = 200;
constexpr size_t kWindowRows = 4'000;  // some milliseconds
constexpr int kWindowsMax = 5;

Result<void> check_list(const CaseFilter& filter, size_t limit) {
  if (limit < 1 || limit > kLimitMax) {
    return refuse(RefusalCode::invalid_input, fmt::format("a page has 1 to {} cases", kLimitMax), "/limit");
  }
  if (!filter.phase.empty() && !json::enum_from<Phase>(filter.phase)) {
    return refuse(RefusalCode::invalid_input, "a phase is open, settled or final", "/phase",
                  {"open", "settled", "final"});
  }
  return {};
}

class PageReader {
 public:
  PageReader(Connection& connection, CaseQuery& query, Walk walk, size_t limit)
      : connection_(connection), query_(query), walk_(walk), limit_(limit) {}

  Result<Page> read(std::optional<Cursor> after) {
    after_ = after;
    connection_.queue_begin(Access::read);
    for (int window = 0; window < kWindowsMax; ++window) {
      if (auto ok = read_window(); !ok) return std::unexpected(std::move(ok.error()));
      if (ended_) break;
    }
    if (!ended_) page_.next = write_cursor(*after_);
    if (auto ok = connection_.commit(); !ok) return std::unexpected(std::move(ok.error()));
    return std::move(page_);
  }

 private:
  // One row more than wanted tells whether the page is the last one.
  Result<void> read_window() {
    const size_t wanted = limit_ - page_.cases.size() + 1;
    const size_t window = query_.is_filtered() ? kWindowRows : wanted;
    query_.queue_page(connection_, after_, window, wanted);
    const auto answers = connection_.flush();
    if (!answers) return std::unexpected(answers.error());
    const auto& rows = answers->back();
    for (size_t index = 0; index < std::min(rows.size(), wanted - 1); ++index) {
      if (auto ok = take(rows[index]); !ok) return ok;
    }
    if (rows.size() == wanted) {
      page_.next = write_cursor(last_);
      ended_ = true;
      return {};
    }
    if (query_.is_filtered()) return go_on_after(window);
    ended_ = true;
    return {};
  }

  Result<void> take(const Rows::Row& row) {
    auto state = case_of_body(row.view(2));
    if (!state) return std::unexpected(std::move(state.error()));
    last_ = {letter_of(walk_), row.integer(0), row.integer(1)};
    page_.cases.push_back(std::move(*state));
    return {};
  }

  Result<void> go_on_after(size_t window) {
    query_.queue_boundary(connection_, after_, window);
    const auto answers = connection_.flush();
    if (!answers) return std::unexpected(answers.error());
    const auto& rows = answers->back();
    ended_ = rows.empty() || rows.front().integer(2) < static_cast<int64_t>(window);
    if (!rows.empty()) after_ = Cursor{letter_of(walk_), rows.front().integer(0), rows.front().integer(1)};
    return {};
  }

  Connection& connection_;
  CaseQuery& query_;
  const Walk walk_;
  const size_t limit_;
  std::optional<Cursor> after_;
  Cursor last_;
  Page page_;
  bool ended_ = false;
};

}  // namespace

Result<Page> SqlStore::list(const CaseFilter& filter, CaseOrder order, const std::string& cursor, size_t limit,
                            int64_t now_at_ms) {
  if (auto ok = check_list(filter, limit); !ok) return std::unexpected(std::move(ok.error()));
  const Walk walk = walk_of(filter, order);
  std::optional<Cursor> after;
  if (!cursor.empty()) {
    auto read = read_cursor(cursor, letter_of(walk));
    if (!read) return std::unexpected(std::move(read.error()));
    after = *read;
  }
  const CaseId floor = case_floor(filter.opened_from_ms, options_.zone);
  return readers_.with([&](Connection& reader) {
    CaseQuery query{reader.engine(), filter, walk, now_at_ms, floor};
    return PageReader{reader, query, walk, limit}.read(after);
  });
}

Result<std::vector<TakenSlot>> SqlStore::taken_slots(int64_t since_ms, int64_t before_ms) {
  constexpr int64_t kSlotMs = 15 * kMinuteMs;
  const auto slot = [](const Rows::Row& row) -> Result<TakenSlot> {
    return TakenSlot{row.text(0), row.integer(1) * kSlotMs, row.integer(2)};
  };
  const CaseId floor = case_floor(since_ms, options_.zone);
  return readers_.with([&](Connection& reader) {
    return all_of<TakenSlot>(reader.query(Sql::taken_slots, {floor, since_ms, before_ms, kSlotMs}), slot);
  });
}

}  // namespace huiyin
