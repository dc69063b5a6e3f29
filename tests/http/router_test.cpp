#include "http/server/router.h"

#include <gtest/gtest.h>

#include <functional>

namespace huiyin::http {
namespace {

Route route(std::string method, std::string pattern, std::string name) {
  return {std::move(method),
          std::move(pattern),
          std::move(name),
          open_to_everyone(),
          Handler{[](const Request&) { return Response::no_content(); }},
          0,
          {}};
}

Router routes() {
  Router router;
  router.add(route("GET", "/", "root"));
  router.add(route("GET", "/cases", "list"));
  router.add(route("POST", "/cases", "file"));
  router.add(route("GET", "/cases/{no}", "case"));
  router.add(route("GET", "/cases/search", "search"));
  router.add(route("POST", "/cases/{no}/commands", "command"));
  router.add(route("GET", "/files/{path...}", "file_of_folder"));
  return router;
}

std::string name_of(const Match& match) {
  return match.route ? match.route->name : "-";
}

TEST(A_router, finds_the_route_of_a_path) {
  const auto router = routes();
  EXPECT_EQ(name_of(router.match("GET", {})), "root");
  EXPECT_EQ(name_of(router.match("POST", {"cases"})), "file");
  EXPECT_EQ(name_of(router.match("GET", {"cases", "7"})), "case");
  EXPECT_EQ(name_of(router.match("POST", {"cases", "7", "commands"})), "command");
  EXPECT_EQ(router.match("GET", {"cases", "7"}).params.at("no"), "7");
}

TEST(A_router, prefers_a_literal_segment_and_comes_back_when_it_leads_nowhere) {
  const auto router = routes();
  EXPECT_EQ(name_of(router.match("GET", {"cases", "search"})), "search");
  const auto match = router.match("POST", {"cases", "search", "commands"});
  EXPECT_EQ(name_of(match), "command");
  EXPECT_EQ(match.params.at("no"), "search");
}

TEST(A_router, gives_the_rest_of_a_path_as_one_parameter) {
  const auto router = routes();
  EXPECT_EQ(router.match("GET", {"files", "a", "b.js"}).params.at("path"), "a/b.js");
  EXPECT_EQ(router.match("GET", {"files"}).params.at("path"), "");
}

TEST(A_router, knows_no_empty_parameter_and_no_unknown_path) {
  const auto router = routes();
  EXPECT_EQ(name_of(router.match("GET", {"cases", ""})), "-");
  EXPECT_TRUE(router.match("GET", {"cases", ""}).allow.empty());
  EXPECT_TRUE(router.match("GET", {"cases", "7", "nothing"}).allow.empty());
}

TEST(A_router, tells_the_methods_of_a_path_and_answers_HEAD_by_GET) {
  const auto router = routes();
  EXPECT_EQ(router.match("PUT", {"cases"}).allow, (std::vector<std::string>{"GET", "HEAD", "OPTIONS", "POST"}));
  EXPECT_EQ(name_of(router.match("HEAD", {"cases"})), "list");
  EXPECT_EQ(name_of(router.match("HEAD", {"cases", "7", "commands"})), "-");
}

struct FaultyRoute {
  std::string_view what;
  std::function<void(Router&)> add;
};

TEST(A_router, refuses_to_hold_with_a_faulty_route) {
  const FaultyRoute faults[] = {
      {"no guard",
       [](Router& router) {
         auto bad = route("GET", "/x", "x");
         bad.guard = {};
         router.add(std::move(bad));
       }},
      {"no handler",
       [](Router& router) {
         auto bad = route("GET", "/x", "x");
         bad.handler = Handler{};
         router.add(std::move(bad));
       }},
      {"no name", [](Router& router) { router.add(route("GET", "/x", "")); }},
      {"a name twice", [](Router& router) { router.add(route("GET", "/x", "list")); }},
      {"a path twice", [](Router& router) { router.add(route("GET", "/cases/{other}", "other")); }},
      {"no slash", [](Router& router) { router.add(route("GET", "x", "x")); }},
      {"an empty segment", [](Router& router) { router.add(route("GET", "/x//y", "x")); }},
      {"a nameless parameter", [](Router& router) { router.add(route("GET", "/x/{}", "x")); }},
      {"a rest that is not last", [](Router& router) { router.add(route("GET", "/x/{all...}/y", "x")); }},
      {"HEAD", [](Router& router) { router.add(route("HEAD", "/x", "x")); }},
      {"OPTIONS", [](Router& router) { router.add(route("OPTIONS", "/x", "x")); }},
  };
  EXPECT_TRUE(routes().check().has_value());
  for (const auto& fault : faults) {
    auto router = routes();
    fault.add(router);
    EXPECT_FALSE(router.check().has_value()) << fault.what;
  }
}

}  // namespace
}  // namespace huiyin::http
