#include "app/cases_behind.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/board_hours.h"
#include "app/board_period.h"
#include "domain/event.h"
#include "domain/tally.h"
#include "ledger/chain.h"

namespace huiyin {

namespace {

// What a category has in hand has no tally of its own: taken less settled, since the start.
constexpr std::string_view kStillOpen = "still_open";
constexpr std::string_view kByHour = "flow.hour";
constexpr size_t kLookedAtMax = 400;  // cases a page: some ten milliseconds of events

// Which moves make the figure.
struct Wanted {
  std::string name, subject, measure;
  std::string first, last;  // of their periods; empty = any
  std::vector<Freeze> freezes;
  bool since_frozen = false;
  int64_t opened_since_ms = 0;  // by hour: counted over cases, not over moves

  // What the case adds to a figure by hour.
  int64_t share_of(const Case& state, const Zone& zone) const {
    const bool is_in = state.counted && state.opened_at_ms >= opened_since_ms;
    return is_in && hour_of(state.opened_at_ms, zone) == subject ? 1 : 0;
  }

  // What the move adds to the figure.
  int64_t share_of(const TallyMove& move, int64_t log_seq) const {
    if (move.name != name || (!subject.empty() && move.subject != subject)) return 0;
    if (measure == kStillOpen) return still_open_share_of(move);
    if (move.measure != measure || (!first.empty() && (move.period < first || move.period > last))) return 0;
    return !since_frozen || is_late(move, log_seq) ? move.delta : 0;
  }

 private:
  static int64_t still_open_share_of(const TallyMove& move) {
    if (move.measure == "taken") return move.delta;
    return std::ranges::find(kSettledKinds, move.measure) == kSettledKinds.end() ? 0 : -move.delta;
  }

  bool is_late(const TallyMove& move, int64_t log_seq) const {
    return std::ranges::any_of(freezes, [&](const Freeze& freeze) {
      return move.period.starts_with(freeze.month) && log_seq > freeze.log_seq;
    });
  }
};

bool is_stock(const Figure& figure) {
  return figure.measure == "in_hand" || figure.measure == "supervised_now";
}

Result<void> check_figure(const Caller& caller, const Figure& figure, size_t limit) {
  if (!caller.is_staff()) return refuse(RefusalCode::not_your_role, "the cases behind figures are for staff");
  const std::vector<std::string> kinds{"unit", "street", "category", "programme", "day", "hour"};
  if (std::ranges::find(kinds, figure.by) == kinds.end()) {
    return refuse(RefusalCode::invalid_input, "there is no such board", "/by", kinds);
  }
  if (figure.by == "hour" && figure.measure != "taken") {
    return refuse(RefusalCode::invalid_input, "by hour there is what was taken", "/measure", {"taken"});
  }
  if (is_stock(figure) && (figure.by == "day" || (figure.by == "category" && figure.measure != "in_hand"))) {
    return refuse(RefusalCode::invalid_input, "this board does not say what stands now", "/measure");
  }
  if (limit == 0 || limit > kPageMax) return refuse(RefusalCode::invalid_input, "a page has 1 to 200 cases", "/limit");
  return {};
}

// What stands now is a count over open cases of that holder, street or programme.
void aim_at_stock(const Figure& figure, Wanted& wanted, CaseFilter& filter) {
  wanted.name = figure.by == "programme" ? "site" : "stock." + figure.by;
  wanted.measure = figure.measure == "in_hand" ? "in_hand" : "supervised";
  if (figure.by == "category") {
    wanted.name = "flow.category";
    wanted.measure = kStillOpen;
    filter.category = figure.subject;
  }
  filter.phase = "open";
  if (figure.by == "unit") filter.holder_unit = figure.subject;
  if (figure.by == "street") filter.street = figure.subject;
  if (figure.by == "programme") filter.programme = figure.subject;
}

Result<void> aim_at_flow(App& app, const Figure& figure, const BoardPeriod& period, Wanted& wanted,
                         CaseFilter& filter) {
  const bool by_day = figure.by == "day" || figure.by == "programme";
  wanted.name = by_day ? "flow.day" : "flow." + figure.by;
  wanted.first = by_day ? period.first : period.from;
  wanted.last = by_day ? period.last : period.to;
  wanted.since_frozen = figure.since_frozen;
  if (figure.by == "day") wanted.subject.clear();
  if (figure.by == "hour") wanted.opened_since_ms = period.starts_at_ms;
  if (figure.by == "programme") filter.programme = figure.subject;
  filter.opened_before_ms = period.ends_at_ms;
  if (!figure.since_frozen) return {};
  auto freezes = app.store().freezes();
  if (!freezes) return std::unexpected(freezes.error());
  wanted.freezes = std::move(*freezes);
  return {};
}

// The sum of the case's moves of this figure, by the function that counted them.
Result<int64_t> moves_of(App& app, const Case& state, const Wanted& wanted, const Zone& zone) {
  const auto stored = app.store().events_of(state.id);
  if (!stored) return std::unexpected(stored.error());
  int64_t sum = 0;
  Case before;
  for (const auto& row : *stored) {
    const auto event = decode(row.core);
    if (!event) return std::unexpected(event.error());
    Case after = apply(before, *event);
    for (const auto& move : tally_moves(before, after, *event, zone)) {
      sum += wanted.share_of(move, row.log_seq);
    }
    before = std::move(after);
  }
  return sum;
}

class FigureReader {
 public:
  FigureReader(App& app, const Caller& caller, const Definitions& today) : app_(app), caller_(caller), today_(today) {}

  Result<CasePage> read(const Wanted& wanted, const CaseFilter& filter, int64_t starts_at_ms, std::string cursor,
                        size_t limit) {
    size_t looked_at = 0;
    page_.next = std::move(cursor);
    do {
      const size_t window = std::min(limit - page_.rows.size(), kLookedAtMax - looked_at);
      const auto cases =
          app_.store().list(filter, CaseOrder::newest, page_.next, std::min(window, kPageMax), app_.now_at_ms());
      if (!cases) return std::unexpected(cases.error());
      for (const auto& state : cases->cases) {
        ++looked_at;
        // Nothing happened to it since the period began.
        if (state.updated_at_ms < starts_at_ms) continue;
        if (auto ok = take(state, wanted); !ok) return std::unexpected(ok.error());
      }
      page_.next = cases->next;
      if (cases->cases.empty()) break;  // the store has looked at its fill
    } while (!page_.next.empty() && page_.rows.size() < limit && looked_at < kLookedAtMax);
    return std::move(page_);
  }

 private:
  Result<void> take(const Case& state, const Wanted& wanted) {
    const auto& zone = today_.calendar.zone();
    const auto moves = wanted.name == kByHour ? wanted.share_of(state, zone) : moves_of(app_, state, wanted, zone);
    if (!moves) return std::unexpected(moves.error());
    if (*moves == 0) return {};
    page_.sum += *moves;
    const auto ruling = app_.ruling(state.edition);
    if (!ruling) return std::unexpected(ruling.error());
    const auto sight = sight_of(caller_, state, **ruling);
    if (sight == Sight::none) {
      ++page_.hidden;
      return {};
    }
    page_.rows.push_back(case_line(app_, state, **ruling, sight));
    page_.moves.push_back(*moves);
    return {};
  }

  App& app_;
  const Caller& caller_;
  const Definitions& today_;
  CasePage page_;
};

void audit(App& app, const Caller& caller, const Figure& figure) {
  app.store().audit({app.now_at_ms(), caller.actor.account, "list",
                     fmt::format("figure {} by={} subject={} from={} to={}", figure.measure, figure.by, figure.subject,
                                 figure.from, figure.to)});
}

}  // namespace

Result<CasePage> cases_behind(App& app, const Caller& caller, const Figure& figure, const std::string& cursor,
                              size_t limit) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  if (auto ok = check_figure(caller, figure, limit); !ok) return std::unexpected(ok.error());
  Wanted wanted{.subject = figure.subject, .measure = figure.measure, .freezes = {}};
  CaseFilter filter;
  int64_t starts_at_ms = 0;
  if (is_stock(figure)) {
    aim_at_stock(figure, wanted, filter);
  } else {
    const auto period = board_period(figure.from, figure.to, today->calendar.zone());
    if (!period) return std::unexpected(period.error());
    starts_at_ms = period->starts_at_ms;
    if (auto ok = aim_at_flow(app, figure, *period, wanted, filter); !ok) return std::unexpected(ok.error());
  }
  auto page = FigureReader{app, caller, *today}.read(wanted, filter, starts_at_ms, cursor, limit);
  if (page) audit(app, caller, figure);
  return page;
}

}  // namespace huiyin
