// The JSON Schemas that editors use say what the readers say.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "definitions/yaml.h"

namespace huiyin {
namespace {

using valijson::adapters::BoostJsonAdapter;

std::string bytes_of(const std::filesystem::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream{path}.rdbuf();
  return bytes.str();
}

std::filesystem::path root() {
  return HUIYIN_SOURCE_DIR;
}

json::Value from_yaml(const std::string& bytes) {
  Findings findings;
  const yaml::Document document{{"f.yaml", bytes}, findings};
  EXPECT_TRUE(findings.empty());
  return document.root().to_json();
}

// Empty when the schema accepts the value.
std::string refusal(const std::string& schema_name, const json::Value& value) {
  const json::Value text = boost::json::parse(bytes_of(root() / "schemas" / (schema_name + ".schema.json")));
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(BoostJsonAdapter(text), schema);
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(schema, BoostJsonAdapter(value), &results)) return "";
  std::string all;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const std::string& step : error.context) all += step;
    all += ": " + error.description + "\n";
  }
  return all;
}

std::vector<std::filesystem::path> yaml_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  return files;
}

struct Kind {
  std::string schema;
  std::string folder;
  std::string file;  // empty: every .yaml in the folder
};

class ShippedFiles : public testing::TestWithParam<Kind> {};

TEST_P(ShippedFiles, HoldToTheirSchema) {
  const auto folder = root() / GetParam().folder;
  const auto files = GetParam().file.empty() ? yaml_files(folder) : std::vector{folder / GetParam().file};
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) EXPECT_EQ(refusal(GetParam().schema, from_yaml(bytes_of(file))), "") << file;
}

INSTANTIATE_TEST_SUITE_P(Schema, ShippedFiles,
                         testing::Values(Kind{"lifecycle", "lifecycles", ""}, Kind{"programme", "programmes", ""},
                                         Kind{"calendar", "sites/plain/calendar", ""},
                                         Kind{"site", "sites/plain", "site.yaml"},
                                         Kind{"layer", "sites/plain/layers", ""},
                                         Kind{"articles", "sites/plain", "articles.yaml"},
                                         Kind{"categories", "sites/plain", "categories.yaml"}),
                         [](const auto& entry) { return entry.param.schema; });

struct Mistake {
  std::string schema, path, from, by;
};

class SchemaMistake : public testing::TestWithParam<Mistake> {};

TEST_P(SchemaMistake, IsRefused) {
  std::string bytes = bytes_of(root() / GetParam().path);
  const size_t at = bytes.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, GetParam().from.size(), GetParam().by);
  EXPECT_NE(refusal(GetParam().schema, from_yaml(bytes)), "");
}

INSTANTIATE_TEST_SUITE_P(
    Schema, SchemaMistake,
    testing::Values(Mistake{"lifecycle", "lifecycles/order.yaml", "initial:", "inital:"},
                    Mistake{"lifecycle", "lifecycles/order.yaml", "owner: case", "owner: nobody"},
                    Mistake{"lifecycle", "lifecycles/order.yaml", "to: published", "two: published"},
                    Mistake{"lifecycle", "lifecycles/order.yaml", "do: supervise", "do: superwise"},
                    Mistake{"lifecycle", "lifecycles/order.yaml", "{below: no_shows}", "below"},
                    Mistake{"lifecycle", "lifecycles/order.yaml", "then: [clear_assignee", "then: [clear_all"},
                    Mistake{"programme", "programmes/whistle.yaml", "counted: false", "counted: 0"},
                    Mistake{"programme", "programmes/whistle.yaml", "arrive: 24h", "arrive: 24 hours"},
                    Mistake{"site", "sites/plain/site.yaml", "prefix: MC", "prefix: m"},
                    Mistake{"layer", "sites/plain/layers/beats.yaml", "gaps: false", "gaps: few"},
                    Mistake{"articles", "sites/plain/articles.yaml", "words:", "keywords:"},
                    Mistake{"categories", "sites/plain/categories.yaml", "answer: 24h", "answer: soon"},
                    Mistake{"calendar", "sites/plain/calendar/2026.yaml", "2026-01-01", "1 January"}));

}  // namespace
}  // namespace huiyin
