// A picture somebody sent, made anew by a helper process that may be killed: libvips, with only its hardened loaders,
// bounded in memory and time. What comes back holds pixels alone: no position, no camera, no thumbnail of before.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace huiyin {

inline constexpr size_t kPhotoBytesMax = size_t{12} << 20;

struct Pictures {
  std::string full;   // JPEG, upright, sRGB, at most 2,048 px a side
  std::string thumb;  // the same at 320 px
};

// `raw`: JPEG, PNG or WebP, told by its first bytes. Another format, or a picture that does not read -> invalid_input;
// over kPhotoBytesMax, or more pixels than the helper's bounds carry -> too_large; no helper on this machine, or no
// room in `folder` (its quarantine, made where missing) -> store_unavailable. Blocks the thread for as long as the
// helper runs.
Result<Pictures> reencode_photo(const std::string& raw, const std::string& folder);

}  // namespace huiyin
