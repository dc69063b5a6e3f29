#include "app/workers_near.h"

#include <algorithm>
#include <array>
#include <optional>

#include "app/accounts.h"

namespace huiyin {

namespace {

constexpr std::array kCentreRoles{Role::intake, Role::dispatcher, Role::supervisor, Role::district_lead};
constexpr std::array kLeadRoles{Role::grid_lead, Role::community_lead, Role::street_lead};

template <size_t N>
bool is_one_of(Role role, const std::array<Role, N>& roles) {
  return std::ranges::find(roles, role) != roles.end();
}

bool may_ask(const Caller& caller, const PlaceCodes& place) {
  return std::ranges::any_of(caller.actor.posts, [&](const Post& post) {
    const bool leads = is_one_of(post.role, kLeadRoles) && !post.place.empty();
    return (leads || is_one_of(post.role, kCentreRoles)) && covers(post.place, place);
  });
}

std::optional<Nearness> nearness_of(const std::string& ground, const Located& to) {
  const auto is_within = [&](const std::string& code) { return !code.empty() && ground.starts_with(code); };
  if (is_within(to.place.grid)) return Nearness::grid;
  if (std::ranges::find(to.near_grids, ground) != to.near_grids.end()) return Nearness::edge;
  if (is_within(to.place.community)) return Nearness::community;
  if (is_within(to.place.street)) return Nearness::street;
  return std::nullopt;
}

class WorkerFinder {
 public:
  WorkerFinder(App& app, const Definitions& today, const Located& to, const std::vector<int64_t>& signed_in)
      : app_(app), today_(today), to_(to), signed_in_(signed_in) {}

  // The nearest of the posts the account holds today; nothing when none is near.
  std::optional<WorkerLine> line_of(const Account& account) const {
    const auto posts = account.disabled ? Result<std::vector<Post>>{} : held_posts(app_, account.posts_json);
    if (!posts) return std::nullopt;  // their last post has ended
    std::optional<WorkerLine> nearest;
    for (const auto& post : *posts) {
      if (post.role != Role::grid_worker && post.role != Role::grid_lead) continue;
      const auto nearness = nearness_of(post.place, to_);
      if (!nearness || (nearest && nearest->nearness <= *nearness)) continue;
      nearest = line(account, post, *nearness);
    }
    return nearest;
  }

 private:
  WorkerLine line(const Account& account, const Post& post, Nearness nearness) const {
    const auto node = today_.places.node(post.place);
    return {.account = account.id,
            .name = account.name,
            .unit = unit_view(today_, post.unit, json::enum_name(post.role)),
            .place = post.place,
            .place_name = node ? node->name : Wording{},
            .nearness = nearness,
            .signed_in = std::ranges::binary_search(signed_in_, account.id)};
  }

  App& app_;
  const Definitions& today_;
  const Located& to_;
  const std::vector<int64_t>& signed_in_;
};

bool comes_first(const WorkerLine& a, const WorkerLine& b) {
  if (a.nearness != b.nearness) return a.nearness < b.nearness;
  if (a.signed_in != b.signed_in) return a.signed_in;
  return a.account < b.account;
}

}  // namespace

Result<WorkersNear> workers_near(App& app, const Caller& caller, const Located& place) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  if (!may_ask(caller, place.place)) return refuse(RefusalCode::not_your_role, "this is for the centre and for leads");
  const auto accounts = app.store().accounts();
  if (!accounts) return std::unexpected(accounts.error());
  const auto signed_in = app.store().signed_in_accounts(app.now_at_ms());
  if (!signed_in) return std::unexpected(signed_in.error());
  WorkersNear near{place_view(*today, place.place), {}};
  const WorkerFinder finder{app, *today, place, *signed_in};
  for (const auto& account : *accounts) {
    if (auto line = finder.line_of(account)) near.rows.push_back(*std::move(line));
  }
  std::ranges::sort(near.rows, comes_first);
  if (near.rows.size() > kWorkersMax) near.rows.resize(kWorkersMax);
  return near;
}

}  // namespace huiyin
