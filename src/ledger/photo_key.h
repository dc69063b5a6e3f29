// The key of a picture: 16 random bytes and the SHA-256 of the picture, 64 characters of base64url. It stands in the
// private part of the events that show the picture, so an event commits to its bytes, and destroying the case's key
// makes the picture unreadable wherever a copy of its file lies. Pure but for randomness; safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace huiyin {

std::string new_photo_key(std::string_view picture);

// What files and addresses call the picture: 32 hex digits that follow from the key, not the other way round.
std::string photo_id(std::string_view key);

// Sealed under the key. `size_name` ("full", "thumb") must be the same when opening.
std::string seal_photo(std::string_view bytes, std::string_view key, std::string_view size_name);
// Another key or changed bytes -> corrupt; so is a full picture that is not the one the key was made for.
Result<std::string> open_photo(std::string_view sealed, std::string_view key, std::string_view size_name);

}  // namespace huiyin
