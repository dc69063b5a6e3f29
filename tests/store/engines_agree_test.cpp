// The same random commands leave the same cores and rows on both engines, however they fall into batches.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "store/store_fixture.h"

namespace huiyin {
namespace {

// One drawn command: opens a case, moves one, gives one a party, settles or refuses.
struct Drawn {
  int what = 0;
  int which = 0;
  int unit = 0;
};

Drawn drawn_command() {
  return {*rc::gen::inRange(0, 6), *rc::gen::inRange(0, 8), *rc::gen::inRange(0, 3)};
}

CaseId case_of(int which) {
  return make_case_id({20'779}, which + 1).value();
}

Draft without_words(Draft draft) {
  draft.events.front().secret = {};  // salts would differ
  return draft;
}

DraftEvent drawn_event(const Drawn& drawn) {
  auto event = step(case_of(drawn.which), "drawn");
  auto& changes = event.core.changes;
  const auto unit = "unit_" + std::to_string(drawn.unit);
  if (drawn.what == 1) changes.holder = Holder{unit, "handler"};
  if (drawn.what == 2) changes.parties = {{.id = drawn.unit, .part = "party", .unit = unit, .state = "asked"}};
  if (drawn.what == 3)
    changes.parties = {{.id = drawn.unit, .part = "party", .unit = unit, .state = "done", .settled = true}};
  if (drawn.what == 4) {
    changes.phase = Phase::settled;
    changes.settled_as = "closed";
    changes.settled_at_ms = kNow + kHourMs;
  }
  return event;
}

Job job_of(const Drawn& drawn) {
  if (drawn.what == 0)
    return opening(without_words(intake(case_of(drawn.which), "unit_" + std::to_string(drawn.unit))));
  if (drawn.what == 5) return refusing();
  return {.needs = {case_of(drawn.which)}, .decide = [drawn](const std::vector<Case>&) -> Result<Draft> {
            return Draft{.events = {drawn_event(drawn)}};
          }};
}

// Every row that verify answers for, as one text.
std::string everything(const std::string& url) {
  auto connection = connect({url, true}).value();
  std::string text;
  for (const std::string sql :
       {"SELECT log_seq, case_id, n, core FROM event ORDER BY log_seq",
        "SELECT case_id, state, phase, grid, holder_unit, promised_at_ms, next_at_ms, head, body FROM case_row ORDER "
        "BY case_id",
        "SELECT unit, settled, case_id, party_id, state FROM party ORDER BY unit, settled, case_id, party_id",
        "SELECT name, period, subject, measure, value FROM tally WHERE value <> 0 ORDER BY name, period, subject, "
        "measure",
        "SELECT log_seq, running FROM head"}) {
    const auto rows = connection->query_text(sql).value();
    for (size_t row = 0; row < rows.size(); ++row) {
      for (size_t column = 0; column < rows.columns_count(); ++column) {
        const auto cell = rows[row];
        text += cell.is_null(column)      ? "NULL"
                : cell.is_integer(column) ? std::to_string(cell.integer(column))
                                          : cell.text(column);
        text += '|';
      }
      text += '\n';
    }
  }
  return text;
}

std::vector<bool> play(const StoreOptions& options, const std::vector<Drawn>& commands) {
  auto store = SqlStore::open(options).value();
  std::vector<std::promise<bool>> answers(commands.size());
  for (size_t index = 0; index < commands.size(); ++index) {
    store->submit(job_of(commands[index]),
                  [&, index](Result<Outcome> outcome) { answers[index].set_value(outcome.has_value()); });
  }
  std::vector<bool> accepted;
  for (auto& answer : answers) accepted.push_back(answer.get_future().get());
  return accepted;
}

// One database for all drawn cases, emptied before each.
std::string emptied_database() {
  static const auto url = PostgresCluster::shared().new_database();
  connect({url, false}).value()->run_script("DROP SCHEMA public CASCADE; CREATE SCHEMA public").value();
  return url;
}

RC_GTEST_PROP(EnginesAgree, TheSameCommandsLeaveTheSameRowsOnBothEngines, ()) {
  const auto count = *rc::gen::inRange<size_t>(1, 60);
  const auto commands = *rc::gen::container<std::vector<Drawn>>(count, rc::gen::exec(drawn_command));
  const ScratchFolder folder;
  StoreOptions sqlite;
  sqlite.url = "sqlite:" + folder.path() + "/site.db";
  sqlite.keys = generate_key_ring();
  auto postgresql = sqlite;
  postgresql.url = emptied_database();
  postgresql.batch_max = 7;
  const auto accepted = play(sqlite, commands);
  RC_ASSERT(accepted == play(postgresql, commands));
  RC_ASSERT(everything(sqlite.url) == everything(postgresql.url));
}

}  // namespace
}  // namespace huiyin
