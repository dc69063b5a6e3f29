#include "app/find_places.h"

#include <algorithm>

#include "base/text.h"

namespace huiyin {

namespace {

constexpr size_t kWordsMax = 50;
constexpr size_t kStreetDigits = 9;

std::string level_of(std::string_view code) {
  switch (code.size()) {
    case 6: return "district";
    case 9: return "street";
    case 12: return "community";
    default: return "grid";
  }
}

std::string small_letters(std::string text) {
  for (auto& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return text;
}

bool is_named(const PlaceNode& node, const std::string& words) {
  return small_letters(node.name.zh).contains(words) || small_letters(node.name.en).contains(words);
}

bool is_child(const PlaceNode& node, std::string_view parent) {
  if (parent.empty()) return node.code.size() == kStreetDigits;
  return node.code.size() == parent.size() + 3 && node.code.starts_with(parent);
}

bool is_sought(const PlaceNode& node, const PlaceQuery& query, const std::string& words) {
  if (words.empty()) return is_child(node, query.under);
  return node.code.starts_with(query.under) && is_named(node, words);
}

}  // namespace

Result<PlaceList> find_places(const App& app, const PlaceQuery& query) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  if (query.limit == 0 || query.limit > kPlacesMax) {
    return refuse(RefusalCode::invalid_input, "limit lies between 1 and 500", "/limit");
  }
  if (auto ok = check_text(query.words, kWordsMax, "/q"); !ok) {
    return refuse(RefusalCode::invalid_input, ok.error().detail, "/q");
  }
  if (!query.under.empty() && !today->places.codes_of(query.under)) {
    return refuse(RefusalCode::unknown_thing, "there is no place " + query.under, "/under");
  }
  const auto words = small_letters(query.words);
  std::vector<PlaceNode> found;
  for (const auto& node : today->places.nodes()) {
    if (is_sought(node, query, words)) found.push_back(node);
  }
  std::ranges::sort(found, {}, [](const PlaceNode& node) { return std::pair{node.code.size(), node.code}; });
  if (found.size() > query.limit) found.resize(query.limit);
  PlaceList list;
  for (auto& node : found) {
    const auto codes = today->places.codes_of(node.code);
    const auto place = codes ? place_view(*today, *codes) : PlaceView{};
    list.rows.push_back({node.code, std::move(node.name), level_of(node.code), place});
  }
  return list;
}

}  // namespace huiyin
