#include "http/api.h"

#include "http/openapi.h"
#include "http/routes/groups.h"

namespace huiyin::http {

Api::Api(App& site_app, const ApiOptions& chosen, std::shared_ptr<Metrics> figures)
    : app(site_app),
      options(chosen),
      metrics(std::move(figures)),
      gate(site_app),
      hints(site_app),
      phone_door(chosen.text_gateway),
      intake_limiter(chosen.intake),
      upload_limiter(chosen.upload),
      sign_in_limiter(chosen.sign_in) {}

Zone Api::zone() const {
  const auto today = app.definitions();
  return today ? today->calendar.zone() : Zone::utc();
}

Router Api::routes() {
  Router router;
  add_intake_routes(*this, router);
  add_case_routes(*this, router);
  add_photo_routes(*this, router);
  add_command_routes(*this, router);
  add_stream_routes(*this, router);
  add_list_routes(*this, router);
  add_place_routes(*this, router);
  add_definition_routes(*this, router);
  add_definition_file_routes(*this, router);
  add_duty_routes(*this, router);
  add_board_routes(*this, router);
  add_session_routes(*this, router);
  add_own_case_routes(*this, router);
  add_account_routes(*this, router);
  add_record_routes(*this, router);
  add_site_routes(*this, router);
  document = openapi_document(router, schemas);
  return router;
}

}  // namespace huiyin::http
