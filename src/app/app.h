// What every use case needs, built once at start: the store, the keys, the clock, the editions of definitions.
// Use cases are free functions taking App&, one file each. Safe from any thread.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "app/photo_shelf.h"
#include "domain/decide.h"
#include "domain/definitions.h"
#include "store/store.h"
#include "triage/categorise.h"

namespace huiyin {

// Work one password check costs (argon2id); tests lower it.
struct PasswordCost {
  unsigned long long passes = 2;
  size_t memory_bytes = size_t{64} << 20;
};

class App {
 public:
  using NowAtMs = std::function<int64_t()>;

  // `store` outlives the app. Tests hand in their own clock.
  App(Store& store, KeyRing keys, NowAtMs now_at_ms = system_now_at_ms);

  Store& store() const { return store_; }
  const KeyRing& keys() const { return keys_; }
  int64_t now_at_ms() const { return now_at_ms_(); }

  // Reads the list of editions and today's definitions; called at start and after each adoption. Nothing adopted yet ->
  // unknown_thing; a stored edition that no longer reads -> broken_definition.
  Result<void> load_editions();
  // The number of the newest edition known here, effective or not; 0 before load_editions succeeded.
  int64_t newest_edition() const;
  // Today's edition: the newest that is effective by now. nullptr before load_editions succeeded.
  DefinitionsPtr definitions() const;
  // The edition a case was opened under; read once, then kept. Unknown -> unknown_thing.
  Result<DefinitionsPtr> edition(int64_t number) const;

  // The same as a case of that edition is read today: its programmes, lifecycles and categories, with today's places,
  // units, duties and calendar. Who took a case over may be a unit its own edition does not know.
  Result<DefinitionsPtr> ruling(int64_t number) const;

  // Hands over an edition that was read already: what was checked for adoption need not be read again.
  void keep_edition(DefinitionsPtr definitions) const;

  // What the words of a matter are held against in that edition; built once, then kept.
  std::shared_ptr<const Categoriser> categoriser(const Definitions& definitions) const;

  // An open door under load: while set, intake from people without an account answers too_many.
  std::atomic<bool> intake_limited{false};
  PasswordCost password_cost;
  PhotoShelf photos;  // set once, before the app is shared; by itself it takes none

  static int64_t system_now_at_ms();

 private:
  Result<DefinitionsPtr> read_edition(int64_t number) const;

  Store& store_;
  KeyRing keys_;
  NowAtMs now_at_ms_;
  mutable std::mutex mutex_;
  std::vector<Edition> editions_;  // by effective time
  mutable std::map<int64_t, DefinitionsPtr> loaded_;
  mutable std::map<int64_t, std::pair<int64_t, DefinitionsPtr>> rulings_;  // with the edition of the day they hold
  mutable std::map<int64_t, std::shared_ptr<const Categoriser>> categorisers_;
};

// What `decide` is told of the world for one command; the pointers live as long as `today` and `ruling` do.
Context context_of(const App& app, const Actor& actor, const DefinitionsPtr& today, const DefinitionsPtr& ruling);

// The id of one command: time-ordered and unlikely to repeat, so that all events of a command share it.
int64_t new_cause(int64_t now_at_ms);

// The case of a case number under the site's prefix. Malformed -> invalid_input.
Result<CaseId> case_id_of(const App& app, std::string_view case_no);
std::string case_no_of(const App& app, CaseId id);

}  // namespace huiyin
