// What the interface answers, end to end: every answer is also held against the document (served_site.h).
#include "app/run_command.h"
#include "http/render.h"
#include "http/served_site.h"

namespace huiyin::http::testing {

class Interface : public ServedSite {
 protected:
  Answer act(const std::string& token, const std::string& number, const std::string& command,
             const std::string& form = "") {
    const auto version = ask_as(token, "GET", "/api/v1/cases/" + number).at("/version");
    return ask_as(token, "POST", "/api/v1/cases/" + number + "/commands/" + command,
                  "{\"version\":" + version + (form.empty() ? "" : "," + form) + "}");
  }
};

TEST_F(Interface, a_report_is_answered_with_its_number_receipt_place_and_promise) {
  const auto report = reported();
  ASSERT_EQ(report.status, 201) << report.text;
  const auto number = report.at("/case_no");
  EXPECT_EQ(report.header("Location"), "/api/v1/cases/" + number);
  EXPECT_EQ(report.at("/receipt").size(), 26U);
  EXPECT_EQ(report.at("/state"), "received");
  EXPECT_EQ(report.at("/place/grid"), "990101001001001");
  EXPECT_TRUE(report.at("/due_at").ends_with("+08:00")) << report.at("/due_at");
}

TEST_F(Interface, one_idempotency_key_opens_one_case) {
  const auto open = [&](const std::string& words) {
    return ask("POST", "/api/v1/cases",
               {R"({"programme":"snap_report","place":{"code":"990101001001001"},"description":")" + words + "\"}",
                {{"Idempotency-Key", "k-1"}}});
  };
  const auto first = open("井盖松动");
  const auto again = open("井盖松动");
  EXPECT_EQ(first.status, 201) << first.text;
  EXPECT_EQ(first.at("/case_no"), again.at("/case_no"));
  EXPECT_EQ(first.at("/receipt"), again.at("/receipt"));
  EXPECT_EQ(open("另一件事").at("/type"), "urn:huiyin:problem:idempotency_reused");
}

TEST_F(Interface, each_reader_sees_their_side_of_a_case) {
  const auto report = reported();
  const auto path = "/api/v1/cases/" + report.at("/case_no");
  const auto dispatcher = signed_in(Role::dispatcher);
  EXPECT_EQ(ask("GET", path).at("/reader"), "public");
  EXPECT_EQ(ask("GET", path).at("/description"), "");
  const auto mine = ask_with(report.at("/receipt"), "GET", path);
  EXPECT_EQ(mine.at("/reader"), "requester");
  EXPECT_EQ(mine.at("/description"), "路灯不亮三天了");
  EXPECT_EQ(mine.at("/point/lat"), "41.305");
  const auto theirs = ask_as(dispatcher, "GET", path);
  EXPECT_EQ(theirs.at("/reader"), "site");
  EXPECT_EQ(theirs.at("/version"), "1");
  EXPECT_EQ(theirs.at("/has_contact"), "true");
}

TEST_F(Interface, a_wrong_receipt_and_an_unknown_number_answer_alike) {
  const auto report = reported();
  const auto wrong = ask_with("0000", "GET", "/api/v1/cases/" + report.at("/case_no"));
  const auto unknown = ask_with("0000", "GET", "/api/v1/cases/HY-000000-00000-0");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(unknown.status, 401);
  EXPECT_EQ(wrong.at("/detail"), unknown.at("/detail"));
}

TEST_F(Interface, a_code_is_sent_without_saying_whether_the_number_is_known) {
  const auto known = ask("POST", "/api/v1/phone-codes", {R"({"phone":"13800000000"})"});
  const auto unknown = ask("POST", "/api/v1/phone-codes", {R"({"phone":"13700000000"})"});
  EXPECT_EQ(known.status, 202) << known.text;
  EXPECT_EQ(unknown.text, known.text);
  const auto wrong = ask("POST", "/api/v1/own-cases", {R"({"phone":"13800000000","code":"1"})"});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_EQ(wrong.at("/where"), "/code");
}

TEST_F(Interface, the_invisible_and_the_unknown_answer_alike) {
  const auto hidden = reported(R"(,"type":"tip_off")").at("/case_no");
  const auto invisible = ask("GET", "/api/v1/cases/" + hidden);
  const auto unknown = ask("GET", "/api/v1/cases/HY-261122-99999-5");
  EXPECT_EQ(invisible.status, 404);
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(invisible.at("/detail"), unknown.at("/detail"));
  EXPECT_EQ(invisible.at("/type"), unknown.at("/type"));
}

TEST_F(Interface, a_case_goes_from_the_centre_to_its_unit) {
  const auto number = reported().at("/case_no");
  const auto dispatcher = signed_in(Role::dispatcher);
  const auto offers = ask_as(dispatcher, "GET", "/api/v1/cases/" + number + "/commands");
  EXPECT_NE(offers.text.find("\"accept\""), std::string::npos);
  EXPECT_EQ(act(dispatcher, number, "accept", R"("choice":"here")").status, 200);
  const auto sent = act(dispatcher, number, "dispatch");
  EXPECT_EQ(sent.status, 200) << sent.text;
  EXPECT_EQ(sent.at("/holder/code"), "urban");
  EXPECT_EQ(sent.at("/case_no"), number);
  const auto events = ask_as(dispatcher, "GET", "/api/v1/cases/" + number + "/events");
  EXPECT_EQ(events.at("/events/0/kind"), "opened");
  EXPECT_EQ(ask_as(dispatcher, "GET", "/api/v1/cases/" + number + "/explanation").at("/duty/lead/code"), "urban");
}

TEST_F(Interface, a_version_that_has_passed_is_told_apart_from_a_move_that_is_not_there) {
  const auto number = reported().at("/case_no");
  const auto dispatcher = signed_in(Role::dispatcher);
  ASSERT_EQ(act(dispatcher, number, "accept", R"("choice":"here")").status, 200);
  const auto path = "/api/v1/cases/" + number + "/commands/";
  EXPECT_EQ(ask_as(dispatcher, "POST", path + "dispatch", R"({"version":1})").at("/type"),
            "urn:huiyin:problem:stale_version");
  const auto absent = act(dispatcher, number, "fly");
  EXPECT_EQ(absent.status, 409);
  EXPECT_NE(absent.at("/allowed"), "[]");
}

TEST_F(Interface, a_bulk_command_has_an_outcome_for_each_case) {
  const auto first = reported().at("/case_no");
  const auto second = reported().at("/case_no");
  const auto answer = ask_as(signed_in(Role::dispatcher), "POST", "/api/v1/commands/accept",
                             R"({"form":{"choice":"here"},"cases":[{"case_no":")" + first +
                                 R"(","version":1},{"case_no":")" + second + R"(","version":7}]})");
  EXPECT_EQ(answer.status, 200) << answer.text;
  EXPECT_EQ(answer.at("/done"), "1");
  EXPECT_EQ(answer.at("/outcomes/0/answer/case_no"), first);
  EXPECT_EQ(answer.at("/outcomes/1/refusal/code"), "stale_version");
}

TEST_F(Interface, a_list_goes_on_where_its_page_ended) {
  for (int i = 0; i < 5; ++i) reported();
  const auto dispatcher = signed_in(Role::dispatcher);
  std::vector<std::string> numbers;
  std::string cursor;
  do {
    const auto page = ask_as(dispatcher, "GET", "/api/v1/cases?limit=2&phase=open" + cursor);
    ASSERT_EQ(page.status, 200) << page.text;
    for (const auto& row : page.body.at("rows").as_array()) numbers.emplace_back(row.at("case_no").as_string());
    cursor = page.at("/next").empty() ? "" : "&cursor=" + page.at("/next");
  } while (!cursor.empty());
  EXPECT_EQ(numbers.size(), 5U);
  std::ranges::sort(numbers);
  EXPECT_EQ(std::ranges::adjacent_find(numbers), numbers.end());
}

TEST_F(Interface, a_parameter_that_is_none_or_does_not_read_is_refused_by_name) {
  for (const auto& [query, where] :
       std::vector<std::pair<std::string, std::string>>{{"stat=open", "/stat"},
                                                        {"limit=0", "/limit"},
                                                        {"limit=abc", "/limit"},
                                                        {"limit=1&limit=2", "/limit"},
                                                        {"phase=half", "/phase"},
                                                        {"order=oldest", "/order"},
                                                        {"overdue=1", "/overdue"},
                                                        {"opened_from=yesterday", "/opened_from"},
                                                        {"assignee=-1", "/assignee"}}) {
    const auto answer = ask("GET", "/api/v1/cases?" + query);
    EXPECT_EQ(answer.status, 400) << query;
    EXPECT_EQ(answer.at("/where"), where) << query;
  }
  EXPECT_EQ(ask("GET", "/api/v1/cases?opened_from=2026-11-22T00:00:00+08:00&opened_before=2026-12-01").status, 200);
}

TEST_F(Interface, a_body_that_does_not_read_is_refused_where_it_breaks) {
  const auto refused = [&](const std::string& body) { return ask("POST", "/api/v1/cases", {body}); };
  EXPECT_EQ(refused("{").at("/type"), "urn:huiyin:problem:invalid_input");
  EXPECT_EQ(refused(R"({"programme":7})").at("/where"), "/programme");
  EXPECT_EQ(refused(R"({"programm":"x"})").at("/where"), "/programm");
  EXPECT_EQ(refused(R"({"programme":"no_such"})").status, 404);
  EXPECT_EQ(refused("[]").status, 400);
  EXPECT_EQ(refused(R"({"programme":"snap_report","description":"远","place":{"lat":40,"lon":116}})").at("/type"),
            "urn:huiyin:problem:outside_district");
}

TEST_F(Interface, a_body_of_another_type_is_refused) {
  RawClient client{service_->port()};
  const auto answer =
      client.ask("POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");
  EXPECT_EQ(answer.status, 415);
}

TEST_F(Interface, staff_search_look_around_and_reveal) {
  const auto number = reported().at("/case_no");
  const auto dispatcher = signed_in(Role::dispatcher);
  EXPECT_EQ(ask("GET", "/api/v1/similar?lat=41.305&lon=123.7905&category=0106").at("/rows/0/case_no"), number);
  EXPECT_EQ(ask("GET", "/api/v1/locate?lat=41.305&lon=123.7905").at("/place/grid"), "990101001001001");
  EXPECT_EQ(ask("GET", "/api/v1/locate?lat=41.305&lon=123.7905").at("/layers/0/code"), "J01");
  EXPECT_EQ(ask("GET", "/api/v1/locate?lat=north&lon=123.7905").at("/where"), "/lat");
  EXPECT_EQ(ask_as(dispatcher, "GET", "/api/v1/search?q=%E8%B7%AF%E7%81%AF").status, 200);
  const auto contact = "/api/v1/cases/" + number + "/contact";
  EXPECT_EQ(ask_as(dispatcher, "POST", contact, "{}").at("/where"), "/reason");
  EXPECT_EQ(ask_as(dispatcher, "POST", contact, R"({"reason":"约上门时间"})").at("/phone"), "13800000000");
  const auto audit = ask_as(signed_in(Role::auditor), "GET", "/api/v1/audit");
  EXPECT_NE(audit.text.find("\"reveal\""), std::string::npos) << audit.text;
  EXPECT_EQ(audit.text.find("13800000000"), std::string::npos);
}

TEST_F(Interface, messages_a_gateway_refuses_stay_in_sight_and_are_sent_again_by_hand) {
  start({.site = folder_ + "/site", .listen = "127.0.0.1:0", .intake_limits = false, .text_program = "/bin/false"});
  const auto number = reported().at("/case_no");
  const auto supervisor = signed_in(Role::supervisor);
  const auto outbox = [&] { return ask_as(supervisor, "GET", "/api/v1/outbox"); };
  auto list = outbox();
  while (list.status == 200 && list.at("/messages/0/error").empty())
    list = outbox();  // until the deliverer's round is over
  EXPECT_EQ(list.at("/messages/0/state"), "again") << list.status << " " << list.text;
  EXPECT_EQ(list.at("/messages/0/case_no"), number);
  EXPECT_EQ(list.at("/messages/0/attempts"), "1");
  EXPECT_NE(list.at("/messages/0/error").find("ended with 1"), std::string::npos) << list.text;
  EXPECT_EQ(list.text.find("13800000000"), std::string::npos);
  const auto resend = "/api/v1/outbox/" + list.at("/messages/0/id") + "/resend";
  EXPECT_EQ(ask_as(signed_in(Role::dispatcher), "POST", resend).status, 403);
  EXPECT_EQ(ask_as(supervisor, "POST", resend).status, 204);
  EXPECT_EQ(ask_as(supervisor, "POST", "/api/v1/outbox/0/resend").status, 404);
  EXPECT_EQ(ask_as(supervisor, "POST", "/api/v1/outbox/x/resend").status, 404);
}

TEST_F(Interface, the_system_administrator_reads_and_changes_definition_files) {
  const auto admin = signed_in(Role::system_admin);
  const auto list = ask_as(admin, "GET", "/api/v1/definitions/files");
  ASSERT_EQ(list.status, 200) << list.text;
  const auto site = ask_as(admin, "GET", "/api/v1/definitions/files/text?path=site.yaml");
  EXPECT_EQ(site.at("/edition"), list.at("/edition"));
  json::Object change{{"edition", list.body.at("edition")},
                      {"files", json::Array{json::Object{{"path", "site.yaml"}, {"text", site.at("/text") + "# x\n"}}}},
                      {"check_only", true}};
  const auto tried = ask_as(admin, "POST", "/api/v1/definitions/changes", json::canonical(change));
  ASSERT_EQ(tried.status, 200) << tried.text;
  EXPECT_EQ(tried.at("/ok"), "true");
  EXPECT_EQ(tried.at("/adopted"), "false");
  change["check_only"] = false;
  EXPECT_EQ(ask_as(admin, "POST", "/api/v1/definitions/changes", json::canonical(change)).at("/adopted"), "true");
  EXPECT_EQ(ask_as(admin, "POST", "/api/v1/definitions/changes", json::canonical(change)).status, 409);
  const auto dispatcher = signed_in(Role::dispatcher);
  EXPECT_EQ(ask_as(dispatcher, "GET", "/api/v1/definitions/files").status, 403);
  EXPECT_EQ(ask_as(dispatcher, "POST", "/api/v1/definitions/changes", json::canonical(change)).status, 403);
}

TEST_F(Interface, the_nearest_grid_worker_is_found_and_given_the_task) {
  const auto worker = [&](const std::string& login, const std::string& place) {
    return add_account(service_->app(), the_system(),
                       {login, login, kPassword, {{"liutang.xiaoyuan", Role::grid_worker, place}}})
        .value();
  };
  const auto far = worker("far", "990101001001002");
  const auto near = worker("near", "990101001001001");
  worker("elsewhere", "990101002001001");
  const auto dispatcher = signed_in(Role::dispatcher);
  const auto list = ask_as(dispatcher, "GET", "/api/v1/workers?lat=41.305&lon=123.7905");
  ASSERT_EQ(list.status, 200) << list.text;
  EXPECT_EQ(list.at("/rows/0/account"), std::to_string(near)) << list.text;
  EXPECT_EQ(list.at("/rows/0/nearness"), "grid");
  EXPECT_EQ(list.at("/rows/0/signed_in"), "false");
  EXPECT_EQ(list.at("/rows/1/account"), std::to_string(far));
  EXPECT_EQ(list.at("/rows/2/account"), "(missing)");
  EXPECT_EQ(ask_as(dispatcher, "GET", "/api/v1/workers?place=990101001001002").at("/rows/0/account"),
            std::to_string(far));
  EXPECT_EQ(ask_as(dispatcher, "GET", "/api/v1/workers?place=000000").at("/where"), "/place");
  EXPECT_EQ(ask_as(signed_in(Role::handler, "urban"), "GET", "/api/v1/workers?place=990101001").status, 403);
  EXPECT_EQ(ask("GET", "/api/v1/workers?place=990101001").status, 401);

  const auto number = reported().at("/case_no");
  const auto task = [&](const std::string& unit, int64_t account) {
    return ask_as(dispatcher, "POST", "/api/v1/cases/" + number + "/commands/party.add",
                  R"({"unit":")" + unit + R"(","assignee":)" + std::to_string(account) + "}");
  };
  EXPECT_EQ(task("liutang.xiaoyuan", 999'999).at("/where"), "/assignee");
  EXPECT_EQ(task("urban", near).at("/where"), "/assignee");
  EXPECT_EQ(task("liutang.xiaoyuan", near).status, 200);
  EXPECT_EQ(ask_as(dispatcher, "GET", "/api/v1/cases/" + number).at("/parties/0/account"), std::to_string(near));
}

TEST_F(Interface, fixed_points_are_listed_by_place) {
  const auto all = ask("GET", "/api/v1/places/points");
  ASSERT_EQ(all.status, 200) << all.text;
  EXPECT_EQ(ask("GET", "/api/v1/places/points?under=000000").status, 404);
}

TEST_F(Interface, the_security_administrator_makes_accounts_and_the_system_administrator_keys) {
  const auto security = signed_in(Role::security_admin);
  const auto made =
      ask_as(security, "POST", "/api/v1/accounts",
             R"({"login":"new","name":"新人","password":"lang genug 1","posts":[{"unit":"urban","role":"handler"}]})");
  EXPECT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(ask_as(security, "PUT", "/api/v1/accounts/new/posts", R"({"posts":[]})").status, 204);
  EXPECT_EQ(ask_as(security, "PUT", "/api/v1/accounts/new/disabled", R"({"disabled":true})").status, 204);
  EXPECT_EQ(ask_as(security, "PUT", "/api/v1/accounts/new/password", R"({"new_password":"noch laenger"})").status, 204);
  EXPECT_EQ(ask_as(security, "GET", "/api/v1/accounts").at("/accounts/1/disabled"), "true");
  const auto key = ask_as(signed_in(Role::system_admin), "POST", "/api/v1/api-keys",
                          R"({"name":"hotline","posts":[{"unit":"cc","role":"integrator"}]})");
  EXPECT_EQ(key.status, 201) << key.text;
  const auto who = ask_as(key.at("/key"), "GET", "/api/v1/sessions/current");
  EXPECT_EQ(who.at("/name"), "hotline");
  EXPECT_EQ(who.at("/account"), "0");
}

TEST_F(Interface, clients_learn_what_the_site_runs_on) {
  const auto all = ask("GET", "/api/v1/definitions");
  EXPECT_EQ(all.status, 200);
  EXPECT_EQ(ask("GET", "/api/v1/definitions", {"", {{"If-None-Match", all.header("ETag")}}}).status, 304);
  EXPECT_EQ(ask("GET", "/api/v1/definitions/lifecycles/request").at("/initial"), "received");
  const auto picture = ask("GET", "/api/v1/definitions/lifecycles/request.svg");
  EXPECT_EQ(picture.header("Content-Type"), "image/svg+xml");
  EXPECT_EQ(ask("GET", "/api/v1/definitions/lifecycles/none").status, 404);
  EXPECT_EQ(ask("GET", "/api/v1/boards").at("/identity/holds"), "true");
  EXPECT_EQ(ask("GET", "/api/v1/boards?by=street&from=2026-01&to=2099-12").status, 200);
}

TEST_F(Interface, a_figure_of_a_board_leads_to_its_cases) {
  EXPECT_EQ(ask("GET", "/api/v1/cases?measure=taken&by=programme&subject=snap_report&from=2026").status, 403);
  EXPECT_EQ(ask("GET", "/api/v1/supervision").status, 401);
  const auto report = reported();
  const auto supervisor = signed_in(Role::supervisor);
  const auto board = ask_as(supervisor, "GET", "/api/v1/boards?by=programme&from=2020&to=2099");
  ASSERT_EQ(board.status, 200) << board.text;
  const auto list =
      ask_as(supervisor, "GET", "/api/v1/cases?measure=taken&by=programme&subject=snap_report&from=2020&to=2099");
  ASSERT_EQ(list.status, 200) << list.text;
  EXPECT_EQ(board.at("/lines/0/measures/taken"), "1");
  EXPECT_EQ(list.at("/sum"), "1");
  EXPECT_EQ(list.at("/rows/0/case_no"), report.at("/case_no"));
  EXPECT_EQ(ask_as(supervisor, "GET", "/api/v1/cases?measure=taken&by=moon&from=2026").status, 400);
  EXPECT_EQ(ask_as(supervisor, "GET", "/api/v1/cases?measure=taken&by=unit&from=tomorrow").status, 400);
  EXPECT_EQ(ask_as(supervisor, "GET", "/api/v1/supervision").at("/supervised"), "0");
}

TEST_F(Interface, the_process_tells_how_it_is) {
  EXPECT_EQ(ask("GET", "/healthz").at("/status"), "ok");
  const auto figures = ask("GET", "/metrics").text;
  EXPECT_NE(figures.find("huiyin_store_commits"), std::string::npos);
  EXPECT_NE(figures.find("huiyin_process_resident_bytes"), std::string::npos);
  EXPECT_NE(ask("GET", "/").text.find("/openapi.json"), std::string::npos);
}

TEST(Views, an_instant_carries_the_offset_of_its_zone) {
  const auto shown = [](int64_t at_ms, const char* zone) {
    std::string out;
    append_instant(out, at_ms, Zone::named(zone).value());
    return out;
  };
  EXPECT_EQ(shown(0, "Asia/Shanghai"), "null");
  EXPECT_EQ(shown(1'795'399'200'000, "Asia/Shanghai"), "\"2026-11-23T10:00:00+08:00\"");
  EXPECT_EQ(shown(1'795'399'200'123, "America/St_Johns"), "\"2026-11-22T22:30:00.123-03:30\"");
  EXPECT_EQ(shown(1'795'399'200'000, "UTC"), "\"2026-11-23T02:00:00+00:00\"");
}

TEST(Views, an_instant_reads_back_as_the_same_instant) {
  for (int64_t at_ms = 1; at_ms < int64_t{4'000'000'000'000}; at_ms += 87'654'321'012) {
    for (const auto* zone : {"Asia/Shanghai", "America/St_Johns", "Asia/Kathmandu", "UTC"}) {
      std::string out;
      append_instant(out, at_ms, Zone::named(zone).value());
      EXPECT_EQ(parse_instant(out.substr(1, out.size() - 2)), at_ms) << out;
    }
  }
}

TEST(Views, a_row_stands_in_the_object_around_it_and_instants_lose_their_unit) {
  CommandAnswer answer;
  answer.row.case_no = "HY-1";
  const auto text = view_json(answer, Zone::utc());
  const auto read = json::parse(text).value();
  EXPECT_EQ(read.at("case_no").as_string(), "HY-1");
  EXPECT_TRUE(read.at("due_at").is_null());
  EXPECT_FALSE(read.as_object().contains("row"));
  EXPECT_EQ(text.find("_ms\""), std::string::npos) << text;
}

}  // namespace huiyin::http::testing
