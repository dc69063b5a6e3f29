// Old shapes of event cores, read for ever. A core of format k passes through the upcasters k, k+1 ... until it has the
// current shape; its stored bytes and hash stay as they were.
//
// Cores of format 1 do not write their format (it is the default of Event::format, which must therefore stay 1);
// every later format does. To add one: raise kCurrentFormat, append the upcaster, add golden files of the new shape and
// leave the old ones alone.
#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"

namespace huiyin {

inline constexpr int32_t kCurrentFormat = 1;

// Turns an object of its format into one of the next; the caller sets "format".
using Upcaster = Result<void> (*)(json::Object& core);

// upcasters()[0] reads format 1, the last one kCurrentFormat - 1.
std::span<const Upcaster> upcasters();

// Brings `core` to format chain.size() + 1. Not an object, a format that is not a number from 1 to that one -> corrupt.
Result<void> upcast(json::Value& core, std::span<const Upcaster> chain);

}  // namespace huiyin
