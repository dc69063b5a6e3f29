// The process itself: is it well, what does it count, what does it offer.
#include "http/routes/groups.h"
#include "http/routes/index_page.h"
#include "http/routes/route.h"
#include "http/routes/views.h"
#include "http/server/conditional.h"
#include "http/web.h"

namespace huiyin::http {
namespace {

Result<Response> health(const Api& api) {
  if (auto well = api.app.store().ping(); !well) return std::unexpected(well.error());
  return api.view(200, Health{"ok"});
}

Response metrics(const Api& api) {
  return {200, "text/plain; version=0.0.4; charset=utf-8", api.metrics->text(), {}};
}

Response index_page(const Api& api, const Request& request) {
  if (has_resident_app(api.options.web_dir)) return resident_page(api.options.web_dir, request);
  const auto today = api.app.definitions();
  Response response{200, "text/html; charset=utf-8", index_html(today ? today->site.name : Wording{}), {}};
  response.headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  response.headers.set("Cache-Control", "no-cache");
  return with_etag(std::move(response));
}

Response document(const Api& api) {
  auto response = Response::json(200, api.document);
  response.headers.set("Cache-Control", "no-cache");
  return with_etag(std::move(response));
}

}  // namespace

void add_site_routes(Api& api, Router& router) {
  const json::Object any_object{{"type", "object"}};
  router.add(NewRoute{api, "GET /healthz", "health", open_to_everyone()}
                 .says("process", "Is the server up and its store within reach")
                 .answers<Health>(200, "It is")
                 .by([&api](const Request&) { return health(api); }));
  router.add(NewRoute{api, "GET /metrics", "metrics", open_to_everyone()}
                 .says("process", "Figures in the Prometheus text format")
                 .answers(200, "The figures", {}, "text/plain")
                 .by([&api](const Request&) -> Result<Response> { return metrics(api); }));
  router.add(NewRoute{api, "GET /openapi.json", "document", open_to_everyone()}
                 .says("process", "This document")
                 .answers(200, "OpenAPI 3.1", api.schemas.set("Document", any_object))
                 .by([&api](const Request&) -> Result<Response> { return document(api); }));
  router.add(NewRoute{api, "GET /", "index", open_to_everyone()}
                 .says("process", "What runs here, for people")
                 .answers(200, "A page", {}, "text/html")
                 .by([&api](const Request& request) -> Result<Response> { return index_page(api, request); }));
}

}  // namespace huiyin::http
