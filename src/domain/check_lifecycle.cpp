#include "domain/check_lifecycle.h"

#include <boost/mp11.hpp>
#include <utility>

#include "domain/lifecycle_flaws.h"

namespace huiyin {

std::set<Role> every_role() {
  std::set<Role> roles;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Role>>([&](auto entry) { roles.insert(entry.value); });
  return roles;
}

std::vector<LifecycleFlaw> check_lifecycle(const Lifecycle& lifecycle, const std::set<Role>& staffed) {
  LifecycleCheck check{lifecycle, staffed, {}};
  check_holders(check);
  check_clocks(check);
  check_settling(check);
  check_parts(check);
  check_ways(check);
  return std::move(check.flaws);
}

}  // namespace huiyin
