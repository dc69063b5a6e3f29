#include "http/render.h"

#include "app/shown_codes.h"

namespace huiyin::http {

void append_instant(std::string& out, int64_t at_ms, const Zone& zone) {
  if (at_ms == 0) {
    out += "null";
    return;
  }
  json::append_string(out, instant_in(zone, at_ms));
}

void append_degrees(std::string& out, const Point& point) {
  constexpr double kE7 = 1e7;
  fmt::format_to(std::back_inserter(out), R"({{"lat":{},"lon":{}}})", point.lat_e7 / kE7, point.lon_e7 / kE7);
}

void append_entries(std::string& out, const void* object, std::span<const ViewEntry> entries, const Zone& zone) {
  for (const auto& entry : entries) {
    if (!entry.is_flattened) {
      if (out.back() != '{') out += ',';
      json::append_string(out, entry.name);
      out += ':';
    }
    entry.append(out, object, zone);
  }
}

}  // namespace huiyin::http
