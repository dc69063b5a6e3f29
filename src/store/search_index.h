// The words of cases, found newest first. It follows the log by a cursor of its own and may lag behind it; for SQLite
// in a file beside the database ("<database>.search"), for PostgreSQL in two tables. Both may be deleted at any time:
// they are built again from the log. Safe from any thread.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/connection_pool.h"
#include "store/store.h"

namespace huiyin {

class SearchIndex {
 public:
  SearchIndex(ConnectionPool& log, const StoreOptions& options);

  Result<std::vector<CaseId>> search(const std::string& words, CaseId before, size_t limit);
  // True while there was something to read.
  Result<bool> catch_up(size_t events_max);

 private:
  Result<void> ensure_schema();
  Result<bool> follow(size_t events_max);
  Result<void> index(const Rows::Row& event);
  Result<std::string> words_of(const Rows::Row& event);
  Result<void> add_words(CaseId id, const std::string& masked_words);
  Result<void> forget_case(CaseId id);

  ConnectionPool& log_;
  const StoreOptions& options_;
  const Engine engine_;
  ConnectionPool readers_;
  std::mutex mutex_;  // of the two below
  std::unique_ptr<Connection> writer_;
  bool has_schema_ = false;
};

}  // namespace huiyin
