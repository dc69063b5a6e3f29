#include "store/connection.h"

#include <gtest/gtest.h>

#include "store/connection_pool.h"
#include "store/migrator.h"
#include "store/store_fixture.h"

namespace huiyin {
namespace {

class ConnectionTest : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    url_ = GetParam() == Engine::sqlite ? "sqlite:" + folder_.path() + "/site.db"
                                        : PostgresCluster::shared().new_database();
    connection_ = connect({url_, false}).value();
    ASSERT_TRUE(
        connection_->run_script("CREATE TABLE thing (id bigint PRIMARY KEY, word text, bytes " + bytes_type() + ")"));
  }
  static std::string bytes_type() { return GetParam() == Engine::sqlite ? "BLOB" : "bytea"; }
  Result<Rows> insert(int64_t id) { return connection_->query_text("INSERT INTO thing (id) VALUES ($1)", {id}); }

  ScratchFolder folder_;
  std::string url_;
  std::unique_ptr<Connection> connection_;
};

TEST_P(ConnectionTest, ParametersGoByTheirNumberNotByTheirOrder) {
  ASSERT_TRUE(insert(1));
  ASSERT_TRUE(connection_->query_text("UPDATE thing SET word = $2 WHERE id = $1", {1, "two"}));
  const auto rows = connection_->query_text("SELECT word FROM thing WHERE word = $2 AND id = $1", {1, "two"});
  ASSERT_TRUE(rows) << rows.error().detail;
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front().text(0), "two");
}

TEST_P(ConnectionTest, EveryKindOfValueComesBackAsItWent) {
  const std::string bytes{"\0\xff\x80 '\\", 6};
  const std::string word = "回音 O'Neill \\ \"x\"";
  for (const int64_t number : {int64_t{0}, int64_t{-1}, INT64_MAX, INT64_MIN}) {
    ASSERT_TRUE(connection_->query_text("DELETE FROM thing"));
    ASSERT_TRUE(connection_->query_text("INSERT INTO thing VALUES ($1, $2, $3)", {number, word, Param::bytes(bytes)}));
    const auto rows = connection_->query_text("SELECT id, word, bytes FROM thing");
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->front().integer(0), number);
    EXPECT_EQ(rows->front().text(1), word);
    EXPECT_EQ(rows->front().view(2), bytes);
  }
}

TEST_P(ConnectionTest, NullIsNotEmpty) {
  ASSERT_TRUE(connection_->query_text("INSERT INTO thing VALUES ($1, $2, $3)", {1, "", nullptr}));
  const auto rows = connection_->query_text("SELECT word, bytes FROM thing");
  ASSERT_TRUE(rows);
  EXPECT_FALSE(rows->front().is_null(0));
  EXPECT_TRUE(rows->front().is_null(1));
}

TEST_P(ConnectionTest, ABurstAnswersEachStatementInOrder) {
  for (int64_t id = 1; id <= 3; ++id) connection_->queue_text("INSERT INTO thing (id) VALUES ($1)", {id});
  connection_->queue_text("SELECT id FROM thing ORDER BY id DESC");
  const auto answers = connection_->flush();
  ASSERT_TRUE(answers);
  ASSERT_EQ(answers->size(), 4U);
  EXPECT_EQ((*answers)[0].affected(), 1);
  EXPECT_EQ((*answers)[3].size(), 3U);
  EXPECT_EQ((*answers)[3].front().integer(0), 3);
}

TEST_P(ConnectionTest, AStatementAfterAFailureIsNotRun) {
  ASSERT_TRUE(connection_->begin(Access::write));
  ASSERT_TRUE(insert(1));
  connection_->queue_text("INSERT INTO thing (id) VALUES ($1)", {1});
  connection_->queue_text("INSERT INTO thing (id) VALUES ($1)", {2});
  connection_->queue_commit();
  const auto answers = connection_->flush();
  ASSERT_FALSE(answers);
  EXPECT_EQ(answers.error().code, RefusalCode::corrupt);
  connection_->rollback();
  const auto rows = connection_->query_text("SELECT id FROM thing");
  ASSERT_TRUE(rows) << rows.error().detail;
  EXPECT_TRUE(rows->empty());
}

TEST_P(ConnectionTest, ACommitThatSucceedsKeptTheRowsAndOneThatFailsKeptNone) {
  ASSERT_TRUE(connection_->begin(Access::write));
  ASSERT_TRUE(insert(1));
  EXPECT_FALSE(insert(1));
  const bool committed = connection_->commit().has_value();
  connection_->rollback();
  EXPECT_EQ(connection_->query_text("SELECT id FROM thing")->size(), committed ? 1U : 0U);
}

TEST_P(ConnectionTest, AReadOnlyConnectionDoesNotWrite) {
  auto reader = connect({url_, true}).value();
  const auto written = reader->query_text("INSERT INTO thing (id) VALUES ($1)", {1});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, RefusalCode::store_unavailable);
}

TEST_P(ConnectionTest, ManyDifferentTextsStayWithinBounds) {
  for (int count = 0; count < 300; ++count) {
    const auto rows = connection_->query_text("SELECT CAST(" + std::to_string(count) + " AS bigint)");
    ASSERT_TRUE(rows) << rows.error().detail;
    ASSERT_EQ(rows->front().integer(0), count);
  }
  EXPECT_TRUE(insert(1));
}

TEST_P(ConnectionTest, AWordThatIsNotSqlIsRefusedAndTheConnectionGoesOn) {
  EXPECT_EQ(connection_->query_text("SELEKT 1").error().code, RefusalCode::corrupt);
  EXPECT_TRUE(insert(1));
}

TEST_P(ConnectionTest, MigratingTwiceChangesNothing) {
  ASSERT_TRUE(migrate(*connection_));
  ASSERT_TRUE(migrate(*connection_));
  EXPECT_EQ(connection_->query(Sql::schema_versions)->size(), migrations().size());
  EXPECT_EQ(connection_->query(Sql::find_head)->size(), 1U);
}

// Transactions, which take no plan, and the search index, which has a schema of its own.
bool stands_apart(const std::string& sql) {
  for (const char* word : {"search_", "BEGIN", "COMMIT", "ROLLBACK"}) {
    if (sql.find(word) != std::string::npos) return true;
  }
  return false;
}

TEST_P(ConnectionTest, EveryStatementOfTheProgramPreparesOnTheNewestSchema) {
  ASSERT_TRUE(migrate(*connection_));
  for (const auto& text : sql_texts()) {
    const std::string sql = GetParam() == Engine::postgresql && text.postgresql ? text.postgresql : text.text;
    if (stands_apart(sql)) continue;
    const auto prepare = GetParam() == Engine::sqlite ? "EXPLAIN " + sql : "PREPARE p AS " + sql + "; DEALLOCATE p";
    const auto ok = connection_->run_script(prepare);
    EXPECT_TRUE(ok) << text.name << ": " << (ok ? "" : ok.error().detail);
  }
}

TEST_P(ConnectionTest, ThePoolLendsEachConnectionToOneAtATime) {
  ConnectionPool pool{{url_, true}, 1};
  const auto seen = pool.with([](Connection& reader) -> Result<int64_t> {
    const auto rows = reader.query_text("SELECT CAST(7 AS bigint)");
    if (!rows) return std::unexpected(rows.error());
    return rows->front().integer(0);
  });
  EXPECT_EQ(seen.value(), 7);
  auto first = pool.checkout();
  auto waiting = std::async(std::launch::async, [&] { return pool.checkout().has_value(); });
  {
    const auto back = std::move(*first);
  }
  EXPECT_TRUE(waiting.get());
}

HUIYIN_ON_BOTH_ENGINES(ConnectionTest);

TEST(ConnectionUrl, OnlyTheTwoEnginesAreKnown) {
  EXPECT_EQ(engine_of("sqlite:/a/b.db").value(), Engine::sqlite);
  EXPECT_EQ(engine_of("postgresql://h/d").value(), Engine::postgresql);
  EXPECT_EQ(engine_of("mysql://h/d").error().code, RefusalCode::wrong_use);
}

}  // namespace
}  // namespace huiyin
