#include "http/web.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "app/init_site.h"
#include "http/server/problem.h"
#include "http/server/static_files.h"

namespace huiyin::http {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStartPage = "index.html";

// blob: pictures are photos before they are sent; the map's worker is a file of ours.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

// First segments that belong to the interfaces: what is unknown there is unknown, and no page.
constexpr std::array<std::string_view, 5> kInterfaces{"api", "open311", "tiles", "log", "metrics"};

struct Screen {
  const char* folder;
  const char* pattern;
  const char* name;
};
constexpr std::array<Screen, 3> kScreens{{{"resident", "/{path...}", "resident_app"},
                                          {"field", "/field/{path...}", "field_app"},
                                          {"console", "/console/{path...}", "console_app"}}};

bool is_built(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / kStartPage, error);
}

bool is_interface(std::string_view path) {
  const auto first = path.substr(0, path.find('/'));
  return std::ranges::find(kInterfaces, first) != kInterfaces.end();
}

// A path of the app, not the name of a file that is missing.
bool is_page(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find('.') == std::string_view::npos;
}

Response guarded(Response response) {
  if (response.content_type.starts_with("text/html")) response.headers.set("Content-Security-Policy", kPolicy);
  return response;
}

Handler screen_handler(const fs::path& folder) {
  StaticFolder files{.root = folder};
  StaticFolder pages = files;
  pages.fallback = kStartPage;
  return [file = serve_folder(std::move(files)), page = serve_folder(std::move(pages))](const Request& request) {
    const auto path = request.param("path");
    if (is_interface(path)) return problem(Fault::unknown_path, {}, request);
    return guarded(is_page(path) ? page(request) : file(request));
  };
}

}  // namespace

std::string built_web() {
  const auto share = share_dir();
  if (!share) return {};
  for (const auto* place : {"build/web", "web"}) {
    const auto folder = fs::path{*share} / place;
    if (has_resident_app(folder.string())) return folder.string();
  }
  return {};
}

bool has_resident_app(const std::string& web_dir) {
  return !web_dir.empty() && is_built(fs::path{web_dir} / kScreens.front().folder);
}

Response resident_page(const std::string& web_dir, const Request& request) {
  return screen_handler(fs::path{web_dir} / kScreens.front().folder)(request);
}

void add_web_routes(Router& router, const std::string& web_dir) {
  if (web_dir.empty()) return;
  for (const auto& screen : kScreens) {
    const auto folder = fs::path{web_dir} / screen.folder;
    if (!is_built(folder)) continue;
    router.add({.method = "GET",
                .pattern = screen.pattern,
                .name = screen.name,
                .guard = open_to_everyone(),
                .handler = screen_handler(folder)});
  }
}

}  // namespace huiyin::http
