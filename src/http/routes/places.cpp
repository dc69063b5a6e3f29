#include <mutex>

#include "app/find_places.h"
#include "app/list_points.h"
#include "app/locate.h"
#include "app/map_places.h"
#include "app/suggest.h"
#include "app/workers_near.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/server/conditional.h"

namespace huiyin::http {
namespace {

Result<Response> find_place(const Api& api, const Request& request) {
  const auto point = point_of(request);
  if (!point) return std::unexpected(point.error());
  return shown(api, 200, locate(api.app, *point));
}

constexpr const char* kPlacesLimitSchema = R"({"type":"integer","minimum":1,"maximum":500,"default":50})";

Result<Response> places(const Api& api, const Request& request) {
  const auto limit = whole_of(request, "limit", 50, 1, kPlacesMax);
  if (!limit) return std::unexpected(limit.error());
  return shown(api, 200,
               find_places(api.app, {text_of(request, "q"), text_of(request, "under"), static_cast<size_t>(*limit)}));
}

// The whole map, once an edition; parts of it are small and made when asked for.
class KeptMap {
 public:
  Result<std::string> text(const Api& api, const std::string& under) {
    if (!under.empty()) return made(api, under);
    const auto today = api.app.definitions();
    const int64_t edition = today ? today->edition : 0;
    const std::lock_guard lock(mutex_);
    if (text_.empty() || edition_ != edition) {
      auto fresh = made(api, under);
      if (!fresh) return fresh;
      text_ = *std::move(fresh);
      edition_ = edition;
    }
    return text_;
  }

 private:
  static Result<std::string> made(const Api& api, const std::string& under) {
    const auto map = map_places(api.app, under);
    if (!map) return std::unexpected(map.error());
    return boost::json::serialize(*map);
  }

  std::mutex mutex_;
  int64_t edition_ = 0;
  std::string text_;
};

Result<Response> map(const Api& api, KeptMap& kept, const Request& request) {
  auto text = kept.text(api, text_of(request, "under"));
  if (!text) return std::unexpected(text.error());
  auto response = Response::json(200, *std::move(text));
  response.headers.set("Cache-Control", "no-cache");
  return with_etag(std::move(response));
}

Result<Response> suggestions(const Api& api, const Request& request, const Caller& caller) {
  const auto input = read_body<SuggestInput>(request);
  if (!input) return std::unexpected(input.error());
  return shown(api, 200, suggest(api.app, caller, *input));
}

// The place asked about: by its code, else by a point.
Result<Located> place_asked_about(const Api& api, const Request& request) {
  const auto today = api.app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  const auto code = text_of(request, "place");
  if (code.empty()) {
    const auto point = point_of(request);
    return point ? today->places.locate(*point) : std::unexpected(point.error());
  }
  auto codes = today->places.codes_of(code);
  if (!codes) return refuse(RefusalCode::unknown_thing, "there is no place " + code, "/place");
  return Located{*std::move(codes), {}};
}

Result<Response> workers(const Api& api, const Request& request, const Caller& caller) {
  const auto place = place_asked_about(api, request);
  if (!place) return std::unexpected(place.error());
  return shown(api, 200, workers_near(api.app, caller, *place));
}

std::string map_schema(Schemas& schemas) {
  const json::Object word{{"type", "string"}};
  const json::Object list{{"type", "array"}, {"items", json::Object{{"type", "object"}}}};
  return schemas.set("PlaceMap", {{"type", "object"},
                                  {"properties", json::Object{{"type", word}, {"features", list}}},
                                  {"required", json::Array{"type", "features"}}});
}

}  // namespace

void add_place_routes(Api& api, Router& router) {
  router.add(NewRoute{api, "GET /api/v1/locate", "locate", open_to_everyone()}
                 .says("definitions", "The grid, community and street of a point")
                 .query("lat", "WGS-84 degrees", kLatitudeSchema, true)
                 .query("lon", "WGS-84 degrees", kLongitudeSchema, true)
                 .answers<LocatedView>(200, "Its place, and the grids across a near edge")
                 .by([&api](const Request& request) { return find_place(api, request); }));
  router.add(NewRoute{api, "GET /api/v1/places", "find_places", open_to_everyone()}
                 .says("definitions", "Places by name, or the parts of one; without either the streets")
                 .query("q", "found anywhere in a name", R"({"type":"string","maxLength":50})")
                 .query("under", "code of the place above")
                 .query("limit", "at most so many", kPlacesLimitSchema)
                 .answers<PlaceList>(200, "The higher levels first")
                 .by([&api](const Request& request) { return places(api, request); }));
  router.add(NewRoute{api, "GET /api/v1/places/points", "list_points", open_to_everyone()}
                 .says("definitions", "Fixed points: buildings and spots people know by name, where rounds check in")
                 .query("under", "code of the place they lie in; without it all")
                 .answers<PointList>(200, "By code")
                 .by([&api](const Request& request) -> Result<Response> {
                   return shown(api, 200, list_points(api.app, text_of(request, "under")));
                 }));
  router.add(
      NewRoute{api, "GET /api/v1/places/map", "map_places", open_to_everyone()}
          .says("definitions", "The outlines of the grids: the ground of every map")
          .query("under", "code of the place above; without it the whole district")
          .answers(200, "GeoJSON, WGS-84; properties code and name", map_schema(api.schemas))
          .by([&api, kept = std::make_shared<KeptMap>()](const Request& request) { return map(api, *kept, request); }));
  router.add(NewRoute{api, "GET /api/v1/workers", "workers_near", for_staff()}
                 .says("definitions", "Grid workers near a place, by the grids they hold; nobody's position is kept")
                 .query("place", "code of a grid, community or street; else lat and lon")
                 .query("lat", "WGS-84 degrees", kLatitudeSchema)
                 .query("lon", "WGS-84 degrees", kLongitudeSchema)
                 .answers<WorkersNear>(200, "The nearest first; for the centre and for leads of the place")
                 .by([&api](const Request& request, const Caller& caller) { return workers(api, request, caller); }));
  router.add(
      NewRoute{api, "POST /api/v1/suggestions", "suggest", open_to_everyone()}
          .says("cases", "While somebody writes: the category of the words, the place, open cases of the same matter")
          .takes<SuggestInput>()
          .answers<Suggestion>(200, "Suggestions; nothing is kept")
          .by([&api](const Request& request, const Caller& caller) -> Result<Response> {
            return suggestions(api, request, caller);
          }));
}

}  // namespace huiyin::http
