#include "app/explain_case.h"
#include "app/reveal_contact.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/routes/views.h"

namespace huiyin::http {
namespace {

std::string case_no_of_path(const Request& request) {
  return std::string{request.param("case_no")};
}

Result<Response> show(const Api& api, const Request& request, const Caller& caller) {
  return shown(api, 200, show_case(api.app, caller, case_no_of_path(request)));
}

Result<Response> timeline(const Api& api, const Request& request, const Caller& caller) {
  auto view = show_case(api.app, caller, case_no_of_path(request));
  if (!view) return std::unexpected(view.error());
  return api.view(200, Timeline{std::move(view->timeline)});
}

Result<Response> offers(const Api& api, const Request& request, const Caller& caller) {
  auto view = show_case(api.app, caller, case_no_of_path(request));
  if (!view) return std::unexpected(view.error());
  return api.view(200, Offers{view->row.case_no, view->row.state, view->row.version, std::move(view->commands)});
}

Result<Response> explain(const Api& api, const Request& request, const Caller& caller) {
  return shown(api, 200, explain_case(api.app, caller, case_no_of_path(request)));
}

Result<Response> reveal(const Api& api, const Request& request, const Caller& caller) {
  const auto input = read_body<RevealInput>(request);
  if (!input) return std::unexpected(input.error());
  const auto contact = reveal_contact(api.app, caller, case_no_of_path(request), input->reason);
  if (!contact) return std::unexpected(contact.error());
  return api.view(200, RevealedContact{contact->name, contact->phone, contact->mail});
}

}  // namespace

void add_case_routes(Api& api, Router& router) {
  const auto asking = [&api](auto handler) -> Answering {
    return [&api, handler](const Request& request, const Caller& caller) { return handler(api, request, caller); };
  };
  router.add(NewRoute{api, "GET /api/v1/cases/{case_no}", "show_case", open_to_everyone()}
                 .says("cases", "A case as its requester, staff or the public may see it")
                 .answers<CaseView>(200, "The case; staff reads are on record")
                 .by(asking(show)));
  router.add(NewRoute{api, "GET /api/v1/cases/{case_no}/events", "case_events", open_to_everyone()}
                 .says("cases", "What happened to a case, oldest first")
                 .answers<Timeline>(200, "The events this reader may see")
                 .by(asking(timeline)));
  router.add(NewRoute{api, "GET /api/v1/cases/{case_no}/commands", "case_commands", open_to_everyone()}
                 .says("cases", "What may I do with this case now, and which form does it need")
                 .answers<Offers>(200, "The commands open to this caller")
                 .by(asking(offers)));
  router.add(NewRoute{api, "GET /api/v1/cases/{case_no}/explanation", "explain_case", open_to_everyone()}
                 .says("cases", "Why this category, this unit, this due time")
                 .answers<Explanation>(200, "The rules that decided it")
                 .by(asking(explain)));
  router.add(NewRoute{api, "POST /api/v1/cases/{case_no}/contact", "reveal_contact", for_staff()}
                 .says("cases", "Reveal a requester's contact, for a reason that is put on record")
                 .takes<RevealInput>({"reason"})
                 .answers<RevealedContact>(200, "The contact")
                 .by(asking(reveal)));
}

}  // namespace huiyin::http
