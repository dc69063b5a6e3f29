#include "domain/node_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace huiyin {
namespace {

constexpr size_t kMarked = 64;
constexpr uint16_t kSameInBoth = 0x8000;
constexpr size_t kNameBytesMax = kSameInBoth - 1;

std::unexpected<Refusal> broken(std::string detail, const std::string& code) {
  return refuse(RefusalCode::broken_definition, std::move(detail), code);
}

template <class List>
size_t bytes(const List& list) {
  return list.capacity() * sizeof(list[0]);
}

Result<PlaceCode> checked(const PlaceNode& node) {
  const auto code = PlaceCode::parse(node.code);
  if (!code) return broken(fmt::format("place code '{}' is not 6, 9, 12 or 15 digits", node.code), node.code);
  if (node.name.zh.size() > kNameBytesMax || node.name.en.size() > kNameBytesMax) {
    return broken(fmt::format("a name of place {} is longer than {} bytes", node.code, kNameBytesMax), node.code);
  }
  if (node.settlement < 0 || node.settlement > 999) {
    return broken(fmt::format("the settlement class of place {} is not three digits", node.code), node.code);
  }
  return *code;
}

}  // namespace

Result<NodeStore> NodeStore::of(std::vector<PlaceNode> nodes) {
  NodeStore store;
  std::ranges::sort(nodes, {}, &PlaceNode::code);
  store.codes_.reserve(nodes.size());
  store.name_at_.reserve(nodes.size() + 1);
  store.unit_of_.reserve(nodes.size());
  store.units_.emplace_back();
  store.name_at_.push_back(0);
  std::unordered_map<std::string, uint32_t> unit_numbers{{"", 0}};
  for (PlaceNode& node : nodes) {
    const auto code = checked(node);
    if (!code) return std::unexpected(code.error());
    if (!store.codes_.empty() && store.codes_.back() == code->number()) {
      return broken(fmt::format("place {} is given twice", node.code), node.code);
    }
    const auto [unit, is_new] = unit_numbers.emplace(node.unit, static_cast<uint32_t>(store.units_.size()));
    if (is_new) store.units_.push_back(node.unit);
    store.add(node, *code, unit->second);
    if (store.names_.size() > std::numeric_limits<uint32_t>::max()) return broken("the names are beyond 4 GB", {});
    node = {};  // a country is not kept twice
  }
  store.mark();
  for (const uint64_t number : store.codes_) {
    const auto code = PlaceCode::from_number(number);
    const auto parent = code.parent();
    if (!parent || store.find(*parent) != kNone) continue;
    return broken(fmt::format("place {} has no parent {}", code.text(), parent->text()), code.text());
  }
  return store;
}

void NodeStore::add(const PlaceNode& node, PlaceCode code, uint32_t unit) {
  codes_.push_back(code.number());
  const bool same = node.name.zh == node.name.en;
  const auto head = static_cast<uint16_t>(node.name.zh.size() | (same ? kSameInBoth : 0));
  names_ += static_cast<char>(head & 0xFF);
  names_ += static_cast<char>(head >> 8);
  names_ += node.name.zh;
  if (!same) names_ += node.name.en;
  name_at_.push_back(static_cast<uint32_t>(names_.size()));
  unit_of_.push_back(unit);
  if (node.settlement != 0) settlement_of_.resize(codes_.size() - 1);
  if (node.settlement != 0 || !settlement_of_.empty()) settlement_of_.push_back(static_cast<int16_t>(node.settlement));
}

void NodeStore::mark() {
  names_.shrink_to_fit();
  units_.shrink_to_fit();
  settlement_of_.shrink_to_fit();
  for (size_t at = 0; at < codes_.size(); at += kMarked) marks_.push_back(codes_[at]);
}

size_t NodeStore::find(PlaceCode code) const {
  const auto block = static_cast<size_t>(std::ranges::upper_bound(marks_, code.number()) - marks_.begin());
  if (block == 0) return kNone;
  const auto from = codes_.begin() + static_cast<std::ptrdiff_t>((block - 1) * kMarked);
  const auto to = codes_.begin() + static_cast<std::ptrdiff_t>(std::min(block * kMarked, codes_.size()));
  const auto found = std::lower_bound(from, to, code.number());
  return found == to || *found != code.number() ? kNone : static_cast<size_t>(found - codes_.begin());
}

PlaceNode NodeStore::node(size_t at) const {
  const std::string_view packed = std::string_view{names_}.substr(name_at_[at], name_at_[at + 1] - name_at_[at]);
  const auto head = static_cast<uint16_t>(static_cast<uint8_t>(packed[0]) | static_cast<uint8_t>(packed[1]) << 8);
  const size_t zh_bytes = head & kNameBytesMax;
  PlaceNode node;
  node.code = code(at).text();
  node.name.zh = packed.substr(2, zh_bytes);
  node.name.en = packed.substr((head & kSameInBoth) != 0 ? 2 : 2 + zh_bytes);
  node.unit = units_[unit_of_[at]];
  node.settlement = settlement_of_.empty() ? 0 : settlement_of_[at];
  return node;
}

size_t NodeStore::memory_bytes() const {
  size_t sum = bytes(codes_) + bytes(marks_) + bytes(name_at_) + bytes(names_) + bytes(unit_of_) + bytes(units_) +
               bytes(settlement_of_);
  for (const std::string& unit : units_) {
    if (unit.capacity() > std::string{}.capacity()) sum += unit.capacity() + 1;
  }
  return sum;
}

}  // namespace huiyin
