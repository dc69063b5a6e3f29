#include "app/own_cases.h"

#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/routes/views.h"
#include "http/wording/messages.h"
#include "ledger/phone_code.h"

namespace huiyin::http {
namespace {

Result<Response> send_code(Api& api, const Request& request) {
  const auto input = read_body<PhoneInput>(request);
  if (!input) return std::unexpected(input.error());
  const auto language = language_of(request.header("Accept-Language"));
  const auto message = [&](const std::string& code) {
    return phone_code_message(code, kPhoneCodeMs / kMinuteMs, language);
  };
  if (auto sent = send_phone_code(api.app, api.phone_door, input->phone, message); !sent) {
    return std::unexpected(sent.error());
  }
  return api.view(202, PhoneCodeSent{kPhoneCodeMs / kSecondMs});
}

Result<Response> own_cases(Api& api, const Request& request) {
  const auto input = read_body<PhoneCodeInput>(request);
  if (!input) return std::unexpected(input.error());
  auto cases = cases_of_phone(api.app, api.phone_door, input->phone, input->code);
  if (!cases) return std::unexpected(cases.error());
  return api.view(200, OwnCases{std::move(*cases)});
}

}  // namespace

void add_own_case_routes(Api& api, Router& router) {
  router.add(NewRoute{api, "POST /api/v1/phone-codes", "send_phone_code", open_to_everyone()}
                 .says("sessions", "Send a requester a code for their own cases")
                 .takes<PhoneInput>({"phone"})
                 .answers<PhoneCodeSent>(202, "Sent where a case holds that number; nobody is told whether one does")
                 .limited_by(api.sign_in_limiter)
                 .by([&api](const Request& request, const Caller&) { return send_code(api, request); }));
  router.add(NewRoute{api, "POST /api/v1/own-cases", "own_cases", open_to_everyone()}
                 .says("sessions", "The cases of a phone and their receipts, to whoever has its code")
                 .takes<PhoneCodeInput>({"phone", "code"})
                 .answers<OwnCases>(200, "Newest first, at most fifty")
                 .limited_by(api.sign_in_limiter)
                 .by([&api](const Request& request, const Caller&) { return own_cases(api, request); }));
}

}  // namespace huiyin::http
