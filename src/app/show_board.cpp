#include "app/show_board.h"

#include <algorithm>
#include <string_view>

#include "app/case_line.h"

namespace huiyin {

namespace {

constexpr int64_t kSuppressBelow = 5;

bool is_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return false;
  return parse_date(std::string{text} + "-01").has_value();
}

Result<void> check_period(const std::string& by, const std::string& from, const std::string& to) {
  const bool by_day = by == "day";
  const auto fits = [&](const std::string& text) { return by_day ? parse_date(text).has_value() : is_month(text); };
  const char* shape = by_day ? "must be a date such as 2026-11-22" : "must be a month such as 2026-11";
  if (!fits(from)) return refuse(RefusalCode::invalid_input, shape, "/from");
  if (!fits(to) || to < from)
    return refuse(RefusalCode::invalid_input, std::string{shape} + ", not before from", "/to");
  return {};
}

Wording name_of(const Definitions& today, const std::string& by, const std::string& subject) {
  if (by == "unit") return unit_view(today, subject).name;
  if (by == "category") {
    const auto* category = today.categories.by_code(subject);
    return category == nullptr ? Wording{} : category->title;
  }
  const auto node = by == "street" ? today.places.node(subject) : std::nullopt;
  return node ? node->name : Wording{};
}

using Sums = std::map<std::string, std::map<std::string, int64_t>>;

Result<void> add_tallies(App& app, const std::string& name, const std::string& from, const std::string& to, bool by_day,
                         Sums& sums) {
  const auto rows = app.store().tallies(name, from, to, "");
  if (!rows) return std::unexpected(rows.error());
  for (const auto& row : *rows) sums[by_day ? row.period : row.subject][row.measure] += row.value;
  return {};
}

Result<Identity> identity_of(App& app) {
  const auto rows = app.store().tallies("site", "", "", "");
  if (!rows) return std::unexpected(rows.error());
  std::map<std::string, int64_t> sums;
  for (const auto& row : *rows) sums[row.measure] += row.value;
  Identity identity{sums["taken"],       sums["in_hand"],   sums["closed"], sums["refused"],
                    sums["transferred"], sums["withdrawn"], sums["merged"], sums["supervised"]};
  const auto settled = identity.closed + identity.refused + identity.transferred + identity.withdrawn + identity.merged;
  identity.holds = identity.taken == identity.in_hand + settled;
  return identity;
}

BoardLine line_of(const Definitions& today, const std::string& by, const std::string& subject,
                  std::map<std::string, int64_t> measures, bool in_public) {
  std::erase_if(measures, [&](const auto& entry) {
    return entry.second == 0 || (in_public && entry.second > 0 && entry.second < kSuppressBelow);
  });
  return {subject, name_of(today, by, subject), std::move(measures)};
}

}  // namespace

Result<Board> show_board(App& app, const Caller& caller, const std::string& by, const std::string& from,
                         const std::string& to) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  auto identity = identity_of(app);
  if (!identity) return std::unexpected(identity.error());
  Board board{by, from, to, *identity, {}, app.now_at_ms()};
  if (by.empty()) return board;
  const std::vector<std::string> kinds{"unit", "street", "category", "day"};
  if (std::ranges::find(kinds, by) == kinds.end()) {
    return refuse(RefusalCode::invalid_input, "there is no such board", "/by", kinds);
  }
  if (auto ok = check_period(by, from, to); !ok) return std::unexpected(ok.error());
  Sums sums;
  if (auto ok = add_tallies(app, "flow." + by, from, to, by == "day", sums); !ok) return std::unexpected(ok.error());
  if (by == "unit" || by == "street") {
    if (auto ok = add_tallies(app, "stock." + by, "", "", false, sums); !ok) return std::unexpected(ok.error());
  }
  const bool in_public = caller.actor.posts.empty() && caller.actor.kind != ActorKind::system;
  for (auto& [subject, measures] : sums) {
    board.lines.push_back(line_of(*today, by, subject, std::move(measures), in_public));
  }
  return board;
}

}  // namespace huiyin
