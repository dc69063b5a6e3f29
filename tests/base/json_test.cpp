#include "base/json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace huiyin {
namespace {

enum class Colour { red, green, final_ };
BOOST_DESCRIBE_ENUM(Colour, red, green, final_)

struct Limit {
  int64_t amount = 0;
  Colour colour = Colour::red;
  bool operator==(const Limit&) const = default;
};
BOOST_DESCRIBE_STRUCT(Limit, (), (amount, colour))

struct Sample {
  std::string words;
  int32_t small = 7;
  bool yes = true;
  std::optional<int64_t> perhaps;
  std::vector<std::string> list;
  std::map<std::string, int32_t> counts;
  std::vector<Limit> limits;
  Limit limit{5, Colour::green};  // another default than Limit's own
  std::optional<Limit> maybe_limit;
  bool operator==(const Sample&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (words, small, yes, perhaps, list, counts, limits, limit, maybe_limit))

rc::Gen<std::string> words() {
  return rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
}

rc::Gen<Limit> limits() {
  return rc::gen::build<Limit>(
      rc::gen::set(&Limit::amount, rc::gen::element<int64_t>(0, 5, INT64_MAX, INT64_MIN)),
      rc::gen::set(&Limit::colour, rc::gen::element(Colour::red, Colour::green, Colour::final_)));
}

rc::Gen<Sample> samples() {
  return rc::gen::build<Sample>(
      rc::gen::set(&Sample::words, words()), rc::gen::set(&Sample::small), rc::gen::set(&Sample::yes),
      rc::gen::set(&Sample::perhaps, rc::gen::element<std::optional<int64_t>>(std::nullopt, 0, -1)),
      rc::gen::set(&Sample::list, rc::gen::container<std::vector<std::string>>(words())),
      rc::gen::set(&Sample::counts,
                   rc::gen::container<std::map<std::string, int32_t>>(words(), rc::gen::arbitrary<int32_t>())),
      rc::gen::set(&Sample::limits, rc::gen::container<std::vector<Limit>>(limits())),
      rc::gen::set(&Sample::limit, limits()),
      rc::gen::set(&Sample::maybe_limit, rc::gen::map(limits(), [](Limit limit) { return std::optional{limit}; })));
}

RC_GTEST_PROP(Json, reads_back_a_struct_from_both_forms, ()) {
  const auto sample = *rc::gen::map(samples(), [](Sample s) { return json::write(s); });
  const auto value = json::read_text<Sample>(sample).value();
  RC_ASSERT(json::read_text<Sample>(json::write(value, json::Form::compact)).value() == value);
  RC_ASSERT(json::read_text<Sample>(json::write(value, json::Form::full)).value() == value);
}

RC_GTEST_PROP(Json, has_one_compact_text_for_each_value, ()) {
  const auto value = json::read_text<Sample>(*rc::gen::map(samples(), [](Sample s) { return json::write(s); })).value();
  const auto text = json::write(value);
  RC_ASSERT(json::write(json::read_text<Sample>(json::write(value, json::Form::full)).value()) == text);
  RC_ASSERT(json::canonical(json::parse(text).value()) == text);
}

TEST(Json, leaves_out_defaults_in_compact_form_only) {
  EXPECT_EQ(json::write(Sample{}), "{}");
  EXPECT_EQ(json::write(Limit{}, json::Form::full), R"({"amount":0,"colour":"red"})");
}

TEST(Json, keeps_a_member_whose_default_differs_from_its_own_types) {
  Sample sample;
  sample.limit = Limit{};
  EXPECT_EQ(json::write(sample), R"({"limit":{}})");
  EXPECT_EQ(json::read_text<Sample>(json::write(sample)).value(), sample);
}

TEST(Json, sorts_keys_and_drops_the_underscore_of_names) {
  Sample sample;
  sample.yes = false;
  sample.counts = {{"b", 2}, {"a", 1}};
  sample.limit.colour = Colour::final_;
  EXPECT_EQ(json::write(sample), R"({"counts":{"a":1,"b":2},"limit":{"amount":5,"colour":"final"},"yes":false})");
}

TEST(Json, escapes_as_rfc_8785_wants) {
  std::string out;
  json::append_string(out, "\"\\/\b\f\n\r\t\x01\x1f\x7f路");
  EXPECT_EQ(out, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f路\"");
}

TEST(Json, writes_any_document_in_its_canonical_form) {
  struct Row {
    const char* from;
    const char* to;
  };
  const std::array rows{
      Row{" { \"b\" : [ 1 , null , true ] , \"a\" : \"\\u8def\" } ", "{\"a\":\"路\",\"b\":[1,null,true]}"},
      Row{"0.5", "0.5"},
      Row{"-0.0", "0"},
      Row{"1.0", "1"},
      Row{"18446744073709551615", "18446744073709551615"},
      Row{"[]", "[]"},
      Row{"{}", "{}"}};
  for (const auto& row : rows) {
    const auto once = json::canonical(json::parse(row.from).value());
    EXPECT_EQ(once, row.to);
    EXPECT_EQ(json::canonical(json::parse(once).value()), once);
  }
}

TEST(Json, refuses_what_is_not_one_document_of_bounded_depth) {
  const std::string deep = std::string(33, '[') + std::string(33, ']');
  for (const auto& bad : std::vector<std::string>{"", " ", "{", "[1,]", "{\"a\":1}x", "1 2", "nul", "'a'", "\"\xFF\"",
                                                  "\"\xED\xA0\x80\"", "\"\\ud800\"", "{a:1}", "1e999", deep}) {
    const auto value = json::parse(bad);
    ASSERT_FALSE(value) << bad;
    EXPECT_EQ(value.error().code, RefusalCode::invalid_input);
    EXPECT_TRUE(value.error().where.starts_with("byte ")) << value.error().where;
  }
  EXPECT_TRUE(json::parse(std::string(32, '[') + std::string(32, ']')));
  EXPECT_TRUE(json::parse("{}\n "));
}

TEST(Json, names_the_place_and_the_wish_when_a_member_is_wrong) {
  struct Row {
    const char* text;
    const char* where;
  };
  const std::array rows{Row{R"({"nope":1})", "/nope"},
                        Row{R"({"small":2147483648})", "/small"},
                        Row{R"({"small":1.0})", "/small"},
                        Row{R"({"small":"1"})", "/small"},
                        Row{R"({"yes":1})", "/yes"},
                        Row{R"({"list":["a",2]})", "/list/1"},
                        Row{R"({"counts":{"x":null}})", "/counts/x"},
                        Row{R"({"limits":[{"amount":"1"}]})", "/limits/0/amount"},
                        Row{R"({"limit":{"colour":"blue"}})", "/limit/colour"},
                        Row{R"({"limit":3})", "/limit"},
                        Row{R"([])", "/"}};
  for (const auto& row : rows) {
    const auto read = json::read_text<Sample>(row.text);
    ASSERT_FALSE(read) << row.text;
    EXPECT_EQ(read.error().where, row.where) << row.text;
  }
  EXPECT_EQ(json::read_text<Limit>(R"({"colour":"blue"})").error().allowed,
            (std::vector<std::string>{"red", "green", "final"}));
}

}  // namespace
}  // namespace huiyin
