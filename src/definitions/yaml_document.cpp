// The only file that knows yaml-cpp: its event stream becomes our own tree, with bounds kept on the way.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "base/text.h"
#include "definitions/yaml.h"

namespace huiyin::yaml {

namespace {

// yaml-cpp 0.7 ends a plain scalar at any '?' inside [] and {}, where YAML 1.2 does not: `[reply, photos?]` would be an
// error. A '?' that follows a letter, a digit or _ is handed to it as this private-use character and put back after.
constexpr std::string_view kQuestionMark = "\uE03F";

bool ends_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string without_question_marks(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '?' && i > 0 && ends_word(bytes[i - 1])) {
      out += kQuestionMark;
    } else {
      out += bytes[i];
    }
  }
  return out;
}

std::string with_question_marks(std::string text) {
  for (size_t at = text.find(kQuestionMark); at != std::string::npos; at = text.find(kQuestionMark, at + 1)) {
    text.replace(at, kQuestionMark.size(), 1, '?');
  }
  return text;
}

// Thrown through yaml-cpp's parser, caught in Document.
struct Broken {
  int32_t line = 0;
  std::string detail;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  std::unique_ptr<Node> take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(open(Kind::null, mark, "", anchor)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Broken{mark.line + 1, "aliases (*) are not used in definition files: write the value out"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node = open(Kind::scalar, mark, tag, anchor);
    node.quoted = tag == "!";
    node.text = with_question_marks(value);
    if (!node.quoted && (node.text == "~" || node.text == "null" || node.text.empty())) node.kind = Kind::null;
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    push(open(Kind::list, mark, tag, anchor));
  }
  void OnSequenceEnd() override { pop(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    push(open(Kind::map, mark, tag, anchor));
  }
  void OnMapEnd() override { pop(); }

 private:
  // A map's key waits here for its value.
  struct Open {
    Node node;
    std::string key;
    bool has_key = false;
  };

  Node open(Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    const int32_t line = mark.line + 1;
    if (anchor != YAML::NullAnchor) throw Broken{line, "anchors (&) are not used in definition files"};
    if (!tag.empty() && tag != "?" && tag != "!") throw Broken{line, "tags (!) are not used in definition files"};
    if (++nodes_ > kNodesMax) throw Broken{line, fmt::format("more than {} values in one file", kNodesMax)};
    Node node;
    node.kind = kind;
    node.line = line;
    return node;
  }

  void push(Node node) {
    if (open_.size() >= kDepthMax) throw Broken{node.line, fmt::format("nested more than {} deep", kDepthMax)};
    const bool in_place_of_key = !open_.empty() && open_.back().node.kind == Kind::map && !open_.back().has_key;
    if (in_place_of_key) throw Broken{node.line, "a key must be a plain word"};
    open_.push_back({std::move(node), {}, false});
  }

  void pop() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  void add(Node node) {
    if (open_.empty()) {
      root_ = std::make_unique<Node>(std::move(node));
    } else if (open_.back().node.kind == Kind::list) {
      open_.back().node.items.push_back(std::move(node));
    } else if (open_.back().has_key) {
      open_.back().has_key = false;
      open_.back().node.keys.push_back(std::move(open_.back().key));
      open_.back().node.items.push_back(std::move(node));
    } else {
      take_key(node);
    }
  }

  void take_key(const Node& node) {
    if (node.kind != Kind::scalar) throw Broken{node.line, "a key must be a plain word"};
    const auto& keys = open_.back().node.keys;
    if (std::ranges::find(keys, node.text) != keys.end()) {
      throw Broken{node.line, fmt::format("the key \"{}\" stands here twice", node.text)};
    }
    open_.back().key = node.text;
    open_.back().has_key = true;
  }

  std::vector<Open> open_;
  std::unique_ptr<Node> root_;
  size_t nodes_ = 0;
};

void check_bytes(const SourceFile& file) {
  if (file.bytes.size() > kFileBytesMax) throw Broken{0, fmt::format("is larger than {} bytes", kFileBytesMax)};
  if (!is_utf8(file.bytes)) throw Broken{0, "is not UTF-8 text"};
  const auto is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 127; };
  const auto control = std::ranges::find_if(file.bytes, is_control);
  if (control != file.bytes.end() || file.bytes.find(kQuestionMark) != std::string::npos) {
    throw Broken{0, "holds control or private-use characters"};
  }
}

std::unique_ptr<Node> parse(const SourceFile& file) {
  check_bytes(file);
  std::istringstream stream{without_question_marks(file.bytes)};
  YAML::Parser parser{stream};
  TreeBuilder builder;
  if (!parser.HandleNextDocument(builder)) throw Broken{0, "is empty"};
  auto root = builder.take();
  TreeBuilder second;
  if (parser.HandleNextDocument(second)) throw Broken{0, "holds more than one document (---)"};
  if (root == nullptr || root->kind == Kind::null) throw Broken{0, "is empty"};
  return root;
}

}  // namespace

Document::Document(const SourceFile& file, Findings& findings)
    : source_(std::make_unique<Value::Source>(Value::Source{file.path, &findings})) {
  try {
    root_ = parse(file);
  } catch (const Broken& broken) {
    findings.push_back({file.path, broken.line, "", broken.detail});
  } catch (const YAML::Exception& error) {
    findings.push_back({file.path, error.mark.line + 1, "", "is not YAML: " + error.msg});
  } catch (const std::exception& error) {
    findings.push_back({file.path, 0, "", std::string{"cannot be read: "} + error.what()});
  }
}

Value Document::root() const {
  if (root_ == nullptr) return {};
  return {source_.get(), root_.get(), root_->line, ""};
}

}  // namespace huiyin::yaml
