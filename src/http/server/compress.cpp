#include "http/server/compress.h"

#include <zlib.h>

#include <algorithm>
#include <iterator>
#include <limits>

namespace huiyin::http {
namespace {

constexpr int kLevel = 5;                 // near the best ratio for JSON at a third of level 9's time
constexpr int kGzipWindowBits = 15 + 16;  // zlib's way to ask for the gzip frame
constexpr int kMemoryLevel = 8;

bool is_compressible(std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find(';'));
  constexpr std::string_view kTypes[] = {"application/json",
                                         "application/problem+json",
                                         "application/javascript",
                                         "application/geo+json",
                                         "application/manifest+json",
                                         "application/xml",
                                         "application/vnd.mapbox-vector-tile",
                                         "image/svg+xml"};
  return type.starts_with("text/") || std::ranges::find(kTypes, type) != std::end(kTypes);
}

bool is_zero_weight(std::string_view parameter) {
  return parameter.starts_with("q=0") && parameter.find_first_not_of("0.", 2) == std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  for (const auto& item : split_list(accept_encoding, ',')) {
    const auto parts = split_list(item, ';');
    const bool refused = parts.size() > 1 && is_zero_weight(parts[1]);
    if (same_token(parts[0], "gzip")) return !refused;
    if (parts[0] == "*") any = !refused;
  }
  return any;
}

std::optional<std::string> gzipped(std::string_view body) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(body.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool complete = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (!complete) return std::nullopt;
  return out;
}

void compress(const Request& request, Response& response) {
  if (response.body.size() < kGzipBytesMin || response.body.size() > std::numeric_limits<uInt>::max()) return;
  if (!is_compressible(response.content_type) || response.headers.get("Content-Encoding")) return;
  response.headers.add("Vary", "Accept-Encoding");
  if (!accepts_gzip(request.header("Accept-Encoding"))) return;
  auto packed = gzipped(response.body);
  if (!packed) return;
  response.body = *std::move(packed);
  response.headers.add("Content-Encoding", "gzip");
}

}  // namespace huiyin::http
