#include "http/server/problem.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "http/wording/titles.h"

namespace huiyin::http {
namespace {

constexpr RefusalCode kLastRefusal = RefusalCode::wrong_use;
constexpr Fault kLastFault = Fault::overloaded;

Request asking_in(std::string language) {
  Request request;
  request.path = "/api/v1/cases/1";
  request.request_id = "id-1";
  request.headers.add("Accept-Language", std::move(language));
  return request;
}

TEST(A_problem, says_all_it_knows_as_RFC_9457_wants_it) {
  const Refusal refusal{RefusalCode::command_not_allowed, "not now", "/command", {"sign", "return"}};
  const auto response = problem(refusal, asking_in("en"));
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"allowed":["sign","return"],"detail":"not now","instance":"/api/v1/cases/1","request_id":"id-1",)"
            R"("status":409,"title":"This step is not possible in the present state",)"
            R"("type":"urn:huiyin:problem:command_not_allowed","where":"/command"})");
}

TEST(A_problem, leaves_out_what_is_empty) {
  const auto response = problem(Refusal{RefusalCode::unknown_case, {}, {}, {}}, asking_in("zh"));
  EXPECT_FALSE(response.body.contains("allowed"));
  EXPECT_FALSE(response.body.contains("where"));
}

TEST(Every_code, has_a_title_in_both_languages_and_an_error_status) {
  const auto check = [](std::string_view code, int status) {
    EXPECT_FALSE(title_of(code, Language::zh).empty()) << code;
    EXPECT_FALSE(title_of(code, Language::en).empty()) << code;
    EXPECT_GE(status, 400) << code;
    EXPECT_LE(status, 503) << code;
  };
  for (int i = 0; i <= static_cast<int>(kLastRefusal); ++i) {
    check(to_string(static_cast<RefusalCode>(i)), status_of(static_cast<RefusalCode>(i)));
  }
  for (int i = 0; i <= static_cast<int>(kLastFault); ++i) {
    check(to_string(static_cast<Fault>(i)), status_of(static_cast<Fault>(i)));
  }
}

TEST(Each_refusal, has_the_status_clients_rely_on) {
  const std::pair<RefusalCode, int> kStatuses[] = {{RefusalCode::invalid_input, 400},
                                                   {RefusalCode::signed_out, 401},
                                                   {RefusalCode::not_your_role, 403},
                                                   {RefusalCode::conflict_of_interest, 403},
                                                   {RefusalCode::needs_second_person, 403},
                                                   {RefusalCode::unknown_case, 404},
                                                   {RefusalCode::unknown_thing, 404},
                                                   {RefusalCode::stale_version, 409},
                                                   {RefusalCode::already_claimed, 409},
                                                   {RefusalCode::command_not_allowed, 409},
                                                   {RefusalCode::too_large, 413},
                                                   {RefusalCode::outside_district, 422},
                                                   {RefusalCode::nobody_in_charge, 422},
                                                   {RefusalCode::idempotency_reused, 422},
                                                   {RefusalCode::rule_not_met, 422},
                                                   {RefusalCode::too_many, 429},
                                                   {RefusalCode::corrupt, 500},
                                                   {RefusalCode::store_unavailable, 503}};
  for (const auto& [code, status] : kStatuses) EXPECT_EQ(status_of(code), status) << to_string(code);
}

TEST(A_refusal_to_retry, says_when) {
  EXPECT_EQ(problem(Refusal{RefusalCode::too_many, {}, {}, {}}, {}, 30).headers.get("Retry-After"), "30");
  EXPECT_EQ(problem(Refusal{RefusalCode::store_unavailable, {}, {}, {}}, {}).headers.get("Retry-After"), "5");
  EXPECT_EQ(problem(Refusal{RefusalCode::invalid_input, {}, {}, {}}, {}).headers.get("Retry-After"), std::nullopt);
}

TEST(The_detail_of_damage, stays_inside) {
  const auto response = problem(Refusal{RefusalCode::corrupt, "row 7 of the ledger", {}, {}}, asking_in("en"));
  EXPECT_EQ(response.status, 500);
  EXPECT_FALSE(response.body.contains("ledger")) << response.body;
}

TEST(The_language, is_the_one_the_client_weighs_most_and_zh_where_it_is_silent) {
  EXPECT_EQ(language_of(""), Language::zh);
  EXPECT_EQ(language_of("de"), Language::zh);
  EXPECT_EQ(language_of("en"), Language::en);
  EXPECT_EQ(language_of("en-GB, de"), Language::en);
  EXPECT_EQ(language_of("zh-CN,zh;q=0.9,en;q=0.8"), Language::zh);
  EXPECT_EQ(language_of("en;q=0.9, zh;q=0.3"), Language::en);
  EXPECT_EQ(language_of("en;q=0"), Language::zh);
  EXPECT_EQ(language_of("e, ;q=, ,;;;"), Language::zh);
}

}  // namespace
}  // namespace huiyin::http
