#include "cli/terminal.h"

#include <fmt/ranges.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "base/json.h"
#include "cli/wording.h"

namespace huiyin::cli {
namespace {

constexpr int64_t kDrawEveryMs = 100;
constexpr int kBarWidth = 30;

volatile std::sig_atomic_t stop_signal = 0;

void on_signal(int number) {
  if (stop_signal != 0) _exit(128 + number);
  stop_signal = number;
}

struct Problem {
  std::string code, detail, where;
  std::vector<std::string> allowed;
  bool operator==(const Problem&) const = default;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (code, detail, where, allowed))
struct FailedAnswer {
  bool ok = false;
  Problem problem;
  std::vector<FoundProblem> problems;
  std::vector<StrandedCase> cases;  // the first hundred
  int64_t cases_count = 0;
};
BOOST_DESCRIBE_STRUCT(FailedAnswer, (), (ok, problem, problems, cases, cases_count))

int exit_code(const Refusal& refusal) {
  return refusal.code == RefusalCode::wrong_use ? kWrongUse : kFellShort;
}

std::string answer_of(const NotAdopted& refused) {
  const auto& refusal = refused.refusal;
  const FailedAnswer answer{false,
                            {to_string(refusal.code), refusal.detail, refusal.where, refusal.allowed},
                            problems_of(refused.findings),
                            refused.stranded,
                            refused.stranded_count};
  return json::write(answer, json::Form::full) + "\n";
}

class Bar {
 public:
  explicit Bar(std::string title) : title_(std::move(title)) {}

  void draw(int64_t done, int64_t total) {
    const auto now = std::chrono::steady_clock::now();
    const bool last = done >= total;
    if (!last && now - drawn_ < std::chrono::milliseconds{kDrawEveryMs}) return;
    drawn_ = now;
    const int64_t whole = std::max<int64_t>(total, 1);
    const auto filled = static_cast<size_t>(std::min(done, whole) * kBarWidth / whole);
    const std::string bar = std::string(filled, '#') + std::string(kBarWidth - filled, '-');
    fmt::print(stderr, "\r{} [{}] {:3}%{}", title_, bar, std::min(done, whole) * 100 / whole, last ? "\n" : "");
    std::fflush(stderr);
  }

 private:
  std::string title_;
  std::chrono::steady_clock::time_point drawn_{};
};

}  // namespace

std::vector<FoundProblem> problems_of(const Findings& findings) {
  std::vector<FoundProblem> problems;
  for (const auto& [file, line, field, detail] : findings) problems.push_back({file, line, field, detail});
  return problems;
}

void stop_on_signals() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

bool stop_wanted() {
  return stop_signal != 0;
}

std::string_view Terminal::text(std::string_view key) const {
  return text_of(key, language_);
}

void Terminal::print(std::string_view line) const {
  std::fwrite(line.data(), 1, line.size(), stdout);
}

void Terminal::print_error(std::string_view line) const {
  std::fflush(stdout);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void Terminal::tell(const Findings& findings) const {
  for (const auto& finding : findings) {
    print_error(fmt::format("{}:{} {}: {}\n", finding.file, finding.line, finding.field, finding.detail));
  }
}

int Terminal::fail(const Refusal& refusal) const {
  return fail(NotAdopted{refusal, {}, {}, 0});
}

int Terminal::fail(const NotAdopted& refused) const {
  const auto& refusal = refused.refusal;
  if (json) print(answer_of(refused));
  tell(refused.findings);
  for (const auto& stranded : refused.stranded)
    warn("apply.stranded", stranded.case_no, stranded.place, stranded.detail);
  const auto title = http::title_of(to_string(refusal.code), language_);
  warn("error", title, refusal.detail);
  if (!refusal.where.empty()) warn("error.where", refusal.where);
  if (!refusal.allowed.empty()) warn("error.allowed", fmt::join(refusal.allowed, ", "));
  const auto advice = text_of(std::string{"advice."} + to_string(refusal.code), language_);
  if (!advice.empty()) print_error(std::string{advice} + "\n");
  return exit_code(refusal);
}

Progress Terminal::progress(std::string_view key) const {
  stop_on_signals();
  if (!shows_progress && isatty(STDERR_FILENO) == 0) return [](int64_t, int64_t) { return !stop_wanted(); };
  auto bar = std::make_shared<Bar>(std::string{text(key)});
  return [bar](int64_t done, int64_t total) {
    bar->draw(done, total);
    return !stop_wanted();
  };
}

Language language_of(int argc, const char* const* argv) {
  for (int index = 1; index < argc; ++index) {
    const std::string_view word{argv[index]};
    const std::string_view next{index + 1 < argc ? argv[index + 1] : ""};
    if (word == "--lang=en" || (word == "--lang" && next == "en")) return Language::en;
    if (word == "--lang=zh" || (word == "--lang" && next == "zh")) return Language::zh;
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale{value};
    const bool says_nothing = locale == "C" || locale == "POSIX" || locale.starts_with("C.");
    return says_nothing || locale.starts_with("zh") ? Language::zh : Language::en;
  }
  return Language::zh;
}

}  // namespace huiyin::cli
