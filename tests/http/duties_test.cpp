// The dry run of a duty table over the API: for who may adopt, as documented, and nothing changes.
#include <fstream>
#include <sstream>

#include "http/served_site.h"

namespace huiyin::http::testing {

using Duties = ServedSite;

TEST_F(Duties, a_table_is_tried_over_past_cases_by_the_system_administrator_alone) {
  ASSERT_EQ(reported().status, 201);
  std::stringstream table;
  table << std::ifstream{folder_ + "/site/duties.csv"}.rdbuf();
  auto text = table.str();
  const auto at = text.find("\n0106,*,urban,");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 14, "\n0106,*,water,");
  json::Object body{{"table", text}};
  const auto admin = signed_in(Role::system_admin);
  const auto tried = ask_as(admin, "POST", "/api/v1/duties/dry-run", json::canonical(body));
  ASSERT_EQ(tried.status, 200) << tried.text;
  EXPECT_TRUE(tried.body.at("ok").as_bool());
  EXPECT_EQ(tried.body.at("moved").as_int64(), 1);
  const auto& move = tried.body.at("moves").at(0);
  EXPECT_EQ(move.at("before").at("code").as_string(), "urban");
  EXPECT_EQ(move.at("after").at("code").as_string(), "water");
  EXPECT_EQ(move.at("row_after").at("lead").as_string(), "water");

  body["table"] = "category,place,lead,parties,supervising,backstop,valid_from,valid_until\n";
  const auto gaps = ask_as(admin, "POST", "/api/v1/duties/dry-run", json::canonical(body));
  ASSERT_EQ(gaps.status, 200) << gaps.text;
  EXPECT_FALSE(gaps.body.at("ok").as_bool());
  EXPECT_FALSE(gaps.body.at("problems").as_array().empty());
  EXPECT_EQ(ask_as(signed_in(Role::dispatcher), "POST", "/api/v1/duties/dry-run", json::canonical(body)).status, 403);
}

}  // namespace huiyin::http::testing
