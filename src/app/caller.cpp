#include "app/caller.h"

#include <algorithm>

#include "base/json.h"
#include "domain/event.h"

namespace huiyin {

bool Caller::has_role(Role role) const {
  return std::ranges::any_of(actor.posts, [role](const Post& post) { return post.role == role; });
}

Caller anybody() {
  Caller caller;
  caller.actor.kind = ActorKind::requester;
  return caller;
}

Caller the_system() {
  Caller caller;
  caller.actor.kind = ActorKind::system;
  caller.name = "system";
  return caller;
}

By by_of(const Caller& caller) {
  By by;
  by.kind = std::string{json::enum_name(caller.actor.kind)};
  by.account = caller.actor.account;
  if (!caller.actor.posts.empty()) {
    by.unit = caller.actor.posts.front().unit;
    by.role = std::string{json::enum_name(caller.actor.posts.front().role)};
  }
  return by;
}

}  // namespace huiyin
