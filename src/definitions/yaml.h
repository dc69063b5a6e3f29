// Definition files as typed values: a strict reader that collects findings with file, line and field instead of
// stopping at the first. Anchors, aliases, tags and merge keys are not part of our files and are refused, so a file's
// size bounds its meaning. Any bytes may come in: the answer is a finding, never a crash.
//
// A reading method on a value of the wrong kind complains and returns an empty value; on a missing value it returns an
// empty value in silence, for Map::required has complained already.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "definitions/finding.h"
#include "domain/duration.h"
#include "domain/lifecycle.h"

namespace huiyin::yaml {

inline constexpr size_t kFileBytesMax = 1 << 20;
inline constexpr int kDepthMax = 32;
inline constexpr size_t kNodesMax = 100'000;
inline constexpr size_t kFindingsMax = 200;

enum class Kind { null, scalar, list, map };

struct Node {
  Kind kind = Kind::null;
  int32_t line = 0;               // 1-based
  bool quoted = false;            // "12" and '12' are text, 12 may be a number
  std::string text;               // scalar
  std::vector<std::string> keys;  // map: as many as items, each once
  std::vector<Node> items;        // list and map
};

class Map;

// Where one value stands in its file. Cheap to copy; valid as long as its Document and Findings.
class Value {
 public:
  Value() = default;

  explicit operator bool() const { return node_ != nullptr && node_->kind != Kind::null; }
  bool is_map() const { return node_ != nullptr && node_->kind == Kind::map; }
  bool is_list() const { return node_ != nullptr && node_->kind == Kind::list; }
  bool is_scalar() const { return node_ != nullptr && node_->kind == Kind::scalar; }
  int32_t line() const { return line_; }
  const std::string& field() const { return field_; }  // "moves[3].to"

  void complain(std::string detail) const;

  // The map with exactly these keys allowed; every other key is a finding.
  Map map(std::initializer_list<std::string_view> known) const;
  Map map(const std::vector<std::string_view>& known) const;
  // The entries of a map with free keys, in the order of the file.
  std::vector<std::pair<std::string, Value>> entries() const;
  // The same, where every key must be a word as word() wants it; others are findings and left out.
  std::vector<std::pair<std::string, Value>> named_entries() const;
  // The items of a list; of anything else, that one value.
  std::vector<Value> items() const;

  std::string word() const;                              // [a-z][a-z0-9_]*, at most 64
  std::string text(size_t code_points_max = 500) const;  // any scalar that is not empty
  std::vector<std::string> words() const;                // a list of words, each once, or one word
  std::vector<std::string> texts(size_t code_points_max = 500) const;
  bool boolean() const;
  int64_t integer(int64_t least, int64_t most) const;
  Duration duration() const;
  int32_t share_bp() const;  // "70%", "2.5%" -> 7000, 250; at most 100 %
  Wording wording() const;   // {zh, en}, both wanted
  // As JSON, the way YAML 1.2 reads scalars: true, false and whole numbers stand for themselves unless quoted.
  json::Value to_json() const;

  // The enumerator a scalar names.
  template <class E>
  E one_of() const {
    E found{};
    if (!*this) return found;
    if (auto value = is_scalar() ? json::enum_from<E>(node_->text) : std::nullopt) return *value;
    complain(fmt::format("must be one of: {}", fmt::join(json::enum_words<E>(), ", ")));
    return found;
  }
  template <class E>
  std::vector<E> list_of() const {
    std::vector<E> found;
    for (const Value& item : items()) found.push_back(item.one_of<E>());
    return found;
  }

 private:
  friend class Map;
  friend class Document;
  struct Source {
    std::string file;
    Findings* findings = nullptr;
  };
  Value(const Source* source, const Node* node, int32_t line, std::string field)
      : source_(source), node_(node), line_(line), field_(std::move(field)) {}
  Value child(const Node* node, std::string_view key) const;
  bool wants_scalar(std::string_view wanted) const;

  const Source* source_ = nullptr;
  const Node* node_ = nullptr;  // nullptr: missing
  int32_t line_ = 0;
  std::string field_;
};

// A map whose keys are known. Not there: a missing value.
class Map {
 public:
  Map() = default;
  explicit Map(Value value) : value_(std::move(value)) {}  // its keys are checked elsewhere, or not at all
  Value operator[](std::string_view key) const;
  Value required(std::string_view key) const;

 private:
  Value value_;
};

// One parsed file. `findings` outlives it.
class Document {
 public:
  Document(const SourceFile& file, Findings& findings);
  // Missing when the file does not parse (a finding says why).
  Value root() const;

 private:
  std::unique_ptr<Value::Source> source_;
  std::unique_ptr<Node> root_;
};

}  // namespace huiyin::yaml
