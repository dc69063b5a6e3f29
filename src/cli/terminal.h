// What every subcommand shares: the language, the form of the answer, errors in words, progress that Ctrl-C stops.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "app/adopt_site.h"
#include "app/app.h"
#include "http/wording/titles.h"

namespace huiyin::cli {

using http::Language;

inline constexpr int kDone = 0;
inline constexpr int kFellShort = 1;
inline constexpr int kWrongUse = 2;

// A finding as answers in JSON carry it.
struct FoundProblem {
  std::string file;
  int32_t line = 0;
  std::string field, detail;
  bool operator==(const FoundProblem&) const = default;
};
BOOST_DESCRIBE_STRUCT(FoundProblem, (), (file, line, field, detail))
std::vector<FoundProblem> problems_of(const Findings& findings);

class Terminal {
 public:
  explicit Terminal(Language language) : language_(language) {}

  bool json = false;
  bool shows_progress = false;  // set by --progress; otherwise where stderr is a terminal

  Language language() const { return language_; }
  std::string_view text(std::string_view key) const;
  const std::string& of(const Wording& wording) const { return language_ == Language::zh ? wording.zh : wording.en; }

  // A line of the catalogue, filled, on standard output; nothing with --json.
  template <class... Args>
  void say(std::string_view key, const Args&... args) const {
    if (!json) print(fmt::format(fmt::runtime(text(key)), args...) + "\n");
  }
  // As it stands on standard output.
  void print(std::string_view line) const;
  // A line of the catalogue on standard error.
  template <class... Args>
  void warn(std::string_view key, const Args&... args) const {
    print_error(fmt::format(fmt::runtime(text(key)), args...) + "\n");
  }

  // What was wrong, where, what would be right; the exit code that goes with it.
  int fail(const Refusal& refusal) const;
  int fail(const NotAdopted& refusal) const;
  void tell(const Findings& findings) const;

  // Draws on standard error; stops the work once Ctrl-C was pressed.
  Progress progress(std::string_view key) const;

 private:
  void print_error(std::string_view line) const;

  Language language_;
};

// From now on Ctrl-C and SIGTERM ask work to stop instead of ending the program; a second one ends it.
void stop_on_signals();
bool stop_wanted();

// --lang zh|en of the command line, else LC_ALL, LC_MESSAGES, LANG; zh where they are silent.
Language language_of(int argc, const char* const* argv);

}  // namespace huiyin::cli
