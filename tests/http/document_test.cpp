// The document, the routes and the committed file say the same.
#include <fstream>
#include <sstream>

#include "http/served_site.h"

namespace huiyin::http::testing {

class Document : public ServedSite {
 protected:
  static std::vector<std::string> routes_of(const Router& router) {
    std::vector<std::string> names;
    for (const auto& route : router.routes()) names.push_back(route->method + " " + route->pattern);
    std::ranges::sort(names);
    return names;
  }
  // The routes once more, beside those the server took.
  struct Copy {
    explicit Copy(App& app) : api(app, {}, std::make_shared<Metrics>()), router(api.routes()) {}
    Api api;
    Router router;
  };
};

TEST_F(Document, is_served_as_committed) {
  std::ifstream file{std::string{HUIYIN_SOURCE_DIR} + "/docs/openapi.json"};
  std::stringstream committed;
  committed << file.rdbuf();
  const auto served = ask("GET", "/openapi.json");
  EXPECT_EQ(served.status, 200);
  EXPECT_TRUE(served.text == committed.str())
      << "docs/openapi.json is not what the server says: write what GET /openapi.json answers into it";
}

TEST_F(Document, names_the_routes_there_are_and_no_other) {
  const Copy copy{service_->app()};
  std::vector<std::string> told;
  for (const auto& [path, item] : document_.at("paths").as_object()) {
    for (const auto& [verb, operation] : item.as_object()) {
      std::string method{verb};
      for (auto& c : method) c = static_cast<char>(c & ~0x20);
      told.push_back(method + " " + std::string{path});
    }
  }
  std::ranges::sort(told);
  EXPECT_EQ(told, routes_of(copy.router));
}

TEST_F(Document, says_of_every_route_who_may_pass_what_it_is_for_and_what_it_answers) {
  const Copy copy{service_->app()};
  ASSERT_TRUE(copy.router.check());
  for (const auto& route : copy.router.routes()) {
    EXPECT_NE(route->guard.door, Door::undeclared) << route->name;
    EXPECT_FALSE(route->doc.summary.empty()) << route->name;
    EXPECT_FALSE(route->doc.tag.empty()) << route->name;
    EXPECT_FALSE(route->doc.answers.empty()) << route->name;
    for (const auto& answer : route->doc.answers) {
      EXPECT_TRUE(answer.schema.empty() || copy.api.schemas.has(answer.schema)) << route->name;
    }
  }
}

TEST_F(Document, names_every_part_of_a_path_that_varies) {
  for (const auto& [path, item] : document_.at("paths").as_object()) {
    for (const auto& [verb, operation] : item.as_object()) {
      for (std::string_view rest = path; rest.contains('{');) {
        rest.remove_prefix(rest.find('{') + 1);
        const auto name = rest.substr(0, rest.find('}'));
        const auto& parameters = operation.at("parameters").as_array();
        const auto named = std::ranges::any_of(parameters, [&](const json::Value& parameter) {
          return parameter.at("in") == "path" && parameter.at("name").as_string() == name;
        });
        EXPECT_TRUE(named) << verb << " " << path << ": " << name;
      }
    }
  }
}

TEST_F(Document, has_a_schema_for_every_reference) {
  const auto text = service_->api().document;
  const std::string mark = "\"#/components/schemas/";
  size_t count = 0;
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const auto name = text.substr(at + mark.size(), text.find('"', at + mark.size()) - at - mark.size());
    EXPECT_TRUE(service_->api().schemas.has(name)) << name;
    ++count;
  }
  EXPECT_GT(count, 40U);
}

}  // namespace huiyin::http::testing
