#include "app/caller.h"

#include <algorithm>

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

}  // namespace huiyin
