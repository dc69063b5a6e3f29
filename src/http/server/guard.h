// Who may pass a route, as data: a test walks all routes and fails on one that does not say.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace huiyin::http {

enum class Door {
  undeclared,  // never served: the server does not start with such a route
  everyone,    // public
  requester,   // the receipt of one matter
  staff,       // a signed-in person
  integrator,  // a key of another system
};

struct Guard {
  Door door = Door::undeclared;
  std::vector<std::string> roles;  // names of domain roles, one of which is needed; empty = any of this door
};

inline Guard open_to_everyone() {
  return {Door::everyone, {}};
}
inline Guard for_requester() {
  return {Door::requester, {}};
}
inline Guard for_staff(std::vector<std::string> roles = {}) {
  return {Door::staff, std::move(roles)};
}
inline Guard for_integrator(std::vector<std::string> roles = {}) {
  return {Door::integrator, std::move(roles)};
}

}  // namespace huiyin::http
