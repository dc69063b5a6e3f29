#include "http/case_hints.h"

#include <algorithm>
#include <boost/describe.hpp>
#include <chrono>
#include <set>

#include "app/visibility.h"

namespace huiyin::http {
namespace {

constexpr int64_t kListeningMs = 5 * kMinuteMs;
constexpr size_t kEventsMax = 1'000;  // a round; what is left is told in the next

struct CaseHint {
  std::string case_no;
  int64_t version = 0;
  std::string state;
};
BOOST_DESCRIBE_STRUCT(CaseHint, (), (case_no, version, state))

std::string case_event(const App& app, const Case& state) {
  const CaseHint hint{case_no_of(app, state.id), state.version, state.state};
  return "event: case\ndata: " + json::write(hint, json::Form::full) + "\n\n";
}

}  // namespace

CaseHints::CaseHints(App& app, int64_t period_ms) : app_(app), period_ms_(period_ms) {}

CaseHints::~CaseHints() {
  {
    const std::scoped_lock lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  for (const auto& listener : listeners_) listener.stream->close();
}

std::shared_ptr<Stream> CaseHints::follow(const Caller& caller) {
  auto stream = std::make_shared<Stream>(":\n\n");
  stream->push("retry: 3000\nevent: ready\ndata: {}\n\n");
  {
    const std::scoped_lock lock{mutex_};
    listeners_.push_back({caller, stream, app_.now_at_ms() + kListeningMs});
    if (!thread_.joinable()) thread_ = std::thread{[this] { run(); }};
  }
  changed_.notify_all();
  return stream;
}

void CaseHints::run() {
  while (wait_for_round()) round();
}

// While nobody listens the log is not read, and what happened meanwhile is nobody's news.
bool CaseHints::wait_for_round() {
  std::unique_lock lock{mutex_};
  if (listeners_.empty()) log_seq_ = -1;
  changed_.wait(lock, [this] { return stopping_ || !listeners_.empty(); });
  if (log_seq_ >= 0) changed_.wait_for(lock, std::chrono::milliseconds{period_ms_}, [this] { return stopping_; });
  return !stopping_;
}

void CaseHints::round() {
  const auto listeners = current();
  if (log_seq_ < 0) {
    log_seq_ = app_.store().last_log_seq().value_or(-1);
    return;
  }
  const auto events = app_.store().events_after(log_seq_, kEventsMax);
  if (!events || events->empty()) return;  // a lost store is told by everything else
  std::set<CaseId> ids;
  for (const auto& event : *events) {
    if (event.case_id != 0) ids.insert(event.case_id);
  }
  log_seq_ = events->back().log_seq;
  const auto states = app_.store().find_cases({ids.begin(), ids.end()});
  if (!states) return;
  for (const auto& state : *states) tell(listeners, state);
}

std::vector<CaseHints::Listener> CaseHints::current() {
  const std::scoped_lock lock{mutex_};
  for (const auto& listener : listeners_) {
    if (listener.until_at_ms <= app_.now_at_ms()) listener.stream->close();
  }
  std::erase_if(listeners_, [](const Listener& listener) { return listener.stream->is_closed(); });
  return listeners_;
}

void CaseHints::tell(const std::vector<Listener>& listeners, const Case& state) const {
  const auto ruling = app_.ruling(state.edition);
  if (!ruling) return;
  const auto event = case_event(app_, state);
  for (const auto& listener : listeners) {
    if (sight_of(listener.caller, state, **ruling) >= Sight::bound) listener.stream->push(event);
  }
}

}  // namespace huiyin::http
