#include "store/search_index.h"

#include <limits>

#include "base/text.h"
#include "store/row_reader.h"
#include "store/search_terms.h"
#include "store/sql_store.h"

namespace huiyin {
namespace {

constexpr size_t kLimitMax = 200;
constexpr size_t kReadersCount = 2;
constexpr std::string_view kErased = "\"erased\":true";
// What a lost write costs is a piece of the log read again, so it may be lazier than the log.
constexpr const char* kLazySettings = "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 1000;";

std::string index_url(const StoreOptions& options) {
  return options.url.starts_with("sqlite:") ? options.url + ".search" : options.url;
}

Result<void> ran(const Result<Rows>& rows) {
  if (!rows) return std::unexpected(rows.error());
  return {};
}

}  // namespace

Result<std::vector<CaseId>> SqlStore::search(const std::string& words, CaseId before, size_t limit) {
  return search_.search(words, before, limit);
}

Result<bool> SqlStore::catch_up_search(size_t events_max) {
  return search_.catch_up(events_max);
}

SearchIndex::SearchIndex(ConnectionPool& log, const StoreOptions& options)
    : log_(log),
      options_(options),
      engine_(engine_of(options.url).value_or(Engine::sqlite)),
      readers_({index_url(options), true}, kReadersCount) {}

Result<void> SearchIndex::ensure_schema() {
  const std::lock_guard lock{mutex_};
  if (has_schema_ || options_.read_only) return {};
  auto writer = connect({index_url(options_), false});
  if (!writer) return std::unexpected(std::move(writer.error()));
  const auto& schema = sql_texts()[static_cast<size_t>(Sql::search_schema)];
  const bool sqlite = engine_ == Engine::sqlite;
  auto ok = sqlite ? (*writer)->run_script(kLazySettings) : Result<void>{};
  if (ok) ok = (*writer)->run_script(sqlite ? schema.text : schema.postgresql);
  if (!ok) return ok;
  writer_ = std::move(*writer);
  has_schema_ = true;
  return {};
}

Result<std::vector<CaseId>> SearchIndex::search(const std::string& words, CaseId before, size_t limit) {
  if (limit < 1 || limit > kLimitMax) return refuse(RefusalCode::invalid_input, "a page has 1 to 200 cases", "/limit");
  const auto query = search_query(engine_, words);
  if (query.empty()) return std::vector<CaseId>{};
  if (auto ok = ensure_schema(); !ok) return std::unexpected(std::move(ok.error()));
  const CaseId below = before > 0 ? before : std::numeric_limits<CaseId>::max();
  return readers_.with([&](Connection& reader) {
    return all_of<CaseId>(reader.query(Sql::search_cases, {query, below, limit}),
                          [](const Rows::Row& row) -> Result<CaseId> { return row.integer(0); });
  });
}

Result<bool> SearchIndex::catch_up(size_t events_max) {
  if (options_.read_only) return refuse(RefusalCode::store_unavailable, "this store was opened for reading only");
  if (auto ok = ensure_schema(); !ok) return std::unexpected(std::move(ok.error()));
  const std::lock_guard lock{mutex_};
  if (auto ok = writer_->begin(Access::write); !ok) return std::unexpected(std::move(ok.error()));
  auto caught_up = follow(events_max);
  if (!caught_up) writer_->rollback();
  return caught_up;
}

// The words and the cursor are one commit: an event is indexed once.
Result<bool> SearchIndex::follow(size_t events_max) {
  const auto cursor = writer_->query(Sql::search_cursor);
  if (!cursor) return std::unexpected(cursor.error());
  if (cursor->empty()) return refuse(RefusalCode::corrupt, "the search index has lost its cursor: delete the index");
  const auto events = log_.with(
      [&](Connection& reader) { return reader.query(Sql::search_events, {cursor->front().integer(0), events_max}); });
  if (!events) return std::unexpected(events.error());
  for (size_t index_of_row = 0; index_of_row < events->size(); ++index_of_row) {
    if (auto ok = index((*events)[index_of_row]); !ok) return std::unexpected(std::move(ok.error()));
  }
  if (!events->empty()) {
    const auto last = (*events)[events->size() - 1].integer(0);
    if (auto ok = ran(writer_->query(Sql::move_search_cursor, {last})); !ok)
      return std::unexpected(std::move(ok.error()));
  }
  if (auto ok = writer_->commit(); !ok) return std::unexpected(std::move(ok.error()));
  return !events->empty();
}

Result<void> SearchIndex::index(const Rows::Row& event) {
  const CaseId id = event.integer(1);
  if (event.view(2).find(kErased) != std::string_view::npos) {
    const auto core = decode(event.view(2));
    if (core && core->changes.erased.value_or(false)) return forget_case(id);
  }
  const auto words = words_of(event);
  if (!words) return std::unexpected(words.error());
  return words->empty() ? Result<void>{} : add_words(id, *words);
}

// The masked description; empty when the event has none, or its case was erased since.
Result<std::string> SearchIndex::words_of(const Rows::Row& event) {
  if (event.is_null(3) || event.is_null(4)) return std::string{};
  const auto key = unwrap({event.text(4), event.text(5)}, event.integer(1), options_.keys);
  if (!key) return std::unexpected(key.error());
  const auto core = decode(event.view(2));
  if (!core) return std::unexpected(core.error());
  const auto secret = open_private(event.view(3), *core, *key);
  if (!secret) return std::unexpected(secret.error());
  const auto found = secret->words.find("description");
  return found == secret->words.end() ? std::string{} : masked(found->second);
}

Result<void> SearchIndex::add_words(CaseId id, const std::string& masked_words) {
  if (engine_ == Engine::postgresql) {
    return ran(writer_->query(Sql::index_words, {id, indexed_terms(engine_, masked_words)}));
  }
  const auto before = writer_->query(Sql::search_text, {id});
  if (!before) return std::unexpected(before.error());
  std::string words = masked_words;
  if (!before->empty()) {
    words = before->front().text(0) + "\n" + masked_words;
    if (auto ok = forget_case(id); !ok) return ok;
  }
  if (auto ok = ran(writer_->query(Sql::save_search_text, {id, words})); !ok) return ok;
  return ran(writer_->query(Sql::index_words, {id, indexed_terms(engine_, words)}));
}

Result<void> SearchIndex::forget_case(CaseId id) {
  if (engine_ == Engine::postgresql) return ran(writer_->query(Sql::forget_words, {id}));
  const auto before = writer_->query(Sql::search_text, {id});
  if (!before) return std::unexpected(before.error());
  if (before->empty()) return {};
  const auto terms = indexed_terms(engine_, before->front().view(0));
  if (auto ok = ran(writer_->query(Sql::forget_words, {id, terms})); !ok) return ok;
  return ran(writer_->query(Sql::drop_search_text, {id}));
}

}  // namespace huiyin
