#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/server/target.h"

namespace huiyin::http {
namespace {

Response opened_answer(const Api& api, const Opened& opened) {
  auto response = api.view(201, opened);
  response.headers.add("Location", "/api/v1/cases/" + percent_encoded(opened.case_no));
  return response;
}

void open(Api& api, const Request& request, const Caller& caller, const Reply& reply) {
  const auto input = read_body<OpenInput>(request);
  if (!input) return reply(std::unexpected(input.error()));
  const auto once = once_of(request, caller);
  if (!once) return reply(std::unexpected(once.error()));
  open_case(api.app, caller, *input, *once, [&api, reply](Result<Opened> opened) {
    if (!opened) return reply(std::unexpected(std::move(opened.error())));
    reply(opened_answer(api, *opened));
  });
}

// What the struct does not tell of a body: numbers, and the form's own fields.
std::string intake_schema(Api& api) {
  const auto name = api.schemas.body<OpenInput>({"programme"});
  const auto degrees = [](double most) {
    return json::Object{{"type", json::Array{"number", "null"}}, {"minimum", -most}, {"maximum", most}};
  };
  api.schemas.set_property("PlaceInput", "lat", degrees(90));
  api.schemas.set_property("PlaceInput", "lon", degrees(180));
  api.schemas.set_property(name, "form", json::Object{{"type", json::Array{"object", "null"}}});
  return name;
}

}  // namespace

void add_intake_routes(Api& api, Router& router) {
  NewRoute route{api, "POST /api/v1/cases", "open_case", open_to_everyone()};
  route.says("cases", "Open a case; programmes for residents need no account")
      .header("Idempotency-Key", "the same key and body within 72 hours open one case")
      .header(std::string{kReceiptHeader}, "the receipt of an earlier case, to add to it")
      .header(std::string{kCaseHeader}, "the number of that earlier case")
      .takes(intake_schema(api))
      .answers<Opened>(201, "Opened and durable; `receipt` is the requester's key to it");
  if (api.options.intake_limits) route.limited_by(api.intake_limiter);
  router.add(route.by(
      [&api](const Request& request, const Caller& caller, const Reply& reply) { open(api, request, caller, reply); }));
}

}  // namespace huiyin::http
