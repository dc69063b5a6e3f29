// The site's definitions as files, for the screens that change them.
#include "app/change_site.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"

namespace huiyin::http {
namespace {

constexpr size_t kChangeBytesMax = size_t{16} << 20;  // a district's drawn places are some megabytes

Result<Response> change(const Api& api, const Request& request, const Caller& caller) {
  const auto input = read_body<SiteChange>(request);
  if (!input) return std::unexpected(input.error());
  return shown(api, 200, change_site(api.app, caller, *input));
}

}  // namespace

void add_definition_file_routes(Api& api, Router& router) {
  const auto administrator = for_staff({"system_admin"});
  router.add(NewRoute{api, "GET /api/v1/definitions/files", "definition_files", administrator}
                 .says("definitions", "The files of the newest edition")
                 .answers<SiteFileList>(200, "By path")
                 .by([&api](const Request&, const Caller& caller) -> Result<Response> {
                   return shown(api, 200, site_files(api.app, caller));
                 }));
  router.add(NewRoute{api, "GET /api/v1/definitions/files/text", "definition_file", administrator}
                 .says("definitions", "One file of the newest edition")
                 .query("path", "its path", {}, true)
                 .answers<SiteFileText>(200, "As it was adopted")
                 .by([&api](const Request& request, const Caller& caller) -> Result<Response> {
                   return shown(api, 200, site_file(api.app, caller, text_of(request, "path")));
                 }));
  router.add(NewRoute{api, "POST /api/v1/definitions/changes", "change_definitions", administrator}
                 .says("definitions", "Change files of the newest edition; with check_only, say what that would do")
                 .takes<SiteChange>({"edition"})
                 .up_to(kChangeBytesMax)
                 .answers<SiteChanged>(200, "Adopted, or ok=false and everything that stands against it")
                 .by([&api](const Request& request, const Caller& caller) { return change(api, request, caller); }));
}

}  // namespace huiyin::http
