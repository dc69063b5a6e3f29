#include "app/show_board.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"

namespace huiyin::http {
namespace {

Result<Response> board(const Api& api, const Request& request, const Caller& caller) {
  return shown(api, 200,
               show_board(api.app, caller, text_of(request, "by"), text_of(request, "from"), text_of(request, "to")));
}

}  // namespace

void add_board_routes(Api& api, Router& router) {
  router.add(NewRoute{api, "GET /api/v1/boards", "board", open_to_everyone()}
                 .says("boards", "The numbers of the site; without `by` the identity alone")
                 .query("by", "one line each", R"({"type":"string","enum":["unit","street","category","day"]})")
                 .query("from", "a month, 2026-11; a date where by=day")
                 .query("to", "a month, 2026-11; a date where by=day")
                 .answers<Board>(200, "From tallies; in public, counts of one to four are left out")
                 .by([&api](const Request& request, const Caller& caller) { return board(api, request, caller); }));
}

}  // namespace huiyin::http
