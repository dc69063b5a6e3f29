// A place's code as one whole number that sorts as its text does: district 6 digits, street 9, community 12, grid 15.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huiyin {

class PlaceCode {
 public:
  static constexpr size_t kDistrictDigits = 6, kStreetDigits = 9, kCommunityDigits = 12, kGridDigits = 15;

  PlaceCode() = default;
  // Nothing unless it is 6, 9, 12 or 15 digits.
  static std::optional<PlaceCode> parse(std::string_view text);
  static PlaceCode from_number(uint64_t number) { return PlaceCode{number}; }

  std::string text() const;
  size_t digits() const { return kDistrictDigits + 3 * (number_ & 3); }
  // The code without its last three digits; nothing above a district.
  std::optional<PlaceCode> parent() const;
  // Below 2^52.
  uint64_t number() const { return number_; }
  auto operator<=>(const PlaceCode&) const = default;

 private:
  explicit PlaceCode(uint64_t number) : number_(number) {}

  // Fifteen digits, filled up with zeros on the right, times four; plus how many groups of three follow the district's.
  uint64_t number_ = 0;
};

}  // namespace huiyin
