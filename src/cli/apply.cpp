// huiyin apply SITE: what the folder says becomes the next edition and open cases follow it; or every finding, and
// every case in the way, is told and nothing changes.
#include "app/pull_site.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct ApplyAnswer {
  bool ok = true;
  int64_t edition = 0;
  std::string effective_at;
  bool is_new = false;
  CarryReport cases;
};
BOOST_DESCRIBE_STRUCT(ApplyAnswer, (), (ok, edition, effective_at, is_new, cases))

void tell(const Terminal& terminal, const ApplyAnswer& answer) {
  const CarryReport& cases = answer.cases;
  if (terminal.json) return terminal.print(json::write(answer, json::Form::full) + "\n");
  terminal.say(answer.is_new ? "apply.done" : "apply.known", answer.edition, answer.effective_at);
  terminal.say("apply.cases", cases.looked_at, cases.moved);
  if (cases.moved > 0) {
    terminal.say("apply.because", cases.by_places, cases.by_duties, cases.by_units, cases.by_calendar);
  }
  if (cases.refused > 0) terminal.warn("apply.refused", cases.refused);
  if (!cases.complete) terminal.warn("apply.stopped");
}

struct Wanted {
  Shell::Place place;
  bool rolls_back = false;
};

// What was changed on a screen since is not undone by a folder that does not know of it.
Result<void> check_newest(App& app, const std::string& site_dir) {
  const auto files = read_site_folder(site_dir);
  if (!files) return std::unexpected(files.error());
  const auto standing = folder_standing(app, *files);
  if (!standing) return std::unexpected(standing.error());
  auto behind = standing->older;
  behind.insert(behind.end(), standing->newer.begin(), standing->newer.end());
  if (behind.empty()) return {};
  return refuse(RefusalCode::stale_version,
                fmt::format("edition {} has newer files than this folder: `huiyin pull` fetches them, --roll-back goes "
                            "back to the folder's",
                            standing->edition),
                behind.front(), behind);
}

int apply_folder(Shell& shell, const Wanted& wanted) {
  const auto& [place, rolls_back] = wanted;
  const auto& terminal = shell.terminal;
  // A folder that does not hold is told before anything is opened.
  if (const auto holds = check_site(place.site_dir); !holds) return terminal.fail(holds.error());
  const auto site = open_told(shell, place, false);
  if (!site) return shell.code;
  if (const auto newest = check_newest(*site->app, place.site_dir); !newest && !rolls_back) {
    return terminal.fail(newest.error());
  }
  const auto adopted = adopt_site(*site->app, the_system(), place.site_dir,
                                  {terminal.progress("apply.looking"), terminal.progress("apply.carrying")});
  if (!adopted) return terminal.fail(adopted.error());
  tell(terminal, {true, adopted->edition, format_instant(adopted->effective_at_ms), adopted->is_new, adopted->carried});
  return adopted->carried.complete && adopted->carried.refused == 0 ? kDone : kFellShort;
}

}  // namespace

void add_apply(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  auto* command = shell.add("apply", std::shared_ptr<Shell::Place>{wanted, &wanted->place}, true);
  command->add_flag("--roll-back", wanted->rolls_back, std::string{shell.terminal.text("apply.option.roll_back")});
  command->callback([&shell, wanted] { shell.code = apply_folder(shell, *wanted); });
}

}  // namespace huiyin::cli
