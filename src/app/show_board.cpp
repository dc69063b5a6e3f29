#include "app/show_board.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "app/board_hours.h"
#include "app/board_period.h"
#include "app/case_line.h"
#include "domain/tally.h"

namespace huiyin {

namespace {

constexpr int64_t kSuppressBelow = 5;

using Sums = std::map<std::string, Measures>;

Wording name_of(const Definitions& today, const std::string& by, const std::string& subject) {
  if (by == "unit") return unit_view(today, subject).name;
  if (by == "category") {
    const auto* category = today.categories.by_code(subject);
    return category == nullptr ? Wording{} : category->title;
  }
  if (by == "programme") {
    const auto programme = today.programmes.find(subject);
    return programme == today.programmes.end() ? Wording{} : programme->second.title;
  }
  const auto node = by == "street" ? today.places.node(subject) : std::nullopt;
  return node ? node->name : Wording{};
}

Result<Identity> identity_of(App& app) {
  const auto rows = app.store().tallies("site", "", "", "");
  if (!rows) return std::unexpected(rows.error());
  Measures sums;
  for (const auto& row : *rows) sums[row.measure] += row.value;
  const auto supervised = app.store().tally_sums("stock.unit", "", "");
  if (!supervised) return std::unexpected(supervised.error());
  for (const auto& row : *supervised) sums["supervised"] += row.measure == "supervised" ? row.value : 0;
  Identity identity{sums["taken"],       sums["in_hand"],   sums["closed"], sums["refused"],
                    sums["transferred"], sums["withdrawn"], sums["merged"], sums["supervised"]};
  const auto settled = identity.closed + identity.refused + identity.transferred + identity.withdrawn + identity.merged;
  identity.holds = identity.taken == identity.in_hand + settled;
  return identity;
}

Result<void> add_sums(const Result<std::vector<TallyRow>>& rows, Sums& sums) {
  if (!rows) return std::unexpected(rows.error());
  for (const auto& row : *rows) sums[row.subject][row.measure] += row.value;
  return {};
}

Result<void> add_days(App& app, const BoardPeriod& period, Sums& sums) {
  const auto rows = app.store().tallies("flow.day", period.first, period.last, "");
  if (!rows) return std::unexpected(rows.error());
  for (const auto& row : *rows) sums[row.period][row.measure] += row.value;
  return {};
}

Result<void> add_hours(App& app, const Definitions& today, const BoardPeriod& period, Sums& sums) {
  const auto hours = taken_by_hour(app, today, period);
  if (!hours) return std::unexpected(hours.error());
  for (const auto& [hour, taken] : *hours) sums[hour]["taken"] = taken;
  return {};
}

// The flows of the period: a programme's are those of its days.
Result<void> add_flows(App& app, const Definitions& today, const std::string& by, const BoardPeriod& period,
                       Sums& sums) {
  if (by == "hour") return add_hours(app, today, period, sums);
  if (by == "day") return add_days(app, period, sums);
  if (by == "programme") return add_sums(app.store().tally_sums("flow.day", period.first, period.last), sums);
  return add_sums(app.store().tally_sums("flow." + by, period.from, period.to), sums);
}

// What a category has in hand: taken less settled, since the start.
Result<void> add_still_open(App& app, Sums& sums) {
  const auto rows = app.store().tally_sums("flow.category", "", "9999");
  if (!rows) return std::unexpected(rows.error());
  for (const auto& row : *rows) {
    const bool settled = std::ranges::find(kSettledKinds, row.measure) != kSettledKinds.end();
    if (settled || row.measure == "taken") sums[row.subject]["in_hand"] += settled ? -row.value : row.value;
  }
  return {};
}

// What stands now, whatever the period.
Result<void> add_stocks(App& app, const std::string& by, Sums& sums) {
  if (by == "category") return add_still_open(app, sums);
  const std::string name = by == "programme" ? "site" : "stock." + by;
  if (by != "unit" && by != "street" && by != "programme") return {};
  const auto rows = app.store().tally_sums(name, "", "");
  if (!rows) return std::unexpected(rows.error());
  for (const auto& row : *rows) {
    if (row.measure == "in_hand") sums[row.subject]["in_hand"] += row.value;
    if (row.measure == "supervised" && by != "programme") sums[row.subject]["supervised_now"] += row.value;
  }
  return {};
}

// What frozen months said, and when: of the whole months from..to that are frozen.
struct Kept {
  std::vector<FrozenMonth> months;
  Sums frozen, today;  // of those months
};

// The frozen months from..to in runs without a gap: a year costs as much as a month.
std::vector<BoardPeriod> runs_of(const std::vector<FrozenMonth>& months) {
  std::vector<BoardPeriod> runs;
  for (const auto& [month, frozen_at_ms] : months) {
    if (runs.empty() || month_after(runs.back().to) != month) runs.push_back({month, month, month + "-01", {}});
    runs.back().to = month;
    runs.back().last = month + "-31";
  }
  return runs;
}

Result<Kept> kept_months(App& app, const std::string& by, const BoardPeriod& period) {
  Kept kept;
  if (period.is_days || by == "day" || by == "hour") return kept;
  const auto freezes = app.store().freezes();
  if (!freezes) return std::unexpected(freezes.error());
  for (const auto& freeze : *freezes) {
    if (freeze.month < period.from || freeze.month > period.to) continue;
    kept.months.push_back({freeze.month, freeze.frozen_at_ms});
  }
  const bool by_programme = by == "programme";
  const std::string name = by_programme ? "flow.day" : "flow." + by;
  for (const auto& run : runs_of(kept.months)) {
    const auto& from = by_programme ? run.first : run.from;
    const auto& to = by_programme ? run.last : run.to;
    if (auto ok = add_sums(app.store().frozen_sums(name, from, to), kept.frozen); !ok) {
      return std::unexpected(ok.error());
    }
    if (auto ok = add_sums(app.store().tally_sums(name, from, to), kept.today); !ok) {
      return std::unexpected(ok.error());
    }
  }
  return kept;
}

// Today's figures of the frozen months less the frozen ones.
Measures difference_of(Kept& kept, const std::string& subject) {
  Measures difference = kept.today[subject];
  for (const auto& [measure, value] : kept.frozen[subject]) difference[measure] -= value;
  std::erase_if(difference, [](const auto& entry) { return entry.second == 0; });
  return difference;
}

void suppress(BoardLine& line) {
  std::erase_if(line.measures, [](const auto& entry) { return entry.second > 0 && entry.second < kSuppressBelow; });
  std::erase_if(line.rates, [](const Rate& rate) { return rate.denominator < kSuppressBelow; });
}

class LineMaker {
 public:
  LineMaker(const Definitions& today, const Board& board, bool in_public)
      : today_(today), board_(board), in_public_(in_public), of_many_(weights_of(today)) {}

  BoardLine line(const std::string& subject, Measures measures, Kept& kept) const {
    std::erase_if(measures, [](const auto& entry) { return entry.second == 0; });
    BoardLine line{subject, name_of(today_, board_.by, subject), std::move(measures), {}, {}, {}, {}};
    line.rates = rates_of(line.measures, board_.by == "programme" ? weights_of(today_, subject) : of_many_);
    if (in_public_) {
      suppress(line);
      return line;
    }
    line.frozen = kept.frozen[subject];
    line.since_frozen = difference_of(kept, subject);
    const bool by_day = board_.by == "day";
    line.cases = fmt::format("/api/v1/cases?measure={{measure}}&by={}&subject={}&from={}&to={}", board_.by, subject,
                             by_day ? subject : board_.from, by_day ? subject : board_.to);
    return line;
  }

 private:
  const Definitions& today_;
  const Board& board_;
  const bool in_public_;
  const Weights of_many_;  // where cases of many programmes meet
};

Result<void> fill_lines(App& app, const Definitions& today, const Caller& caller, Board& board) {
  const auto period = board_period(board.from, board.to, today.calendar.zone());
  if (!period) return std::unexpected(period.error());
  board.to = board.to.empty() ? board.from : board.to;
  if (period->is_days && board.by != "day" && board.by != "programme" && board.by != "hour") {
    return refuse(RefusalCode::invalid_input, "this board has months, not days", "/from");
  }
  Sums sums;
  if (auto ok = add_flows(app, today, board.by, *period, sums); !ok) return ok;
  if (auto ok = add_stocks(app, board.by, sums); !ok) return ok;
  auto kept = kept_months(app, board.by, *period);
  if (!kept) return std::unexpected(kept.error());
  board.frozen = kept->months;
  for (const auto& [subject, measures] : kept->frozen) sums[subject];
  const bool in_public = reads_in_public(caller);
  const LineMaker maker{today, board, in_public};
  for (auto& [subject, measures] : sums) {
    auto line = maker.line(subject, std::move(measures), *kept);
    const bool is_empty = line.measures.empty() && line.since_frozen.empty();
    if (in_public || !is_empty) board.lines.push_back(std::move(line));
  }
  return {};
}

}  // namespace

bool reads_in_public(const Caller& caller) {
  return caller.actor.posts.empty() && caller.actor.kind != ActorKind::system;
}

Result<Board> show_board(App& app, const Caller& caller, const std::string& by, const std::string& from,
                         const std::string& to) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  auto identity = identity_of(app);
  if (!identity) return std::unexpected(identity.error());
  Board board{by, from, to, *identity, {}, {}, app.now_at_ms()};
  if (by.empty()) return board;
  const std::vector<std::string> kinds{"unit", "street", "category", "programme", "day", "hour"};
  if (std::ranges::find(kinds, by) == kinds.end()) {
    return refuse(RefusalCode::invalid_input, "there is no such board", "/by", kinds);
  }
  if (auto ok = fill_lines(app, *today, caller, board); !ok) return std::unexpected(ok.error());
  return board;
}

}  // namespace huiyin
