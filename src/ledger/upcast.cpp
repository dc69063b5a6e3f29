#include "ledger/upcast.h"

#include <array>

namespace huiyin {
namespace {

constexpr std::array<Upcaster, kCurrentFormat - 1> kUpcasters{};

Result<int64_t> format_of(const json::Object& core) {
  const auto* written = core.if_contains("format");
  if (written == nullptr) return 1;
  if (!written->is_int64()) return refuse(RefusalCode::corrupt, "the format of an event is a whole number", "/format");
  return written->get_int64();
}

}  // namespace

std::span<const Upcaster> upcasters() {
  return kUpcasters;
}

Result<void> upcast(json::Value& core, std::span<const Upcaster> chain) {
  if (!core.is_object()) return refuse(RefusalCode::corrupt, "an event core is an object", "/");
  json::Object& object = core.get_object();
  const auto format = format_of(object);
  if (!format) return std::unexpected(format.error());
  const auto newest = static_cast<int64_t>(chain.size()) + 1;
  if (*format < 1 || *format > newest) {
    return refuse(RefusalCode::corrupt,
                  fmt::format("this program reads event formats 1 to {}, not {}", newest, *format), "/format");
  }
  for (int64_t step = *format; step < newest; ++step) {
    if (auto ok = chain[static_cast<size_t>(step - 1)](object); !ok) return ok;
    object["format"] = step + 1;
  }
  return {};
}

}  // namespace huiyin
