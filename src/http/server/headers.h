// Header fields as they came, names compared without regard to case. Not shared between threads.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huiyin::http {

// ASCII only: header names, tokens and media types are.
bool same_token(std::string_view left, std::string_view right);
std::string_view trimmed(std::string_view text);
std::vector<std::string_view> split_list(std::string_view text, char separator);  // each part trimmed

struct Header {
  std::string name;
  std::string value;
};

class Headers {
 public:
  void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }
  // Replaces every field of that name.
  void set(std::string name, std::string value);
  // The first field of that name.
  std::optional<std::string_view> get(std::string_view name) const;
  size_t count(std::string_view name) const;
  const std::vector<Header>& all() const { return fields_; }

 private:
  std::vector<Header> fields_;
};

}  // namespace huiyin::http
