// huiyin check SITE: do the files hold? Every finding as file:line field: detail.
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

constexpr size_t kStreetDigits = 9;
constexpr size_t kCommunityDigits = 12;
constexpr size_t kGridDigits = 15;

struct CheckAnswer {
  bool ok = false;
  std::vector<FoundProblem> problems;
  int64_t streets = 0, communities = 0, grids = 0, units = 0, programmes = 0, lifecycles = 0;
};
BOOST_DESCRIBE_STRUCT(CheckAnswer, (), (ok, problems, streets, communities, grids, units, programmes, lifecycles))

CheckAnswer answer_of(const Definitions& definitions) {
  CheckAnswer answer;
  answer.ok = true;
  for (const auto& node : definitions.places.nodes()) {
    if (node.code.size() == kStreetDigits) ++answer.streets;
    if (node.code.size() == kCommunityDigits) ++answer.communities;
    if (node.code.size() == kGridDigits) ++answer.grids;
  }
  answer.units = static_cast<int64_t>(definitions.units.all().size());
  answer.programmes = static_cast<int64_t>(definitions.programmes.size());
  answer.lifecycles = static_cast<int64_t>(definitions.lifecycles.size());
  return answer;
}

int check(const Terminal& terminal, const std::string& site_dir) {
  const auto files = read_site_folder(site_dir);
  if (!files) return terminal.fail(files.error());
  const auto definitions = read_site(*files, App::system_now_at_ms());
  CheckAnswer answer;
  if (definitions) answer = answer_of(**definitions);
  if (!definitions) answer.problems = problems_of(definitions.error());
  if (terminal.json) terminal.print(json::write(answer, json::Form::full) + "\n");
  if (!answer.ok) {
    terminal.tell(definitions.error());
    terminal.warn("check.problems", answer.problems.size());
    return kFellShort;
  }
  terminal.say("check.done", answer.streets, answer.communities, answer.grids, answer.units, answer.programmes,
               answer.lifecycles);
  return kDone;
}

}  // namespace

void add_check(Shell& shell) {
  const auto place = std::make_shared<Shell::Place>();
  shell.add("check", place, false)->callback([&shell, place] { shell.code = check(shell.terminal, place->site_dir); });
}

}  // namespace huiyin::cli
