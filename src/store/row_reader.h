// Rows into values: one function from a row to a T, applied to the answer of one statement.
#pragma once

#include <vector>

#include "base/result.h"
#include "store/connection_pool.h"

namespace huiyin {

// Every row of the answer through `read`: T or Result<T>.
template <class T, class Read>
Result<std::vector<T>> all_of(const Result<Rows>& rows, Read read) {
  if (!rows) return std::unexpected(rows.error());
  std::vector<T> list;
  list.reserve(rows->size());
  for (size_t index = 0; index < rows->size(); ++index) {
    Result<T> item = read((*rows)[index]);
    if (!item) return std::unexpected(std::move(item.error()));
    list.push_back(std::move(*item));
  }
  return list;
}

// The first row through `read`, or `missing` when there is none.
template <class T, class Read>
Result<T> one_of(const Result<Rows>& rows, Read read, const Refusal& missing) {
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) return std::unexpected(missing);
  return read(rows->front());
}

}  // namespace huiyin
