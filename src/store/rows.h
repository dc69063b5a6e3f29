// The answer of one statement, as values: all rows in one block of memory, whatever the engine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace huiyin {

class Rows {
  enum class Kind : uint8_t { null, integer, bytes };
  struct Cell {
    Kind kind;
    int64_t number;  // the integer, or where the bytes start
    size_t size;
  };

 public:
  class Row {
   public:
    Row(const Rows& rows, size_t first) : rows_(rows), first_(first) {}
    bool is_integer(size_t column) const { return cell(column).kind == Kind::integer; }
    bool is_null(size_t column) const { return cell(column).kind == Kind::null; }
    int64_t integer(size_t column) const { return cell(column).kind == Kind::integer ? cell(column).number : 0; }
    // Text or bytes; valid as long as the Rows. NULL is empty.
    std::string_view view(size_t column) const {
      const auto& found = cell(column);
      if (found.kind != Kind::bytes) return {};
      return std::string_view{rows_.bytes_}.substr(static_cast<size_t>(found.number), found.size);
    }
    std::string text(size_t column) const { return std::string{view(column)}; }

   private:
    const Cell& cell(size_t column) const { return rows_.cells_[first_ + column]; }
    const Rows& rows_;
    size_t first_;
  };

  bool empty() const { return cells_.empty(); }
  size_t size() const { return columns_count_ == 0 ? 0 : cells_.size() / columns_count_; }
  size_t columns_count() const { return columns_count_; }
  Row operator[](size_t row) const { return {*this, row * columns_count_}; }
  Row front() const { return (*this)[0]; }
  // Rows inserted, updated or deleted by a statement that answers none.
  int64_t affected() const { return affected_; }

  // For the engines: cells are added left to right, row by row.
  void set_columns_count(size_t count) { columns_count_ = count; }
  void set_affected(int64_t count) { affected_ = count; }
  void add_null() { cells_.push_back({Kind::null, 0, 0}); }
  void add_integer(int64_t value) { cells_.push_back({Kind::integer, value, 0}); }
  void add_bytes(std::string_view value) {
    cells_.push_back({Kind::bytes, static_cast<int64_t>(bytes_.size()), value.size()});
    bytes_ += value;
  }

 private:
  size_t columns_count_ = 0;
  int64_t affected_ = 0;
  std::vector<Cell> cells_;
  std::string bytes_;
};

}  // namespace huiyin
