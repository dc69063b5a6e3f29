#include "definitions/csv_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace huiyin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(CsvTable, ReadsRowsWithTheLineTheyStartOn) {
  CsvTable table{
      "\xEF\xBB\xBF"
      "a,b\r\n1, 2 \r\n\r\n\"x,\ny\",\"say \"\"hi\"\"\"\r\n3,4"};
  EXPECT_THAT(table.header().cells, ElementsAre("a", "b"));
  const auto first = table.next(), second = table.next(), third = table.next();
  ASSERT_TRUE(first && second && third);
  EXPECT_THAT(first->cells, ElementsAre("1", "2"));
  EXPECT_EQ(first->line, 2);
  EXPECT_EQ(first->raw, "1, 2 ");
  EXPECT_THAT(second->cells, ElementsAre("x,\ny", "say \"hi\""));
  EXPECT_EQ(second->line, 4);
  EXPECT_THAT(third->cells, ElementsAre("3", "4"));
  EXPECT_EQ(third->line, 6);
  EXPECT_FALSE(table.next());
}

TEST(CsvTable, GoesOnBehindARowThatDoesNotRead) {
  CsvTable table{"a\n1\nx\"y\n2\n\xFF\xFE\n3\n\"5\"6\n4\n\"never closed\n5\n"};
  std::vector<std::string> read, faults;
  while (const auto row = table.next()) {
    row->fault.empty() ? read.push_back(row->cells.front()) : faults.push_back(row->fault);
  }
  EXPECT_THAT(read, ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_THAT(faults, ElementsAre(HasSubstr("inside a cell"), HasSubstr("UTF-8"), HasSubstr("followed by a comma"),
                                  HasSubstr("never closed")));
}

TEST(CsvTable, OfNothingHasNoHeaderAndNoRows) {
  CsvTable table{""};
  EXPECT_TRUE(table.header().cells.empty());
  EXPECT_FALSE(table.next());
}

RC_GTEST_PROP(CsvTable, ReadsBackWhatCsvCellWrote, (const std::vector<std::string>& drawn)) {
  std::string text = "h\n";
  std::vector<std::string> written;
  for (const auto& cell : drawn) {
    std::string ascii = "=";  // a cell is never empty and has no spaces around
    for (const char c : cell) ascii += static_cast<char>(c & 0x7F) == '\0' ? 'x' : static_cast<char>(c & 0x7F);
    ascii += '=';
    text += csv_cell(ascii) + "\n";
    written.push_back(ascii);
  }
  CsvTable table{text};
  std::vector<std::string> read;
  while (const auto row = table.next()) {
    RC_ASSERT(row->fault.empty());
    read.push_back(row->cells.front());
  }
  RC_ASSERT(read == written);
}

RC_GTEST_PROP(CsvTable, EndsOnAnyBytes, (const std::string& bytes)) {
  CsvTable table{bytes};
  size_t rows = 0;
  while (table.next()) ++rows;
  RC_ASSERT(rows <= bytes.size());
}

}  // namespace
}  // namespace huiyin
