#include "app/show_definitions.h"
#include "domain/draw_lifecycle.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/routes/views.h"
#include "http/server/conditional.h"

namespace huiyin::http {
namespace {

constexpr std::string_view kPicture = ".svg";

Result<DefinitionsPtr> definitions_of(const Api& api) {
  auto today = api.app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  return today;
}

Response revalidated(Response response) {
  response.headers.set("Cache-Control", "no-cache");
  return with_etag(std::move(response));
}

Result<Response> all(const Api& api) {
  const auto today = definitions_of(api);
  if (!today) return std::unexpected(today.error());
  json::Array lifecycles;
  for (const auto& [name, lifecycle] : (*today)->lifecycles) lifecycles.emplace_back(name);
  const DefinitionsView view{site_json(**today),  programmes_json(**today), categories_json(**today),
                             units_json(**today), places_json(**today),     std::move(lifecycles)};
  return revalidated(api.view(200, view));
}

Result<Response> picture(const Definitions& today, const std::string& name) {
  const auto found = today.lifecycles.find(name);
  if (found == today.lifecycles.end()) return refuse(RefusalCode::unknown_thing, "there is no lifecycle " + name);
  Response response{200, "image/svg+xml", draw_lifecycle(found->second), {}};
  response.headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  return revalidated(std::move(response));
}

Result<Response> one_lifecycle(const Api& api, const Request& request) {
  const auto today = definitions_of(api);
  if (!today) return std::unexpected(today.error());
  std::string name{request.param("name")};
  if (name.ends_with(kPicture)) return picture(**today, name.substr(0, name.size() - kPicture.size()));
  const auto lifecycle = lifecycle_json(**today, name);
  if (!lifecycle) return std::unexpected(lifecycle.error());
  return revalidated(api.view(200, *lifecycle));
}

json::Object words(std::initializer_list<std::string_view> names, std::string_view type) {
  json::Object properties;
  for (const auto name : names) properties[name] = json::Object{{"type", type}};
  return properties;
}

// An object of at least these members.
json::Object object_schema(json::Object properties) {
  json::Array required;
  for (const auto& member : properties) required.emplace_back(member.key());
  return {{"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
}

json::Object list_of(json::Object items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

std::string definitions_schema(Schemas& schemas) {
  const auto name = schemas.answer<DefinitionsView>();
  const auto in_two_languages = Schemas::reference(schemas.answer<Wording>());
  auto site = words({"prefix", "zone"}, "string");
  site["edition"] = json::Object{{"type", "integer"}};
  site["name"] = in_two_languages;
  schemas.set_property(name, "site", object_schema(std::move(site)));
  auto programme = words({"name", "lifecycle", "default_type"}, "string");
  programme["title"] = in_two_languages;
  programme["form"] = list_of(object_schema(words({"field"}, "string")));
  schemas.set_property(name, "programmes", list_of(object_schema(std::move(programme))));
  const auto named = [&](std::initializer_list<std::string_view> names, std::string_view in_words) {
    auto properties = words(names, "string");
    properties[in_words] = in_two_languages;
    return list_of(object_schema(std::move(properties)));
  };
  schemas.set_property(name, "categories", named({"code", "key", "precision"}, "title"));
  schemas.set_property(name, "units", named({"code", "kind", "parent"}, "name"));
  schemas.set_property(name, "places", named({"code", "unit"}, "name"));
  schemas.set_property(name, "lifecycles", list_of({{"type", "string"}}));
  return name;
}

std::string lifecycle_schema(Schemas& schemas) {
  auto properties = words({"name", "initial"}, "string");
  properties["states"] = list_of(object_schema(words({"name", "phase", "clock"}, "string")));
  properties["moves"] = list_of(object_schema(words({"name", "second_person"}, "string")));
  return schemas.set("LifecycleView", object_schema(std::move(properties)));
}

}  // namespace

void add_definition_routes(Api& api, Router& router) {
  router.add(NewRoute{api, "GET /api/v1/definitions", "definitions", open_to_everyone()}
                 .says("definitions", "What the site runs on: programmes and their forms, categories, units, places")
                 .answers(200, "The edition of today", definitions_schema(api.schemas))
                 .by([&api](const Request&) { return all(api); }));
  router.add(NewRoute{api, "GET /api/v1/definitions/lifecycles/{name}", "lifecycle", open_to_everyone()}
                 .says("definitions", "A lifecycle: its states and moves, as data or as a picture")
                 .answers(200, "The lifecycle", lifecycle_schema(api.schemas), "image/svg+xml")
                 .by([&api](const Request& request) { return one_lifecycle(api, request); }));
}

}  // namespace huiyin::http
