#include "http/server/request.h"

#include <algorithm>

namespace huiyin::http {

std::optional<std::string_view> Query::get(std::string_view name) const {
  const auto found = std::ranges::find(items_, name, [](const auto& item) { return std::string_view{item.first}; });
  if (found == items_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string_view> Query::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : items_) {
    if (key == name) values.emplace_back(value);
  }
  return values;
}

std::string_view Request::param(std::string_view name) const {
  const auto found = params.find(name);
  return found == params.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace huiyin::http
