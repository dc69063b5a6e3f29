#include "sim/many_seeds.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

namespace huiyin::sim {
namespace {

// Worlds lived beside one another, as many as there are cores; each keeps its place in the answer.
class Worlds {
 public:
  Worlds(std::vector<WorldSetup> setups, int64_t days, const Progress& progress)
      : setups_(std::move(setups)), days_(days), progress_(progress), years_(setups_.size()) {}

  Result<std::vector<Year>> live_all() {
    const size_t count = std::min<size_t>(setups_.size(), std::max(1U, std::thread::hardware_concurrency()));
    std::vector<std::jthread> threads;
    for (size_t index = 0; index < count; ++index) threads.emplace_back([this] { work(); });
    threads.clear();  // waits for them
    if (refusal_) return std::unexpected(*refusal_);
    return std::move(years_);
  }

  bool stopped() const { return stopped_; }

 private:
  void work() {
    for (size_t index = next_++; index < setups_.size() && !stopped_; index = next_++) {
      NoSink sink;
      auto year = live(setups_[index], sink, [this](int64_t, int64_t) { return tick(); });
      const std::scoped_lock lock{mutex_};
      if (!year) {
        give_up(year.error());
      } else if (year->violation) {
        const auto& broken = *year->violation;
        give_up({RefusalCode::corrupt,
                 fmt::format("seed {}: {}", setups_[index].seed, broken.what),
                 fmt::format("{} event {} ({})", broken.case_no, broken.n, broken.kind),
                 {}});
      } else {
        years_[index] = std::move(*year);
      }
    }
  }

  bool tick() {
    const std::scoped_lock lock{mutex_};
    ++days_done_;
    const auto all = days_ * static_cast<int64_t>(setups_.size());
    if (progress_ && !progress_(days_done_, all)) stopped_ = true;
    return !stopped_;
  }

  void give_up(Refusal refusal) {
    if (!refusal_) refusal_ = std::move(refusal);
    stopped_ = true;
  }

  const std::vector<WorldSetup> setups_;
  const int64_t days_;
  const Progress& progress_;
  std::vector<Year> years_;
  std::atomic<size_t> next_{0};
  std::mutex mutex_;
  int64_t days_done_ = 0;
  std::atomic<bool> stopped_{false};
  std::optional<Refusal> refusal_;
};

int64_t days_of(const Definitions& today, const Span& span) {
  const auto& zone = today.calendar.zone();
  return zone.local(span.until_at_ms - 1).date.days - zone.local(span.from_at_ms).date.days + 1;
}

double on_time_of(const std::vector<CaseRecord>& records) {
  double closed = 0, late = 0;
  for (const auto& record : records) {
    if (!record.closed) continue;
    ++closed;
    if (record.late) ++late;
  }
  return closed == 0 ? 0 : 1 - late / closed;
}

SeedLine line_of(uint64_t seed, const Year& year) {
  const auto& ledger = year.ledger;
  SeedLine line{seed,
                ledger.taken,
                ledger.done(),
                ledger.in_hand,
                ledger.supervised,
                ledger.district,
                ledger.closed,
                ledger.refused,
                ledger.transferred,
                ledger.withdrawn,
                ledger.merged,
                year.events,
                std::llround(on_time_of(year.records) * 10'000),
                {}};
  for (const auto& refusal : year.refusals) {
    line.refusals.push_back(fmt::format("{} {} {}", refusal.command, refusal.code, refusal.count));
  }
  return line;
}

template <class Member>
Summary summary_over(const std::vector<SeedLine>& lines, Member member) {
  std::vector<double> values;
  for (const auto& line : lines) values.push_back(static_cast<double>(line.*member));
  return summary_of(values);
}

bool is_near(double value, double target, double tolerance) {
  return std::abs(value - target) <= tolerance;
}

bool is_within(const SeedsReport& report, const LedgerTarget& target) {
  return is_near(report.taken.mean, target.taken, target.taken * target.flow_tolerance) &&
         is_near(report.done.mean, target.done, target.done * target.flow_tolerance) &&
         is_near(report.in_hand.mean, target.in_hand, target.in_hand_tolerance) &&
         is_near(report.supervised.mean, target.supervised, target.supervised_tolerance);
}

// The cases and the people that count for one line of a comparison.
bool concerns(const Definitions& today, const CaseRecord& record, const std::string& unit) {
  if (unit.empty() || today.units.is_within(record.lead, unit)) return true;
  const auto street = today.places.node(record.street);
  return street && street->unit == unit;
}

constexpr std::array kMeasures{"on_time", "dispatch_p50", "dispatch_p90", "settle_p50", "settle_p90", "load"};

std::array<double, kMeasures.size()> measures_of(const Definitions& today, const Year& year, const std::string& unit) {
  std::vector<CaseRecord> records;
  std::vector<double> to_dispatch_h, to_settle_h;
  const auto hours = [](int64_t from_ms, int64_t to_ms) {
    return static_cast<double>(to_ms - from_ms) / static_cast<double>(kHourMs);
  };
  for (const auto& record : year.records) {
    if (!concerns(today, record, unit)) continue;
    records.push_back(record);
    if (record.dispatched_at_ms != 0) to_dispatch_h.push_back(hours(record.opened_at_ms, record.dispatched_at_ms));
    if (record.settled_at_ms != 0) to_settle_h.push_back(hours(record.opened_at_ms, record.settled_at_ms));
  }
  double busy_min = 0, available_min = 0;
  for (const auto& [of, load] : year.loads) {
    const auto* known = today.units.unit(of);
    const bool counts = unit.empty() ? known == nullptr || known->parent.empty() : of == unit;
    if (!counts) continue;
    busy_min += load.busy_min;
    available_min += load.available_min;
  }
  return {on_time_of(records),        quantile(to_dispatch_h, 0.5), quantile(to_dispatch_h, 0.9),
          quantile(to_settle_h, 0.5), quantile(to_settle_h, 0.9),   available_min > 0 ? busy_min / available_min : 0};
}

void compare_unit(const Definitions& today, const std::vector<Year>& years, const std::string& unit,
                  Comparison& comparison) {
  const size_t pairs = years.size() / 2;
  std::array<std::vector<double>, kMeasures.size()> without, with, differences;
  for (size_t pair = 0; pair < pairs; ++pair) {
    const auto before = measures_of(today, years[2 * pair], unit);
    const auto after = measures_of(today, years[2 * pair + 1], unit);
    for (size_t index = 0; index < kMeasures.size(); ++index) {
      without[index].push_back(before[index]);
      with[index].push_back(after[index]);
      differences[index].push_back(after[index] - before[index]);
    }
  }
  for (size_t index = 0; index < kMeasures.size(); ++index) {
    comparison.measures.push_back({unit, kMeasures[index], summary_of(without[index]).mean,
                                   summary_of(with[index]).mean, interval_of(differences[index])});
  }
}

}  // namespace

Result<SeedsReport> live_seeds(const SimulatedSite& site, const Span& span, int64_t count, const Progress& progress) {
  std::vector<WorldSetup> setups;
  for (int64_t seed = 1; seed <= count; ++seed) {
    setups.push_back(site.setup(static_cast<uint64_t>(seed), span.from_at_ms, span.until_at_ms));
  }
  Worlds worlds{std::move(setups), days_of(*site.today, span), progress};
  const auto years = worlds.live_all();
  if (!years) return std::unexpected(years.error());
  SeedsReport report;
  report.stopped = worlds.stopped();
  for (size_t index = 0; index < years->size() && !report.stopped; ++index) {
    report.seeds.push_back(line_of(index + 1, (*years)[index]));
  }
  report.taken = summary_over(report.seeds, &SeedLine::taken);
  report.done = summary_over(report.seeds, &SeedLine::done);
  report.in_hand = summary_over(report.seeds, &SeedLine::in_hand);
  report.supervised = summary_over(report.seeds, &SeedLine::supervised);
  report.district = summary_over(report.seeds, &SeedLine::district);
  report.on_time_bp = summary_over(report.seeds, &SeedLine::on_time_bp);
  report.within = !report.stopped && is_within(report, site.habits.ledger);
  return report;
}

Result<Comparison> compare(const SimulatedSite& site, const Change& change, const Span& span, int64_t count,
                           const Progress& progress) {
  std::vector<WorldSetup> setups;
  for (int64_t seed = 1; seed <= count; ++seed) {
    setups.push_back(site.setup(static_cast<uint64_t>(seed), span.from_at_ms, span.until_at_ms));
    setups.push_back(setups.back());
    setups.back().change = change;
  }
  Worlds worlds{std::move(setups), days_of(*site.today, span), progress};
  const auto years = worlds.live_all();
  if (!years) return std::unexpected(years.error());
  Comparison comparison{count, worlds.stopped(), {}};
  if (comparison.stopped) return comparison;
  compare_unit(*site.today, *years, "", comparison);
  for (const auto& unit : change.units) compare_unit(*site.today, *years, unit, comparison);
  return comparison;
}

}  // namespace huiyin::sim
