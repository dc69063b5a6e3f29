// The roles of a district (closed list) and the posts and persons that hold them.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace huiyin {

enum class Role {
  intake,
  dispatcher,
  handler,
  reviewer,
  caller,
  supervisor,
  grid_worker,
  grid_lead,
  community_lead,
  street_lead,
  district_lead,
  knowledge_editor,
  auditor,
  security_admin,
  system_admin,
  volunteer,
  liaison,
  device,
  integrator
};
BOOST_DESCRIBE_ENUM(Role, intake, dispatcher, handler, reviewer, caller, supervisor, grid_worker, grid_lead,
                    community_lead, street_lead, district_lead, knowledge_editor, auditor, security_admin, system_admin,
                    volunteer, liaison, device, integrator)

// A person's post: a role in a unit, over a place (a code prefix; empty = the whole district), from one date to another
// ("2026-11-22", both included; empty = open-ended).
struct Post {
  std::string unit;
  Role role = Role::handler;
  std::string place;
  std::string valid_from, valid_until;
  bool operator==(const Post&) const = default;
};
BOOST_DESCRIBE_STRUCT(Post, (), (unit, role, place, valid_from, valid_until))

// `date` as the post writes dates.
inline bool is_held_on(const Post& post, std::string_view date) {
  return (post.valid_from.empty() || post.valid_from <= date) && (post.valid_until.empty() || date <= post.valid_until);
}

enum class ActorKind { staff, requester, volunteer, device, system, import };
BOOST_DESCRIBE_ENUM(ActorKind, staff, requester, volunteer, device, system, import)

// Who sends a command. A requester has no account: the receipt shown to the door names the case it opens.
struct Actor {
  ActorKind kind = ActorKind::system;
  int64_t account = 0;
  std::vector<Post> posts;
};

}  // namespace huiyin
