#include "definitions/yaml.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"

namespace huiyin::yaml {

namespace {

constexpr size_t kWordMax = 64;

bool is_word(std::string_view text) {
  auto follows = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= kWordMax && text.front() >= 'a' && text.front() <= 'z' &&
         std::ranges::all_of(text, follows);
}

std::optional<int64_t> parse_integer(std::string_view text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "2.5%" -> 250; at most two digits after the point.
std::optional<int32_t> parse_share_bp(std::string_view text) {
  if (!text.ends_with('%')) return std::nullopt;
  text.remove_suffix(1);
  const size_t point = std::min(text.find('.'), text.size());
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string digits{text.substr(0, point)};
  std::string fraction{text.substr(std::min(point + 1, text.size()))};
  if (digits.empty() || digits.size() > 3 || fraction.size() > 2 || (point < text.size() && fraction.empty()) ||
      !std::ranges::all_of(digits + fraction, is_digit)) {
    return std::nullopt;
  }
  fraction.resize(2, '0');
  const int64_t share_bp = parse_integer(digits).value_or(0) * 100 + parse_integer(fraction).value_or(0);
  if (share_bp > 10'000) return std::nullopt;
  return static_cast<int32_t>(share_bp);
}

std::string shown(std::string_view text) {
  constexpr size_t kShownMax = 40;
  std::string cut{text.substr(0, kShownMax)};
  while (cut.size() < text.size() && !cut.empty() && (static_cast<unsigned char>(cut.back()) & 0x80) != 0)
    cut.pop_back();
  return cut.size() < text.size() ? cut + "…" : cut;
}

}  // namespace

void Value::complain(std::string detail) const {
  if (source_ == nullptr || source_->findings->size() >= kFindingsMax) return;
  source_->findings->push_back({source_->file, line_, field_, std::move(detail)});
}

Value Value::child(const Node* node, std::string_view key) const {
  std::string field =
      field_.empty() || key.starts_with('[') ? field_ + std::string{key} : fmt::format("{}.{}", field_, key);
  return {source_, node, node != nullptr ? node->line : line_, std::move(field)};
}

Map Value::map(std::initializer_list<std::string_view> known) const {
  return map(std::vector<std::string_view>(known));
}

Map Value::map(const std::vector<std::string_view>& known) const {
  if (node_ == nullptr) return {};
  if (!is_map()) {
    complain(fmt::format("must be a map with the keys: {}", fmt::join(known, ", ")));
    return {};
  }
  for (size_t i = 0; i < node_->keys.size(); ++i) {
    if (std::ranges::find(known, node_->keys[i]) != known.end()) continue;
    child(&node_->items[i], node_->keys[i]).complain(fmt::format("unknown key; known are: {}", fmt::join(known, ", ")));
  }
  return Map{*this};
}

std::vector<std::pair<std::string, Value>> Value::entries() const {
  std::vector<std::pair<std::string, Value>> list;
  if (!*this) return list;
  if (!is_map()) {
    complain("must be a map");
    return list;
  }
  for (size_t i = 0; i < node_->keys.size(); ++i) {
    list.emplace_back(node_->keys[i], child(&node_->items[i], node_->keys[i]));
  }
  return list;
}

std::vector<std::pair<std::string, Value>> Value::named_entries() const {
  auto list = entries();
  std::erase_if(list, [](const auto& entry) {
    if (is_word(entry.first)) return false;
    entry.second.complain("the key is not a word (small letters, digits and _)");
    return true;
  });
  return list;
}

std::vector<Value> Value::items() const {
  if (!*this) return {};
  if (!is_list()) return {*this};
  std::vector<Value> list;
  for (size_t i = 0; i < node_->items.size(); ++i) list.push_back(child(&node_->items[i], fmt::format("[{}]", i)));
  return list;
}

bool Value::wants_scalar(std::string_view wanted) const {
  if (!*this) return false;
  if (!is_scalar()) complain(fmt::format("must be {}", wanted));
  return is_scalar();
}

std::string Value::word() const {
  if (!wants_scalar("a word")) return {};
  if (is_word(node_->text)) return node_->text;
  complain(fmt::format("\"{}\" is not a word (small letters, digits and _, at most {})", shown(node_->text), kWordMax));
  return {};
}

std::string Value::text(size_t code_points_max) const {
  if (!wants_scalar("text")) return {};
  if (node_->text.empty()) complain("must not be empty");
  if (code_points(node_->text) <= code_points_max) return node_->text;
  complain(fmt::format("is longer than {} characters", code_points_max));
  return {};
}

std::vector<std::string> Value::words() const {
  std::vector<std::string> list;
  for (const Value& item : items()) {
    std::string word = item.word();
    if (word.empty()) continue;
    if (std::ranges::find(list, word) != list.end()) item.complain(fmt::format("\"{}\" stands here twice", word));
    list.push_back(std::move(word));
  }
  return list;
}

std::vector<std::string> Value::texts(size_t code_points_max) const {
  std::vector<std::string> list;
  for (const Value& item : items()) list.push_back(item.text(code_points_max));
  return list;
}

bool Value::boolean() const {
  if (!wants_scalar("true or false")) return false;
  if (!node_->quoted && node_->text == "true") return true;
  if (node_->quoted || node_->text != "false") complain("must be true or false");
  return false;
}

int64_t Value::integer(int64_t least, int64_t most) const {
  const std::string wanted = fmt::format("a whole number from {} to {}", least, most);
  if (!wants_scalar(wanted)) return least;
  const auto number = node_->quoted ? std::nullopt : parse_integer(node_->text);
  if (number && *number >= least && *number <= most) return *number;
  complain("must be " + wanted);
  return least;
}

Duration Value::duration() const {
  if (!wants_scalar("a duration such as 30min, 2wh or 3wd")) return {};
  const auto duration = parse_duration(node_->text);
  if (duration) return *duration;
  complain(fmt::format("\"{}\" is not a duration such as 30min, 2h, 7d, 30wmin, 2wh or 3wd", shown(node_->text)));
  return {};
}

int32_t Value::share_bp() const {
  if (!wants_scalar("a share such as 70%")) return 0;
  if (const auto share = parse_share_bp(node_->text)) return *share;
  complain(fmt::format("\"{}\" is not a share from 0% to 100% such as 70% or 2.5%", shown(node_->text)));
  return 0;
}

json::Value Value::to_json() const {
  if (is_list()) {
    json::Array array;
    for (const Value& item : items()) array.push_back(item.to_json());
    return array;
  }
  if (is_map()) {
    json::Object object;
    for (const auto& [key, item] : entries()) object[key] = item.to_json();
    return object;
  }
  if (!*this) return nullptr;
  if (node_->quoted) return json::Value(node_->text);
  if (node_->text == "true" || node_->text == "false") return json::Value(node_->text == "true");
  if (const auto number = parse_integer(node_->text)) return json::Value(*number);
  return json::Value(node_->text);
}

Wording Value::wording() const {
  const Map both = map({"zh", "en"});
  return {both.required("zh").text(), both.required("en").text()};
}

Value Map::operator[](std::string_view key) const {
  if (value_.node_ == nullptr) return {};
  const auto found = std::ranges::find(value_.node_->keys, key);
  if (found == value_.node_->keys.end()) return value_.child(nullptr, key);
  return value_.child(&value_.node_->items[static_cast<size_t>(found - value_.node_->keys.begin())], key);
}

Value Map::required(std::string_view key) const {
  Value value = (*this)[key];
  if (!value) value.complain("is missing");
  return value;
}

}  // namespace huiyin::yaml
