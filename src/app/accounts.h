// Accounts, posts and API keys. Three administrators who cannot do each other's work: the security administrator makes
// accounts and grants posts, the system administrator manages settings, the auditor reads the audit; nobody edits it.
#pragma once

#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"

namespace huiyin {

struct AccountInput {
  std::string login;     // 2..40 of [a-z0-9._-]
  std::string name;      // 1..40 characters
  std::string password;  // 10..200 characters
  std::vector<Post> posts;
  bool signs_in = true;  // false: `password` is not looked at and nobody signs in until set_password
};

// All need the security administrator (or the command line): else not_your_role. Nobody changes their own posts or
// disables themselves: needs_second_person. One account never holds two of system_admin, security_admin, auditor:
// conflict_of_interest. Unknown or dissolved unit, or unknown place, of a post -> unknown_thing; bad login, name or
// password, a taken login, dates that are none, posts in more than two units on one day -> invalid_input; unknown
// account
// -> unknown_thing.
Result<int64_t> add_account(App& app, const Caller& caller, const AccountInput& input);
Result<void> set_posts(App& app, const Caller& caller, const std::string& login, const std::vector<Post>& posts);
Result<void> set_disabled(App& app, const Caller& caller, const std::string& login, bool disabled);
// One's own with the old password, or anybody's as the security administrator (old password empty).
Result<void> set_password(App& app, const Caller& caller, const std::string& login, const std::string& old_password,
                          const std::string& new_password);
Result<std::vector<Account>> list_accounts(App& app, const Caller& caller);  // without password hashes

// Returns the key, once; the store keeps its hash. Needs the system administrator; keys never carry an administrator's
// post: conflict_of_interest.
Result<std::string> create_api_key(App& app, const Caller& caller, const std::string& name,
                                   const std::vector<Post>& posts);

// The auditor's: else not_your_role.
Result<std::vector<ReadAudit>> read_audit(App& app, const Caller& caller, int64_t from_ms, int64_t to_ms, size_t limit);

Result<std::string> hash_password(const App& app, const std::string& password);
bool password_matches(const std::string& password, const std::string& hash);

// The posts an account or key was stored with; text that does not read -> corrupt.
Result<std::vector<Post>> read_posts(const std::string& posts_json);
// Those of them held today in the site's zone: only these give rights. A post in a merged unit counts in its successor,
// one in a unit dissolved without a successor no more. There were some and none is left -> signed_out.
Result<std::vector<Post>> held_posts(const App& app, const std::string& posts_json);

}  // namespace huiyin
