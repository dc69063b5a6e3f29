#include "domain/grid_index.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

namespace huiyin {
namespace {

constexpr uint32_t kCrowded = 12;  // areas in a cell that is worth splitting
constexpr int kDepthMax = 4;

constexpr uint32_t kPartsPerCell = 256;
constexpr size_t kHitsAtOnce = 16;

int32_t clamped(int64_t value_e7) {
  return static_cast<int32_t>(
      std::clamp<int64_t>(value_e7, std::numeric_limits<int32_t>::min() + 1, std::numeric_limits<int32_t>::max() - 1));
}

PointBox joined(const PointBox& a, const PointBox& b) {
  return {std::min(a.lat_min_e7, b.lat_min_e7), std::min(a.lon_min_e7, b.lon_min_e7),
          std::max(a.lat_max_e7, b.lat_max_e7), std::max(a.lon_max_e7, b.lon_max_e7)};
}

// 32 bits of a curve through a square of 65,536 by 65,536 that keeps neighbours together (Morton's).
uint32_t along_curve(uint32_t row, uint32_t column) {
  const auto spread = [](uint32_t bits) {
    bits = (bits | bits << 8) & 0x00FF00FF;
    bits = (bits | bits << 4) & 0x0F0F0F0F;
    bits = (bits | bits << 2) & 0x33333333;
    return (bits | bits << 1) & 0x55555555;
  };
  return spread(row) << 1 | spread(column);
}

}  // namespace

void GridIndex::add(uint64_t key, std::span<const Ring> rings) {
  added_.push_back(static_cast<uint32_t>(words_.size()));
  AreaRecord::append(key, rings, words_);
}

void GridIndex::build() {
  words_.shrink_to_fit();
  areas_count_ = added_.size();
  if (added_.empty()) return;
  PointBox over = widened(AreaRecord{words_.data()}.box());
  for (const uint32_t record : added_) over = joined(over, widened(AreaRecord{words_.data() + record}.box()));
  add_buckets(over, added_, 0);
  std::exchange(added_, {});
  buckets_.shrink_to_fit();
  cells_.shrink_to_fit();
  entries_.shrink_to_fit();
}

std::vector<uint32_t> GridIndex::neighbourly_order(std::span<const PointBox> boxes) {
  std::vector<uint32_t> order(boxes.size());
  std::iota(order.begin(), order.end(), 0U);
  if (boxes.empty()) return order;
  PointBox over = boxes.front();
  for (const PointBox& box : boxes) over = joined(over, box);
  const int64_t side_e7 =
      std::max(int64_t{over.lat_max_e7} - over.lat_min_e7, int64_t{over.lon_max_e7} - over.lon_min_e7);
  const auto part = [&](int64_t from_e7, int64_t to_e7, int64_t low_e7) {
    return static_cast<uint32_t>(((from_e7 + to_e7) / 2 - low_e7) * UINT16_MAX / (side_e7 + 1));
  };
  std::vector<uint32_t> along(boxes.size());
  for (size_t i = 0; i < boxes.size(); ++i) {
    along[i] = along_curve(part(boxes[i].lat_min_e7, boxes[i].lat_max_e7, over.lat_min_e7),
                           part(boxes[i].lon_min_e7, boxes[i].lon_max_e7, over.lon_min_e7));
  }
  std::ranges::sort(order, {}, [&](uint32_t i) { return std::pair{along[i], i}; });
  return order;
}

PointBox GridIndex::widened(const PointBox& box) const {
  const int32_t lat_widest_e7 = std::max(std::abs(box.lat_min_e7), std::abs(box.lat_max_e7));
  // One per mille more than `near` itself asks for, whose latitude may lie a little beyond the box.
  const Reach reach = reach_at(lat_widest_e7, near_m_);
  const int64_t east_e7 = reach.lon_e7 + reach.lon_e7 / 1'000 + 1;
  return {clamped(box.lat_min_e7 - reach.lat_e7), clamped(box.lon_min_e7 - east_e7),
          clamped(box.lat_max_e7 + reach.lat_e7), clamped(box.lon_max_e7 + east_e7)};
}

// One bucket grid over `over` with about one cell for two areas: finer ones weigh more and find no faster.
uint32_t GridIndex::add_buckets(const PointBox& over, std::span<const uint32_t> records, int depth) {
  const auto side = static_cast<uint32_t>(std::sqrt(static_cast<double>(records.size()) / 2)) + 1;
  const auto part_of = [&](int64_t span_e7) { return static_cast<uint32_t>(span_e7 / (side * kPartsPerCell) + 1); };
  Buckets made;
  made.lat_min_e7 = over.lat_min_e7;
  made.lon_min_e7 = over.lon_min_e7;
  made.part_lat_e7 = part_of(int64_t{over.lat_max_e7} - over.lat_min_e7);
  made.part_lon_e7 = part_of(int64_t{over.lon_max_e7} - over.lon_min_e7);
  made.rows = made.columns = side;
  made.first_cell = static_cast<uint32_t>(cells_.size());
  const auto index = static_cast<uint32_t>(buckets_.size());
  buckets_.push_back(made);
  cells_.resize(cells_.size() + size_t{side} * side);
  fill_buckets(index, records, depth);
  return index;
}

GridIndex::CellRange GridIndex::cells_under(const Buckets& buckets, const PointBox& box) const {
  const auto cell = [](int64_t value_e7, int64_t from_e7, uint32_t part_e7, uint32_t count) {
    return static_cast<uint32_t>(std::clamp<int64_t>((value_e7 - from_e7) / part_e7 / kPartsPerCell, 0, count - 1));
  };
  return {cell(box.lat_min_e7, buckets.lat_min_e7, buckets.part_lat_e7, buckets.rows),
          cell(box.lat_max_e7, buckets.lat_min_e7, buckets.part_lat_e7, buckets.rows),
          cell(box.lon_min_e7, buckets.lon_min_e7, buckets.part_lon_e7, buckets.columns),
          cell(box.lon_max_e7, buckets.lon_min_e7, buckets.part_lon_e7, buckets.columns)};
}

void GridIndex::fill_buckets(uint32_t index, std::span<const uint32_t> records, int depth) {
  const Buckets at = buckets_[index];
  const auto each_cell = [&](auto&& visit) {
    for (const uint32_t record : records) {
      const CellRange range = cells_under(at, widened(AreaRecord{words_.data() + record}.box()));
      for (uint32_t row = range.row_from; row <= range.row_to; ++row) {
        for (uint32_t column = range.column_from; column <= range.column_to; ++column) {
          visit(row * at.columns + column, record);
        }
      }
    }
  };
  std::vector<uint32_t> starts(size_t{at.rows} * at.columns + 1);
  each_cell([&](uint32_t cell, uint32_t) { ++starts[cell + 1]; });
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<uint32_t> filled(starts.begin(), starts.end() - 1);
  std::vector<uint32_t> listed(starts.back());
  each_cell([&](uint32_t cell, uint32_t record) { listed[filled[cell]++] = record; });

  if (depth == 0) entries_.reserve(listed.size());
  for (uint32_t cell = 0; cell + 1 < starts.size(); ++cell) {
    const std::span<const uint32_t> here{listed.data() + starts[cell], starts[cell + 1] - starts[cell]};
    if (here.size() <= kCrowded || depth == kDepthMax || here.size() == records.size()) {
      fill_cell(index, cell, here);
      continue;
    }
    const int64_t lat_from = at.lat_min_e7 + int64_t{cell / at.columns} * at.part_lat_e7 * kPartsPerCell;
    const int64_t lon_from = at.lon_min_e7 + int64_t{cell % at.columns} * at.part_lon_e7 * kPartsPerCell;
    const uint32_t split = add_buckets(
        {clamped(lat_from), clamped(lon_from), clamped(lat_from + int64_t{at.part_lat_e7} * kPartsPerCell - 1),
         clamped(lon_from + int64_t{at.part_lon_e7} * kPartsPerCell - 1)},
        here, depth + 1);
    cells_[at.first_cell + cell] = {split, kSplit};
  }
}

void GridIndex::fill_cell(uint32_t index, uint32_t cell, std::span<const uint32_t> records) {
  const Buckets& at = buckets_[index];
  const int64_t row_first = int64_t{cell / at.columns} * kPartsPerCell;
  const int64_t column_first = int64_t{cell % at.columns} * kPartsPerCell;
  const auto part = [](int64_t from_corner_e7, uint32_t part_e7, int64_t first) {
    return static_cast<uint8_t>(std::clamp<int64_t>(from_corner_e7 / part_e7 - first, 0, kPartsPerCell - 1));
  };
  cells_[at.first_cell + cell] = {static_cast<uint32_t>(entries_.size()), static_cast<uint32_t>(records.size())};
  for (const uint32_t record : records) {
    const PointBox box = widened(AreaRecord{words_.data() + record}.box());
    entries_.push_back({record, part(box.lat_min_e7 - at.lat_min_e7, at.part_lat_e7, row_first),
                        part(box.lon_min_e7 - at.lon_min_e7, at.part_lon_e7, column_first),
                        part(box.lat_max_e7 - at.lat_min_e7, at.part_lat_e7, row_first),
                        part(box.lon_max_e7 - at.lon_min_e7, at.part_lon_e7, column_first)});
  }
}

template <class Visit>
void GridIndex::each_candidate(Point point, Visit visit) const {
  if (buckets_.empty()) return;
  const Buckets* at = &buckets_.front();
  while (true) {
    const int64_t north = point.lat_e7 - at->lat_min_e7;
    const int64_t east = point.lon_e7 - at->lon_min_e7;
    if (north < 0 || east < 0) return;
    const uint32_t row_part = static_cast<uint32_t>(north) / at->part_lat_e7;
    const uint32_t column_part = static_cast<uint32_t>(east) / at->part_lon_e7;
    const uint32_t row = row_part / kPartsPerCell, column = column_part / kPartsPerCell;
    if (row >= at->rows || column >= at->columns) return;
    const Cell cell = cells_[at->first_cell + row * at->columns + column];
    if (cell.count != kSplit) {
      each_hit({entries_.data() + cell.first, cell.count}, row_part % kPartsPerCell, column_part % kPartsPerCell,
               visit);
      return;
    }
    at = &buckets_[cell.first];
  }
}

// The records are asked for ahead of time, all at once: each is a line of memory far away.
template <class Visit>
void GridIndex::each_hit(std::span<const Entry> entries, uint32_t row_part, uint32_t column_part, Visit visit) const {
  std::array<uint32_t, kHitsAtOnce> hits;
  while (!entries.empty()) {
    const auto some = entries.first(std::min(kHitsAtOnce, entries.size()));
    size_t count = 0;
    for (const Entry& entry : some) {
      hits[count] = entry.record;
      count += (entry.lat_from <= row_part) & (row_part <= entry.lat_to) & (entry.lon_from <= column_part) &
               (column_part <= entry.lon_to);
    }
    for (size_t i = 0; i < count; ++i) {
      __builtin_prefetch(words_.data() + hits[i]);
      __builtin_prefetch(words_.data() + hits[i] + 16);
    }
    for (size_t i = 0; i < count; ++i) visit(AreaRecord{words_.data() + hits[i]});
    entries = entries.subspan(some.size());
  }
}

uint64_t GridIndex::find(Point point) const {
  uint64_t lowest = kNone;
  each_candidate(point, [&](const AreaRecord& record) {
    if (record.contains(point)) lowest = std::min(lowest, record.key());
  });
  return lowest;
}

std::vector<uint64_t> GridIndex::find_all(Point point) const {
  std::vector<uint64_t> keys;
  each_candidate(point, [&](const AreaRecord& record) {
    if (record.contains(point)) keys.push_back(record.key());
  });
  std::ranges::sort(keys);
  return keys;
}

uint64_t GridIndex::find(Point point, std::vector<uint64_t>& near) const {
  near.clear();
  std::optional<AreaRecord> owner;
  const Reach reach = reach_at(point.lat_e7, near_m_);
  each_candidate(point, [&](AreaRecord record) {
    if ((!owner || record.key() < owner->key()) && record.contains(point)) {
      if (!owner) return static_cast<void>(owner = record);
      std::swap(*owner, record);
    }
    if (record.is_near(point, reach, near_m_)) near.push_back(record.key());
  });
  std::ranges::sort(near);
  return owner ? owner->key() : kNone;
}

size_t GridIndex::memory_bytes() const {
  const auto bytes = [](const auto& list) { return list.capacity() * sizeof(list[0]); };
  return bytes(words_) + bytes(added_) + bytes(buckets_) + bytes(cells_) + bytes(entries_);
}

}  // namespace huiyin
