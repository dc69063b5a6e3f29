#include "app/locate.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"

namespace huiyin::http {
namespace {

Result<Response> find_place(const Api& api, const Request& request) {
  const auto point = point_of(request);
  if (!point) return std::unexpected(point.error());
  return shown(api, 200, locate(api.app, *point));
}

}  // namespace

void add_place_routes(Api& api, Router& router) {
  router.add(NewRoute{api, "GET /api/v1/locate", "locate", open_to_everyone()}
                 .says("definitions", "The grid, community and street of a point")
                 .query("lat", "WGS-84 degrees", kLatitudeSchema, true)
                 .query("lon", "WGS-84 degrees", kLongitudeSchema, true)
                 .answers<LocatedView>(200, "Its place, and the grids across a near edge")
                 .by([&api](const Request& request) { return find_place(api, request); }));
}

}  // namespace huiyin::http
