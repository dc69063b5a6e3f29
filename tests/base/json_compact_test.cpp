#include "base/json_compact.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

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
  std::optional<int64_t> perhaps{3};
  std::vector<std::string> list;
  std::map<std::string, int32_t> counts;
  std::vector<Limit> limits;
  Limit limit{5, Colour::green};  // another default than Limit's own
  bool operator==(const Sample&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (words, small, yes, perhaps, list, counts, limits, limit))

rc::Gen<std::string> words(char from) {
  return rc::gen::container<std::string>(rc::gen::inRange<char>(from, 127));
}

rc::Gen<Limit> limits() {
  return rc::gen::build<Limit>(
      rc::gen::set(&Limit::amount, rc::gen::element<int64_t>(0, 5, -10, INT64_MAX, INT64_MIN)),
      rc::gen::set(&Limit::colour, rc::gen::element(Colour::red, Colour::green, Colour::final_)));
}

rc::Gen<Sample> samples(char from) {
  return rc::gen::build<Sample>(
      rc::gen::set(&Sample::words, words(from)), rc::gen::set(&Sample::small), rc::gen::set(&Sample::yes),
      rc::gen::set(&Sample::perhaps, rc::gen::element<std::optional<int64_t>>(std::nullopt, 0, -1)),
      rc::gen::set(&Sample::list, rc::gen::container<std::vector<std::string>>(words(from))),
      rc::gen::set(&Sample::counts,
                   rc::gen::container<std::map<std::string, int32_t>>(words(from), rc::gen::arbitrary<int32_t>())),
      rc::gen::set(&Sample::limits, rc::gen::container<std::vector<Limit>>(limits())),
      rc::gen::set(&Sample::limit, limits()));
}

RC_GTEST_PROP(JsonCompact, reads_back_what_was_written_where_nothing_was_escaped, ()) {
  const auto sample = *samples('a');
  RC_ASSERT(json::read_compact<Sample>(json::write(sample)) == std::optional{sample});
}

RC_GTEST_PROP(JsonCompact, what_it_reads_of_any_text_read_text_reads_the_same, ()) {
  auto text = json::write(*samples(1));
  const auto cuts = *rc::gen::inRange(0, 3);
  for (int cut = 0; cut < cuts; ++cut) text.erase(*rc::gen::inRange<size_t>(0, text.size()), 1);
  const auto compact = json::read_compact<Sample>(text);
  if (!compact) return;
  const auto read = json::read_text<Sample>(text);
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == *compact);
}

TEST(JsonCompact, leaves_every_other_text_to_the_strict_reader) {
  for (const auto* text : {"", "{", "{}x", "{ }", R"({"small":1.5})", R"({"small":01})", R"({"small":-01})",
                           R"({"small":99999999999})", R"({"words":"a\nb"})", R"({"words":"a)", R"({"unknown":1})",
                           R"({"yes":true,"small":1})", R"({"small":1,"small":1})", R"({"limit":{"colour":"blue"}})",
                           R"({"list":["a",]})", R"({"counts":{"a"}})", R"({"yes":null})"}) {
    EXPECT_FALSE(json::read_compact<Sample>(text)) << text;
  }
}

TEST(JsonCompact, a_nested_struct_starts_from_its_own_defaults) {
  const auto sample = json::read_compact<Sample>(R"({"limit":{},"perhaps":null})");
  ASSERT_TRUE(sample);
  EXPECT_EQ(sample->limit, Limit{});
  EXPECT_EQ(sample->perhaps, std::nullopt);
}

}  // namespace
}  // namespace huiyin
