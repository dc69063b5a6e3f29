// The groups of routes, one file each.
#pragma once

#include "http/api.h"

namespace huiyin::http {

void add_intake_routes(Api& api, Router& router);
void add_case_routes(Api& api, Router& router);
void add_photo_routes(Api& api, Router& router);
void add_command_routes(Api& api, Router& router);
void add_stream_routes(Api& api, Router& router);
void add_list_routes(Api& api, Router& router);
void add_place_routes(Api& api, Router& router);
void add_definition_routes(Api& api, Router& router);
void add_definition_file_routes(Api& api, Router& router);
void add_duty_routes(Api& api, Router& router);
void add_board_routes(Api& api, Router& router);
void add_session_routes(Api& api, Router& router);
void add_own_case_routes(Api& api, Router& router);
void add_account_routes(Api& api, Router& router);
void add_record_routes(Api& api, Router& router);
void add_site_routes(Api& api, Router& router);

}  // namespace huiyin::http
