// The screens as `npm run build` in web/ left them: a folder each, `resident` at /, `field` at /field/, `console` at
// /console/. What is not built is not served; without any the plain start page stays.
#pragma once

#include <string>

#include "http/server/router.h"

namespace huiyin::http {

// The folder of the built screens: build/web beside the sources, or web in the installed share folder. Empty: none.
std::string built_web();

// Is there a resident app in `web_dir`? An empty name holds none.
bool has_resident_app(const std::string& web_dir);

// The start page of the resident app.
Response resident_page(const std::string& web_dir, const Request& request);

// Paths of the screens that are built there. Names with a hash inside are kept for a year, all else is asked for again;
// a path that is no file is a page of the app, but for the interfaces' own prefixes. Pages carry a policy under which
// no script runs but the app's own files.
void add_web_routes(Router& router, const std::string& web_dir);

}  // namespace huiyin::http
