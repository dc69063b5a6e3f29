#include "definitions/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace huiyin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<CsvRow> read(const std::string& bytes, Findings& findings) {
  return read_csv({"t.csv", bytes}, {"a", "b"}, findings);
}

std::vector<CsvRow> read_well(const std::string& bytes) {
  Findings findings;
  auto rows = read(bytes, findings);
  EXPECT_THAT(findings, IsEmpty()) << findings.front().detail;
  return rows;
}

TEST(Csv, ReadsCellsInTheOrderAskedForWhateverTheHeadersOrder) {
  const auto rows = read_well("b,a\n2,1\n");
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].line, 2);
  EXPECT_THAT(rows[0].cells, ElementsAre("1", "2"));
}

TEST(Csv, ToleratesAByteOrderMarkCarriageReturnsEmptyLinesBlanksAndNoLastNewline) {
  const auto rows = read_well(
      "\xEF\xBB\xBF"
      "a,b\r\n\r\n 1 , 2\r\n\n3,4");
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_THAT(rows[0].cells, ElementsAre("1", "2"));
  EXPECT_EQ(rows[0].line, 3);
  EXPECT_THAT(rows[1].cells, ElementsAre("3", "4"));
  EXPECT_EQ(rows[1].line, 5);
}

TEST(Csv, QuotesHoldCommasQuotesAndNewlines) {
  const auto rows = read_well("a,b\n\"x, \"\"y\"\"\",\"1\n2\"\n3,4\n");
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_THAT(rows[0].cells, ElementsAre("x, \"y\"", "1\n2"));
  EXPECT_EQ(rows[1].line, 4);
}

struct Flawed {
  const char* bytes;
  int32_t line;
  const char* field;
  const char* detail;
};

TEST(Csv, WhatIsWrongIsNamedByLineAndColumn) {
  for (const Flawed& flawed : std::vector<Flawed>{
           {"", 0, "", "needs a first line: a,b"},
           {"a\n1\n", 1, "b", "the column is missing"},
           {"a,b,c\n", 1, "c", "unknown column; known are: a,b"},
           {"a,b,a\n", 1, "a", "the column is given twice"},
           {"a,b\n1\n", 2, "", "1 cells instead of 2"},
           {"a,b\n1,2,3\n", 2, "", "3 cells instead of 2"},
           {"a,b\n1,2\n3,\"4\n5,6\n", 3, "", "a quote is opened here and never closed"},
           {"a,b\n1,x\"y\"\n", 2, "", "a quote inside a cell without quotes around it"},
           {"a,b\n1,\"y\"z\n", 2, "", "a quoted cell must be followed by a comma or the end of the line"},
           {"a,b\n1,2\n\xFF,4\n", 3, "", "these bytes are not UTF-8 text"},
       }) {
    Findings findings;
    read(flawed.bytes, findings);
    ASSERT_THAT(findings, SizeIs(1)) << flawed.bytes;
    EXPECT_EQ(findings[0].file, "t.csv");
    EXPECT_EQ(findings[0].line, flawed.line) << flawed.bytes;
    EXPECT_EQ(findings[0].field, flawed.field) << flawed.bytes;
    EXPECT_EQ(findings[0].detail, flawed.detail);
  }
}

RC_GTEST_PROP(Csv, WhatIsQuotedByTheRuleReadsBackAsItWas, ()) {
  const auto text = rc::gen::container<std::string>(rc::gen::element('a', 'b', ',', '"', '\n', '\r', ';'));
  const std::vector<std::string> cells{*text, *text};
  std::string bytes = "a,b\n";
  for (const std::string& cell : cells) {
    bytes += '"';
    for (const char c : cell) bytes += c == '"' ? std::string{"\"\""} : std::string{c};
    bytes += &cell == &cells[0] ? "\"," : "\"\r\n";
  }
  Findings findings;
  const auto rows = read(bytes, findings);
  RC_ASSERT(findings.empty());
  RC_ASSERT(rows.size() == 1U);
  RC_ASSERT(rows[0].cells == cells);
}

}  // namespace
}  // namespace huiyin
