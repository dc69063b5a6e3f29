#include "app/check_assignee.h"

#include <algorithm>
#include <charconv>

#include "app/accounts.h"

namespace huiyin {

Result<void> check_assignee(const App& app, const FormData& form) {
  const auto named = form.codes.find("assignee");
  const auto unit = form.codes.find("unit");
  const auto today = app.definitions();
  if (!today || named == form.codes.end() || unit == form.codes.end()) return {};
  int64_t id = 0;
  std::from_chars(named->second.data(), named->second.data() + named->second.size(), id);
  const auto account = app.store().account(id);
  if (!account || account->disabled) return refuse(RefusalCode::unknown_thing, "there is no such account", "/assignee");
  const auto posts = held_posts(app, account->posts_json);
  const bool works_there = posts && std::ranges::any_of(*posts, [&](const Post& post) {
                             return today->units.is_within(post.unit, unit->second);
                           });
  if (works_there) return {};
  return refuse(RefusalCode::rule_not_met, "this person does not work for the unit", "/assignee");
}

}  // namespace huiyin
