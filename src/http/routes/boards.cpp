#include "app/kept_boards.h"
#include "app/review_list.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"

namespace huiyin::http {
namespace {

Result<Response> board(const Api& api, KeptBoards& boards, const Request& request, const Caller& caller) {
  return shown(api, 200, boards.show(caller, text_of(request, "by"), text_of(request, "from"), text_of(request, "to")));
}

}  // namespace

void add_board_routes(Api& api, Router& router) {
  router.add(
      NewRoute{api, "GET /api/v1/boards", "board", open_to_everyone()}
          .says("boards", "The numbers of the site; without `by` the identity alone")
          .query("by", "one line each",
                 R"({"type":"string","enum":["unit","street","category","programme","day","hour"]})")
          .query("from", "a month, 2026-11; a year, 2026; a date where by is day, hour or programme")
          .query("to", "the same kind; `from` where it is missing")
          .answers<Board>(200, "From tallies; in public, counts of one to four are left out")
          .by([&api, boards = std::make_shared<KeptBoards>(api.app)](const Request& request, const Caller& caller) {
            return board(api, *boards, request, caller);
          }));
  router.add(NewRoute{api, "GET /api/v1/supervision", "review_list", for_staff()}
                 .says("boards", "What a dispatch meeting goes through: supervised, red and proposed cases")
                 .query("after", "case number to go on from: `next` of the page before")
                 .answers<ReviewList>(200, "Highest level first, then what is owed soonest")
                 .by([&api](const Request& request, const Caller& caller) -> Result<Response> {
                   return shown(api, 200, review_list(api.app, caller, text_of(request, "after")));
                 }));
}

}  // namespace huiyin::http
