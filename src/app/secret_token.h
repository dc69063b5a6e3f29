// Random tokens people and programs carry; the store keeps only their hash.
#pragma once

#include <string>
#include <string_view>

namespace huiyin {

std::string new_token(std::string_view prefix);  // prefix and 64 hex digits
std::string token_hash(std::string_view token);  // SHA-256 in hex
std::string new_password();                      // 16 letters and digits that are not mistaken for one another

}  // namespace huiyin
