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

}  // namespace huiyin::http
