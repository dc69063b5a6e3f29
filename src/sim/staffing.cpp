#include "sim/staffing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/clock_time.h"
#include "sim/chance.h"

namespace huiyin::sim {
namespace {

constexpr int64_t kMadeUpAccount = 1'000'000;  // of people who are in no list
constexpr size_t kShiftsFrom = 8;              // people at the desk; fewer share all hours
constexpr double kDeskShare = 0.8, kReviewShare = 0.7, kLeadShare = 0.3;
constexpr double kWeeksAYear = 52;

const std::vector<Role> kLeadRoles{Role::handler, Role::grid_worker, Role::grid_lead, Role::community_lead,
                                   Role::street_lead};

bool holds(const Person& person, std::initializer_list<Role> roles) {
  return std::ranges::any_of(person.posts,
                             [&](const Post& post) { return std::ranges::find(roles, post.role) != roles.end(); });
}

// Five days a week, the two free ones spread over the colleagues.
WorkHours rota(size_t index, WorkInterval shift) {
  WorkHours hours;
  hours.through_holidays = true;
  const size_t free = index * 2 % 7;
  for (size_t day = 0; day < 7; ++day) {
    if (day != free && day != (free + 1) % 7) hours.weekly[day] = {shift};
  }
  return hours;
}

WorkHours daily(WorkInterval shift) {
  WorkHours hours;
  hours.through_holidays = true;
  for (auto& day : hours.weekly) day = {shift};
  return hours;
}

// Two by day for one in the evening and one at night.
WorkHours desk_hours(size_t index, size_t colleagues) {
  constexpr std::array<WorkInterval, 4> kShifts{{{480, 960}, {960, 1440}, {0, 480}, {480, 960}}};
  if (colleagues < kShiftsFrom) return daily({0, 1440});
  return rota(index / kShifts.size(), kShifts[index % kShifts.size()]);
}

WorkHours hours_of_unit(const Staffing& staffing, const Person& person) {
  const auto* hours = staffing.today.units.hours(person.posts.front().unit);
  return hours == nullptr ? staffing.today.calendar.default_hours() : *hours;
}

std::vector<Absence> absences_of(const Staffing& staffing, const Person& person) {
  std::vector<Absence> absences;
  auto dice = Rng{seed_of(staffing.seed, "illness of " + person.login)};
  const auto& habits = staffing.habits.people;
  const double weekly = habits.ill_spells_a_year / kWeeksAYear * staffing.change.sickness;
  for (int64_t week_at_ms = staffing.from_at_ms; week_at_ms < staffing.until_at_ms; week_at_ms += 7 * kDayMs) {
    const bool ill = dice.chance(weekly);
    const auto from_at_ms = week_at_ms + dice.between(0, 6) * kDayMs;
    const auto days = 1 + poisson(dice.unit(), std::max(0.0, habits.ill_days - 1));
    if (ill) absences.push_back({from_at_ms, from_at_ms + days * kDayMs});
  }
  return absences;
}

class Hiring {
 public:
  Hiring(const Staffing& staffing, Crew& crew) : staffing_(staffing), crew_(crew), people_(staffing.people) {}

  void run() {
    std::erase_if(people_, [](const Person& person) { return person.posts.empty(); });
    std::ranges::sort(people_, {}, &Person::account);
    for (const auto& staff : staffing_.change.staff) change(staff);
    for (const auto role : {Role::dispatcher, Role::reviewer, Role::caller, Role::supervisor}) fill_centre(role);
    for (const auto& person : people_) add(person);
    for (const auto& unit : staffing_.today.units.all()) fill_unit(unit);
  }

 private:
  void change(const StaffChange& staff) {
    for (int64_t index = 0; index < staff.count; ++index) {
      people_.push_back(made_up(fmt::format("more.{}.{}", staff.unit, index), {staff.unit, staff.role, staff.place}));
    }
    for (int64_t index = staff.count; index < 0; ++index) dismiss(staff);
  }

  void dismiss(const StaffChange& staff) {
    const auto fits = [&](const Person& person) {
      return std::ranges::any_of(person.posts, [&](const Post& post) {
        return post.role == staff.role && staffing_.today.units.is_within(post.unit, staff.unit);
      });
    };
    const auto found = std::find_if(people_.rbegin(), people_.rend(), fits);
    if (found != people_.rend()) people_.erase(std::next(found).base());
  }

  Person made_up(const std::string& login, Post post) {
    return {kMadeUpAccount + made_up_++, login, login, {std::move(post)}};
  }

  void fill_centre(Role role) {
    const bool there = std::ranges::any_of(people_, [&](const Person& person) { return holds(person, {role}); });
    const auto& centre = staffing_.today.units.centre().code;
    if (!there) people_.push_back(made_up(fmt::format("centre.{}", made_up_), {centre, role, {}}));
  }

  void fill_unit(const Unit& unit) {
    if (unit.kind == UnitKind::outside || unit.kind == UnitKind::volunteers || unit.kind == UnitKind::centre) return;
    if (!crew_.of_unit(unit.code, kLeadRoles).empty()) return;
    const Role role = unit.kind == UnitKind::grid ? Role::grid_worker : Role::handler;
    add(made_up("post." + unit.code, {unit.code, role, {}}));
  }

  void add(const Person& person) {
    Worker worker{.person = person, .hours = hours_of(person), .absences = absences_of(staffing_, person)};
    worker.share = share_of(person);
    crew_.add(std::move(worker));
  }

  WorkHours hours_of(const Person& person) {
    if (holds(person, {Role::intake, Role::dispatcher})) return desk_hours(desk_count_++, desk_size());
    if (holds(person, {Role::reviewer, Role::caller, Role::supervisor, Role::district_lead})) {
      return daily({8 * 60 + 30, 20 * 60});
    }
    return hours_of_unit(staffing_, person);
  }

  size_t desk_size() const {
    return static_cast<size_t>(std::ranges::count_if(
        people_, [](const Person& person) { return holds(person, {Role::intake, Role::dispatcher}); }));
  }

  double share_of(const Person& person) const {
    if (holds(person, {Role::intake, Role::dispatcher})) return kDeskShare;
    if (holds(person, {Role::reviewer, Role::caller})) return kReviewShare;
    if (holds(person, {Role::handler})) return staffing_.habits.unit.share_of_day;
    if (holds(person, {Role::grid_worker})) return staffing_.habits.grid.share_of_day;
    return kLeadShare;
  }

  const Staffing& staffing_;
  Crew& crew_;
  std::vector<Person> people_;
  int64_t made_up_ = 0;
  size_t desk_count_ = 0;
};

}  // namespace

void hire(const Staffing& staffing, Crew& crew) {
  Hiring{staffing, crew}.run();
}

std::vector<PostMove> moves_of(const Staffing& staffing, const Crew& crew) {
  auto handlers = crew.with_role({Role::handler});
  std::erase_if(handlers, [&](size_t index) { return crew.worker(index).person.account >= kMadeUpAccount; });
  std::vector<PostMove> moves;
  auto dice = Rng{seed_of(staffing.seed, "moves")};
  dice.shuffle(handlers);
  for (int64_t count = 0; count < staffing.habits.people.moves && handlers.size() >= 2; ++count) {
    const size_t one = handlers.back();
    const size_t other = handlers[handlers.size() - 2];
    handlers.resize(handlers.size() - 2);
    const auto whole_ms = staffing.until_at_ms - staffing.from_at_ms;
    moves.push_back({one, other, staffing.from_at_ms + whole_ms / 4 + dice.between(0, whole_ms / 2)});
  }
  return moves;
}

double minutes_available(const Staffing& staffing, const Worker& worker) {
  const auto worked =
      working_ms_between(staffing.from_at_ms, staffing.until_at_ms, staffing.today.calendar, worker.hours);
  return worked ? static_cast<double>(*worked) / kMinuteMs * worker.share : 0;
}

}  // namespace huiyin::sim
