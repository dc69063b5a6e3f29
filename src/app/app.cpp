#include "app/app.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <chrono>

#include "definitions/site.h"

namespace huiyin {

namespace {

std::vector<SourceFile> sources_of(std::vector<DefinitionFile> files) {
  std::vector<SourceFile> sources;
  sources.reserve(files.size());
  for (auto& file : files) sources.push_back({std::move(file.path), std::move(file.bytes)});
  return sources;
}

}  // namespace

App::App(Store& store, KeyRing keys, NowAtMs now_at_ms)
    : store_(store), keys_(std::move(keys)), now_at_ms_(std::move(now_at_ms)) {}

int64_t App::system_now_at_ms() {
  using std::chrono::milliseconds;
  return std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<void> App::load_editions() {
  auto editions = store_.editions();
  if (!editions) return std::unexpected(editions.error());
  if (editions->empty()) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet: run huiyin apply");
  std::ranges::sort(*editions, {},
                    [](const Edition& edition) { return std::pair{edition.effective_at_ms, edition.edition}; });
  {
    const std::scoped_lock lock{mutex_};
    editions_ = std::move(*editions);
  }
  for (const auto& known : editions_) {
    if (known.effective_at_ms > now_at_ms() || &known == &editions_.back()) {
      if (auto read = edition(known.edition); !read) return std::unexpected(read.error());
    }
  }
  if (!definitions()) return refuse(RefusalCode::unknown_thing, "no adopted definitions are effective yet");
  return {};
}

int64_t App::newest_edition() const {
  const std::scoped_lock lock{mutex_};
  int64_t newest = 0;
  for (const auto& known : editions_) newest = std::max(newest, known.edition);
  return newest;
}

DefinitionsPtr App::definitions() const {
  int64_t today = 0;
  {
    const std::scoped_lock lock{mutex_};
    for (const auto& known : editions_) {
      if (known.effective_at_ms <= now_at_ms()) today = known.edition;
    }
  }
  if (today == 0) return nullptr;
  auto read = edition(today);
  return read ? *read : nullptr;
}

Result<DefinitionsPtr> App::edition(int64_t number) const {
  {
    const std::scoped_lock lock{mutex_};
    if (const auto found = loaded_.find(number); found != loaded_.end()) return found->second;
  }
  auto read = read_edition(number);  // outside the lock: reading a district takes a while
  if (!read) return std::unexpected(read.error());
  const std::scoped_lock lock{mutex_};
  return loaded_.emplace(number, std::move(*read)).first->second;
}

Result<DefinitionsPtr> App::ruling(int64_t number) const {
  auto own = edition(number);
  const auto today = own ? definitions() : nullptr;
  if (!today || number == today->edition) return own;
  const std::scoped_lock lock{mutex_};
  auto& [as_of, kept] = rulings_[number];
  if (!kept || as_of != today->edition) {
    auto mixed = std::make_shared<Definitions>(**own);
    mixed->places = today->places;
    mixed->layers = today->layers;
    mixed->units = today->units;
    mixed->duties = today->duties;
    mixed->calendar = today->calendar;
    as_of = today->edition;
    kept = std::move(mixed);
  }
  return kept;
}

void App::keep_edition(DefinitionsPtr definitions) const {
  const std::scoped_lock lock{mutex_};
  loaded_[definitions->edition] = std::move(definitions);
}

std::shared_ptr<const Categoriser> App::categoriser(const Definitions& definitions) const {
  const std::scoped_lock lock{mutex_};
  auto& kept = categorisers_[definitions.edition];
  if (!kept) kept = std::make_shared<const Categoriser>(definitions.categories);
  return kept;
}

Result<DefinitionsPtr> App::read_edition(int64_t number) const {
  auto files = store_.files_of(number);
  if (!files) return std::unexpected(files.error());
  auto read = read_site(sources_of(std::move(*files)));
  if (!read) {
    const auto& finding = read.error().front();
    return refuse(RefusalCode::broken_definition, fmt::format("edition {} no longer reads: {}", number, finding.detail),
                  fmt::format("{}:{} {}", finding.file, finding.line, finding.field));
  }
  (*read)->edition = number;
  return DefinitionsPtr{std::move(*read)};
}

Context context_of(const App& app, const Actor& actor, const DefinitionsPtr& today, const DefinitionsPtr& ruling) {
  Context context;
  context.now_at_ms = app.now_at_ms();
  context.definitions = today.get();
  context.ruling = ruling.get();
  context.actor = actor;
  context.cause = new_cause(context.now_at_ms);
  context.draw_bp = static_cast<int32_t>(randombytes_uniform(10'000));
  return context;
}

int64_t new_cause(int64_t now_at_ms) {
  constexpr int64_t kDraws = int64_t{1} << 20;
  return now_at_ms * kDraws + randombytes_uniform(static_cast<uint32_t>(kDraws));
}

Result<CaseId> case_id_of(const App& app, std::string_view case_no) {
  const auto definitions = app.definitions();
  if (!definitions) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  return parse_case_no(case_no, definitions->site.prefix);
}

std::string case_no_of(const App& app, CaseId id) {
  const auto definitions = app.definitions();
  return case_no(id, definitions ? definitions->site.prefix : "");
}

}  // namespace huiyin
