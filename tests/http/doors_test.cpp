// Who may pass which route.
#include "http/served_site.h"

namespace huiyin::http::testing {

class Doors : public ServedSite {
 protected:
  struct Staffed {
    std::string method, target;
    std::vector<std::string> roles;
  };
  std::vector<Staffed> staff_routes() {
    Api api{service_->app(), {}, std::make_shared<Metrics>()};
    const auto router = api.routes();
    std::vector<Staffed> found;
    for (const auto& route : router.routes()) {
      if (route->guard.door == Door::everyone) continue;
      auto target = route->pattern;
      for (auto open = target.find('{'); open != std::string::npos; open = target.find('{')) {
        target.replace(open, target.find('}') - open + 1, "x");
      }
      found.push_back({route->method, target, route->guard.roles});
    }
    return found;
  }
};

TEST_F(Doors, no_staff_route_answers_without_a_session) {
  const auto routes = staff_routes();
  EXPECT_GT(routes.size(), 10U);
  for (const auto& route : routes) {
    const auto answer = ask(route.method, route.target, {route.method == "GET" ? "" : "{}"});
    EXPECT_EQ(answer.status, 401) << route.method << " " << route.target;
    EXPECT_EQ(answer.at("/type"), "urn:huiyin:problem:signed_out");
    EXPECT_FALSE(answer.header("WWW-Authenticate").empty());
  }
}

TEST_F(Doors, no_staff_route_opens_to_a_token_that_is_none) {
  for (const auto& route : staff_routes()) {
    for (const auto* token : {"0000", "hyk_0000"}) {
      EXPECT_EQ(ask_as(token, route.method, route.target).status, 401) << route.method << " " << route.target;
    }
  }
}

TEST_F(Doors, a_route_for_a_role_does_not_open_to_another) {
  const auto editor = signed_in(Role::knowledge_editor);
  size_t count = 0;
  for (const auto& route : staff_routes()) {
    if (route.roles.empty()) continue;
    ++count;
    const auto answer = ask_as(editor, route.method, route.target, route.method == "GET" ? "" : "{}");
    EXPECT_EQ(answer.status, 403) << route.method << " " << route.target;
    EXPECT_EQ(answer.at("/allowed/0"), route.roles.front());
  }
  EXPECT_GE(count, 7U);
}

TEST_F(Doors, staff_without_cases_find_none) {
  const auto editor = signed_in(Role::knowledge_editor);
  const auto number = reported(R"(,"type":"tip_off")").at("/case_no");
  EXPECT_EQ(ask_as(editor, "GET", "/api/v1/search?q=路灯").status, 403);
  EXPECT_EQ(ask_as(editor, "POST", "/api/v1/cases/" + number + "/contact", R"({"reason":"回访"})").status, 404);
  const auto bulk =
      ask_as(editor, "POST", "/api/v1/commands/accept", R"({"cases":[{"case_no":")" + number + R"(","version":1}]})");
  EXPECT_EQ(bulk.at("/outcomes/0/refusal/code"), "unknown_case");
}

TEST_F(Doors, what_is_shown_and_does_not_hold_is_refused_at_public_doors_too) {
  for (const auto& header : std::vector<std::pair<std::string, std::string>>{
           {"Authorization", "Bearer 0000"}, {"Authorization", "Basic eDp5"}, {"Cookie", "huiyin_session=0000"}}) {
    EXPECT_EQ(ask("GET", "/api/v1/cases", {"", {header}}).status, 401) << header.first << " " << header.second;
  }
}

TEST_F(Doors, a_cookie_alone_acts_only_from_a_page_of_this_site) {
  const auto token = signed_in(Role::security_admin);
  const auto sign_out = [&](std::vector<std::pair<std::string, std::string>> headers) {
    headers.emplace_back("Cookie", "huiyin_session=" + token);
    return ask("DELETE", "/api/v1/sessions/current", {"", headers}).status;
  };
  EXPECT_EQ(sign_out({}), 403);
  EXPECT_EQ(sign_out({{"Origin", "https://elsewhere.example"}}), 403);
  EXPECT_EQ(sign_out({{"Origin", "http://localhost"}, {"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(sign_out({{"Origin", "null"}}), 403);
  EXPECT_EQ(ask("GET", "/api/v1/sessions/current", {"", {{"Cookie", "huiyin_session=" + token}}}).status, 200);
  EXPECT_EQ(sign_out({{"Origin", "http://localhost"}}), 204);
  EXPECT_EQ(ask("GET", "/api/v1/sessions/current", {"", {{"Cookie", "huiyin_session=" + token}}}).status, 401);
}

TEST_F(Doors, the_cookie_is_out_of_reach_of_scripts_and_other_sites) {
  const std::string login = "cookie";
  ASSERT_TRUE(add_account(service_->app(), the_system(), {login, login, kPassword, {{"cc", Role::intake, ""}}}));
  const std::string body = R"({"login":"cookie","password":")" + kPassword + "\"}";
  const auto plain = ask("POST", "/api/v1/sessions", {body}).header("Set-Cookie");
  EXPECT_NE(plain.find("HttpOnly; SameSite=Strict"), std::string::npos) << plain;
  EXPECT_EQ(plain.find("Secure"), std::string::npos);
  const auto over_tls = ask("POST", "/api/v1/sessions", {body, {{"Origin", "https://localhost"}}});
  EXPECT_NE(over_tls.header("Set-Cookie").find("; Secure"), std::string::npos);
}

TEST_F(Doors, a_wrong_password_and_an_unknown_login_answer_alike) {
  ASSERT_TRUE(add_account(service_->app(), the_system(), {"known", "known", kPassword, {{"cc", Role::intake, ""}}}));
  const auto wrong = ask("POST", "/api/v1/sessions", {R"({"login":"known","password":"not this one"})"});
  const auto unknown = ask("POST", "/api/v1/sessions", {R"({"login":"nobody","password":"not this one"})"});
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(unknown.status, 401);
  EXPECT_EQ(wrong.at("/detail"), unknown.at("/detail"));
}

TEST_F(Doors, the_intake_door_holds_back_one_address_and_says_for_how_long) {
  start({.site = folder_ + "/site", .store_url = "", .listen = "127.0.0.1:0", .intake_limits = true});
  const auto dispatcher = signed_in(Role::dispatcher);
  Answer last;
  int asked = 0;
  do {
    last = ask("POST", "/api/v1/cases", {"{}"});
  } while (last.status != 429 && ++asked < 100);
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(last.at("/type"), "urn:huiyin:problem:too_many");
  EXPECT_EQ(last.header("Retry-After"), "1");
  EXPECT_GE(asked, 20);
  EXPECT_EQ(ask_as(dispatcher, "POST", "/api/v1/cases", "{}").status, 404) << "staff are not held back";
  const auto neighbour = ask("POST", "/api/v1/cases", {"{}", {{"X-Forwarded-For", "203.0.113.9"}}});
  EXPECT_EQ(neighbour.status, 404) << "behind a proxy on this machine clients are told apart";
}

}  // namespace huiyin::http::testing
