#include "http/routes/groups.h"
#include "http/routes/route.h"

namespace huiyin::http {
namespace {

constexpr const char* kEventStream = "text/event-stream";

Result<Response> follow(Api& api, const Caller& caller) {
  Response response{.status = 200, .content_type = kEventStream, .body = {}, .headers = {}};
  response.stream = api.hints.follow(caller);
  return response;
}

}  // namespace

void add_stream_routes(Api& api, Router& router) {
  router.add(NewRoute{api, "GET /api/v1/stream", "follow_cases", for_staff()}
                 .says("cases", "Server-sent events: which cases of one's posts have just changed")
                 .answers(200,
                          "Events `ready` and `case` with case_no, version and state; ends after some minutes, then "
                          "connect again and read again",
                          {}, kEventStream)
                 .by([&api](const Request&, const Caller& caller) { return follow(api, caller); }));
}

}  // namespace huiyin::http
