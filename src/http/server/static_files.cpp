#include "http/server/static_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "http/server/compress.h"
#include "http/server/conditional.h"
#include "http/server/problem.h"

namespace huiyin::http {
namespace {

namespace fs = std::filesystem;

struct Kind {
  std::string_view extension;
  std::string_view content_type;
};

constexpr Kind kKinds[] = {{".html", "text/html; charset=utf-8"},
                           {".js", "text/javascript; charset=utf-8"},
                           {".mjs", "text/javascript; charset=utf-8"},
                           {".css", "text/css; charset=utf-8"},
                           {".json", "application/json"},
                           {".geojson", "application/geo+json"},
                           {".webmanifest", "application/manifest+json"},
                           {".svg", "image/svg+xml"},
                           {".png", "image/png"},
                           {".jpg", "image/jpeg"},
                           {".jpeg", "image/jpeg"},
                           {".webp", "image/webp"},
                           {".ico", "image/x-icon"},
                           {".woff2", "font/woff2"},
                           {".txt", "text/plain; charset=utf-8"},
                           {".pdf", "application/pdf"},
                           {".pbf", "application/x-protobuf"},
                           {".wasm", "application/wasm"}};

// A path made of plain names only: no "..", no hidden files, no second meaning of a separator.
bool is_plain(std::string_view path) {
  if (path.empty() || path.contains('\\')) return false;
  return std::ranges::none_of(split_list(path, '/'),
                              [](std::string_view name) { return name.empty() || name.starts_with('.'); });
}

bool is_inside(const fs::path& root, const fs::path& file) {
  return std::ranges::mismatch(root, file).in1 == root.end();
}

// The real file behind a path of the folder; links may lead about inside the folder, not out of it.
std::optional<fs::path> located(const StaticFolder& folder, std::string_view path) {
  if (!is_plain(path)) return std::nullopt;
  std::error_code error;
  const auto root = fs::canonical(folder.root, error);
  if (error) return std::nullopt;
  const auto file = fs::canonical(root / fs::path{std::string{path}}, error);
  if (error || !is_inside(root, file) || !fs::is_regular_file(file, error)) return std::nullopt;
  return file;
}

std::optional<std::string> content_of(const fs::path& file, size_t bytes_max) {
  std::error_code error;
  if (fs::file_size(file, error) > bytes_max || error) return std::nullopt;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{stream}, {}};
}

// The file packed beforehand, where one lies beside it and the client takes it: better packed than in passing, and
// free.
bool take_packed(const Request& request, const fs::path& file, size_t bytes_max, Response& response) {
  if (!accepts_gzip(request.header("Accept-Encoding"))) return false;
  auto packed = content_of(fs::path{file.string() + ".gz"}, bytes_max);
  if (!packed) return false;
  response.body = *std::move(packed);
  response.headers.add("Vary", "Accept-Encoding");
  response.headers.add("Content-Encoding", "gzip");
  return true;
}

std::optional<Response> answer(const StaticFolder& folder, const Request& request, std::string_view path,
                               const fs::path& file) {
  Response response{200, std::string{content_type_of(path)}, {}, {}};
  if (!take_packed(request, file, folder.file_bytes_max, response)) {
    auto content = content_of(file, folder.file_bytes_max);
    if (!content) return std::nullopt;
    response.body = *std::move(content);
  }
  const bool immutable = !folder.immutable_prefix.empty() && path.starts_with(folder.immutable_prefix);
  response.headers.add("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
  return with_etag(std::move(response));
}

}  // namespace

std::string_view content_type_of(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  const auto extension = dot == std::string_view::npos ? std::string_view{} : file_name.substr(dot);
  const auto found =
      std::ranges::find_if(kKinds, [&](const Kind& kind) { return same_token(kind.extension, extension); });
  return found == std::end(kKinds) ? "application/octet-stream" : found->content_type;
}

Handler serve_folder(StaticFolder folder) {
  return [folder = std::move(folder)](const Request& request) -> Response {
    for (const std::string_view path : {request.param(folder.path_param), std::string_view{folder.fallback}}) {
      const auto file = located(folder, path);
      if (!file) continue;
      if (auto found = answer(folder, request, path, *file)) return *std::move(found);
    }
    return problem(Fault::unknown_path, {}, request);
  };
}

}  // namespace huiyin::http
