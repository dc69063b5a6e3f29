// The nodes of a place tree, packed: codes as sorted numbers, names one after the other in one text, every unit once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/large_memory.h"
#include "domain/place.h"

namespace huiyin {

class NodeStore {
 public:
  // Malformed or repeated code, missing parent, names beyond 32 kB or 4 GB in all, a settlement class beyond three
  // digits -> broken_definition.
  static Result<NodeStore> of(std::vector<PlaceNode> nodes);

  static constexpr size_t kNone = SIZE_MAX;
  // Its position by code; kNone when there is none.
  size_t find(PlaceCode code) const;
  PlaceCode code(size_t at) const { return PlaceCode::from_number(codes_[at]); }
  PlaceNode node(size_t at) const;
  size_t size() const { return codes_.size(); }
  size_t memory_bytes() const;

 private:
  void add(const PlaceNode& node, PlaceCode code, uint32_t unit);
  void mark();

  LargeList<uint64_t> codes_;           // PlaceCode numbers, ascending
  std::vector<uint64_t> marks_;         // every kMarked-th of them: a search begins here, in the processor's cache
  std::vector<uint32_t> name_at_;       // into names_, one more than there are nodes
  std::string names_;                   // each: two bytes, the Chinese name, the English one where it differs
  std::vector<uint32_t> unit_of_;       // into units_
  std::vector<std::string> units_;      // the first is empty
  std::vector<int16_t> settlement_of_;  // empty when none is known
};

}  // namespace huiyin
