// What the site has on record beside the cases: who read what, what waits to be sent.
#include <charconv>

#include "app/accounts.h"
#include "app/show_outbox.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/routes/views.h"

namespace huiyin::http {
namespace {

constexpr const char* kLimitSchema = R"({"type":"integer","minimum":1,"maximum":1000,"default":100})";
constexpr int64_t kLimitMax = 1'000;

Result<Response> audit(const Api& api, const Request& request, const Caller& caller) {
  const auto limit = whole_of(request, "limit", 100, 1, kLimitMax);
  if (!limit) return std::unexpected(limit.error());
  const auto from = instant_of(request, "from", api.zone());
  if (!from) return std::unexpected(from.error());
  const auto to = instant_of(request, "to", api.zone());
  if (!to) return std::unexpected(to.error());
  const auto until = *to == 0 ? api.app.now_at_ms() + 1 : *to;
  const auto entries = read_audit(api.app, caller, *from, until, static_cast<size_t>(*limit));
  if (!entries) return std::unexpected(entries.error());
  AuditList view;
  for (const auto& entry : *entries) view.lines.push_back({entry.at_ms, entry.account, entry.action, entry.subject});
  return api.view(200, view);
}

Result<Response> outbox(const Api& api, const Request& request, const Caller& caller) {
  const auto limit = whole_of(request, "limit", 100, 1, kLimitMax);
  if (!limit) return std::unexpected(limit.error());
  return shown(api, 200, show_outbox(api.app, caller, static_cast<size_t>(*limit)));
}

Result<Response> resend(const Api& api, const Request& request, const Caller& caller) {
  const std::string_view text = request.param("id");
  int64_t id = 0;  // of no message
  std::from_chars(text.data(), text.data() + text.size(), id);
  if (auto sent = resend_message(api.app, caller, id); !sent) return std::unexpected(sent.error());
  return Response::no_content();
}

}  // namespace

void add_record_routes(Api& api, Router& router) {
  router.add(NewRoute{api, "GET /api/v1/audit", "audit", for_staff({"auditor"})}
                 .says("records", "Who read, searched, exported or revealed what")
                 .query("from", "at or after", kInstantSchema)
                 .query("to", "before", kInstantSchema)
                 .query("limit", "at most so many", kLimitSchema)
                 .answers<AuditList>(200, "Newest first")
                 .by([&api](const Request& request, const Caller& caller) { return audit(api, request, caller); }));
  router.add(NewRoute{api, "GET /api/v1/outbox", "outbox", for_staff({"supervisor", "system_admin"})}
                 .says("records", "Messages that have not left: waiting, to be tried again, given up")
                 .query("limit", "at most so many", kLimitSchema)
                 .answers<OutboxList>(200, "Oldest first; bodies hold codes only")
                 .by([&api](const Request& request, const Caller& caller) { return outbox(api, request, caller); }));
  router.add(
      NewRoute{api, "POST /api/v1/outbox/{id}/resend", "resend_message", for_staff({"supervisor", "system_admin"})}
          .says("records", "Send a message again at once, as if never tried")
          .answers(204, "It is due now")
          .by([&api](const Request& request, const Caller& caller) { return resend(api, request, caller); }));
}

}  // namespace huiyin::http
