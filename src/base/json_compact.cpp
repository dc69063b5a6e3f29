#include "base/json_compact.h"

namespace huiyin::json::detail {

std::vector<CompactEntry> sorted(std::initializer_list<CompactEntry> entries) {
  std::vector<CompactEntry> list{entries};
  std::ranges::sort(list, {}, &CompactEntry::name);
  return list;
}

bool take_object(CompactText& text, void* object, const std::vector<CompactEntry>& entries) {
  if (!text.take('{')) return false;
  if (text.take('}')) return true;
  auto next = entries.begin();
  std::string_view name;
  do {
    if (!text.take_string(name) || !text.take(':')) return false;
    while (next != entries.end() && next->name != name) ++next;
    if (next == entries.end() || !next->take(text, object)) return false;
    ++next;
  } while (text.take(','));
  return text.take('}');
}

}  // namespace huiyin::json::detail
