#include "http/server/router.h"

#include <fmt/format.h>

#include <algorithm>

namespace huiyin::http {

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> one;   // {name}
  std::unique_ptr<Node> rest;  // {name...}
  std::map<std::string, const Route*, std::less<>> by_method;
};

namespace {

enum class PartKind { literal, one, rest };

struct Part {
  PartKind kind = PartKind::literal;
  std::string text;
};

Part part_of(std::string_view text) {
  if (!text.starts_with('{') || !text.ends_with('}')) return {PartKind::literal, std::string{text}};
  text = text.substr(1, text.size() - 2);
  if (text.ends_with("...")) return {PartKind::rest, std::string{text.substr(0, text.size() - 3)}};
  return {PartKind::one, std::string{text}};
}

std::vector<Part> parts_of(std::string_view pattern) {
  std::vector<Part> parts;
  if (pattern.size() < 2) return parts;
  for (const auto& text : split_list(pattern.substr(1), '/')) parts.push_back(part_of(text));
  return parts;
}

bool is_pattern(std::string_view pattern) {
  if (!pattern.starts_with('/')) return false;
  const auto parts = parts_of(pattern);
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].text.empty()) return false;
    if (parts[i].kind == PartKind::rest && i + 1 != parts.size()) return false;
  }
  return true;
}

bool has_handler(const Route& route) {
  return std::visit([](const auto& handler) { return static_cast<bool>(handler); }, route.handler);
}

std::string joined(const std::vector<std::string>& segments, size_t from) {
  std::string out;
  for (size_t i = from; i < segments.size(); ++i) {
    if (i > from) out += '/';
    out += segments[i];
  }
  return out;
}

std::map<std::string, std::string, std::less<>> params_of(const Route& route,
                                                          const std::vector<std::string>& segments) {
  std::map<std::string, std::string, std::less<>> params;
  const auto parts = parts_of(route.pattern);
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind == PartKind::one) params[parts[i].text] = segments[i];
    if (parts[i].kind == PartKind::rest) params[parts[i].text] = joined(segments, i);
  }
  return params;
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
  routes_.push_back(std::make_unique<Route>(std::move(route)));
  const Route& added = *routes_.back();
  if (!is_pattern(added.pattern)) {
    faults_.push_back(fmt::format("'{}' is not a path pattern", added.pattern));
    return;
  }
  Node* node = root_.get();
  for (const auto& part : parts_of(added.pattern)) {
    auto& next = part.kind == PartKind::literal ? node->literals[part.text]
                 : part.kind == PartKind::one   ? node->one
                                                : node->rest;
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  if (!node->by_method.emplace(added.method, &added).second) {
    faults_.push_back(fmt::format("{} {} is declared twice", added.method, added.pattern));
  }
}

const Router::Node* Router::find(const Node& node, const std::vector<std::string>& segments, size_t at) const {
  if (at == segments.size() && !node.by_method.empty()) return &node;
  if (at < segments.size()) {
    if (const auto literal = node.literals.find(segments[at]); literal != node.literals.end()) {
      if (const Node* found = find(*literal->second, segments, at + 1)) return found;
    }
    if (node.one && !segments[at].empty()) {
      if (const Node* found = find(*node.one, segments, at + 1)) return found;
    }
  }
  return node.rest.get();
}

Match Router::match(std::string_view method, const std::vector<std::string>& segments) const {
  const Node* node = find(*root_, segments, 0);
  if (!node) return {};
  auto found = node->by_method.find(method);
  if (found == node->by_method.end() && method == "HEAD") found = node->by_method.find("GET");
  if (found != node->by_method.end()) return {found->second, params_of(*found->second, segments), {}};
  Match match;
  for (const auto& [known, route] : node->by_method) match.allow.push_back(known);
  if (node->by_method.contains("GET")) match.allow.emplace_back("HEAD");
  match.allow.emplace_back("OPTIONS");
  std::ranges::sort(match.allow);
  return match;
}

Result<void> Router::check() const {
  if (!faults_.empty()) return refuse(RefusalCode::wrong_use, faults_.front());
  std::map<std::string_view, const Route*> names;
  for (const auto& route : routes_) {
    const auto fault = [&](std::string_view what) {
      return refuse(RefusalCode::wrong_use, fmt::format("route {} {} {}", route->method, route->pattern, what));
    };
    if (route->guard.door == Door::undeclared) return fault("has no guard");
    if (!has_handler(*route)) return fault("has no handler");
    if (route->name.empty()) return fault("has no name");
    if (!names.emplace(route->name, route.get()).second) return fault("bears the name of another");
    if (route->method.empty() || route->method == "HEAD" || route->method == "OPTIONS") {
      return fault("has a method the server answers itself");
    }
  }
  return {};
}

}  // namespace huiyin::http
