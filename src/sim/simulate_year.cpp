#include "sim/simulate_year.h"

#include <fmt/format.h>

#include <future>

#include "app/init_site.h"
#include "app/open_case.h"
#include "base/json.h"

namespace huiyin::sim {
namespace {

constexpr size_t kDraftsPerCommit = 1'000;
constexpr size_t kSearchEventsMax = 10'000;

// Lets the next batch be lived while the last one is written.
class StoreSink : public Sink {
 public:
  explicit StoreSink(App& app) : app_(app) {}
  ~StoreSink() override { static_cast<void>(wait()); }

  Result<CaseId> next_case_id(LocalDate opened_on) override { return app_.store().next_case_id(opened_on); }

  Result<void> take(Written written) override {
    Draft draft;
    draft.events = std::move(written.events);
    if (written.opens) {
      draft.new_case_key = new_case_key();
      seal_contact(written.requester, draft);
    }
    drafts_.push_back(std::move(draft));
    return drafts_.size() < kDraftsPerCommit ? Result<void>{} : flush();
  }

  // Everything taken so far is in the store.
  Result<void> finish() {
    if (auto ok = flush(); !ok) return ok;
    return wait();
  }

 private:
  void seal_contact(const Requester& requester, Draft& draft) const {
    if (requester.phone.empty()) return;
    draft.contact_plain = json::write(ContactInput{requester.name, requester.phone, {}});
    draft.contact_blind = blind_index(requester.phone, app_.keys());
  }

  Result<void> flush() {
    if (auto ok = wait(); !ok) return ok;
    loading_ = std::async(std::launch::async, [this, drafts = std::exchange(drafts_, {})]() mutable {
      return app_.store().load(std::move(drafts));
    });
    return {};
  }

  Result<void> wait() { return loading_.valid() ? loading_.get() : Result<void>{}; }

  App& app_;
  std::vector<Draft> drafts_;
  std::future<Result<void>> loading_;
};

Result<void> check_empty(App& app) {
  const auto page = app.store().list({}, CaseOrder::newest, "", 1, app.now_at_ms());
  if (!page) return std::unexpected(page.error());
  if (page->cases.empty()) return {};
  return refuse(RefusalCode::wrong_use, "this store has cases already: a past is made for an empty store only");
}

Result<MatterWords> load_words() {
  const auto share = share_dir();
  if (!share) return std::unexpected(share.error());
  return MatterWords::load(*share);
}

Voices voices_of(const MatterWords& words) {
  return {[&words](std::string_view category, Voice voice, const Spot& spot, Rng& dice) {
            return words.request(category, voice, spot, dice);
          },
          [&words](Occasion occasion, std::string_view category, const Spot& spot, Rng& dice) {
            return words.say(occasion, category, spot, dice);
          }};
}

Result<void> catch_up(App& app) {
  for (;;) {
    const auto more = app.store().catch_up_search(kSearchEventsMax);
    if (!more) return std::unexpected(more.error());
    if (!*more) return {};
  }
}

}  // namespace

Result<Year> simulate_year(App& app, const SimulatedSite& site, uint64_t seed, const Span& span,
                           const Progress& progress) {
  if (auto ok = check_empty(app); !ok) return std::unexpected(ok.error());
  auto setup = site.setup(seed, span.from_at_ms, span.until_at_ms);
  const auto words = load_words();
  if (!words) return std::unexpected(words.error());
  setup.voices = voices_of(*words);
  StoreSink sink{app};
  auto year = live(setup, sink, progress);
  if (auto finished = sink.finish(); !finished) return std::unexpected(finished.error());
  if (!year) return year;
  if (auto ok = catch_up(app); !ok) return std::unexpected(ok.error());
  if (year->violation) {
    const auto& broken = *year->violation;
    return refuse(RefusalCode::corrupt, fmt::format("seed {}: {}", seed, broken.what),
                  fmt::format("{} event {} ({})", broken.case_no, broken.n, broken.kind));
  }
  return year;
}

}  // namespace huiyin::sim
