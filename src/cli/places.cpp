// huiyin places: maps from elsewhere as the site's grids and layers, division lists as its tree, and what is wrong.
#include <fmt/ranges.h>

#include <algorithm>

#include "app/check_places.h"
#include "app/import_divisions.h"
#include "app/import_places.h"
#include "app/overlay_places.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct Wanted {
  std::string site_dir, picture;
  PlacesSource source;
  DivisionsSource divisions;
  std::string system = "wgs84", layer;
  int32_t time_max_s = 300;
};

struct FlawAnswer {
  std::string kind;
  std::vector<std::string> codes;
  std::string file;
  int32_t line = 0;
  std::string field, detail;
  int64_t area_m2 = 0;
  bool operator==(const FlawAnswer&) const = default;
};
BOOST_DESCRIBE_STRUCT(FlawAnswer, (), (kind, codes, file, line, field, detail, area_m2))

struct PlacesAnswer {
  bool ok = false;
  int64_t districts = 0, streets = 0, communities = 0, grids = 0, areas = 0, layers = 0, layer_areas = 0;
  int64_t rows_added = 0;
  std::vector<std::string> written;
  std::vector<FlawAnswer> flaws;
  std::vector<FoundProblem> problems;
};
BOOST_DESCRIBE_STRUCT(PlacesAnswer, (),
                      (ok, districts, streets, communities, grids, areas, layers, layer_areas, rows_added, written,
                       flaws, problems))

struct DivisionsAnswer {
  bool ok = false;
  int64_t rows = 0, districts = 0, streets = 0, communities = 0, above = 0, elsewhere = 0, added = 0, renamed = 0;
  std::vector<FoundProblem> problems;
};
BOOST_DESCRIBE_STRUCT(DivisionsAnswer, (),
                      (ok, rows, districts, streets, communities, above, elsewhere, added, renamed, problems))

struct CutAnswer {
  std::string grid;
  int64_t shared_m2 = 0;
  int32_t area_bp = 0, grid_bp = 0;
  bool operator==(const CutAnswer&) const = default;
};
BOOST_DESCRIBE_STRUCT(CutAnswer, (), (grid, shared_m2, area_bp, grid_bp))

struct LaidAnswer {
  std::string code, name;
  int64_t area_m2 = 0;
  int32_t outside_bp = 0;
  std::vector<CutAnswer> cuts;
  bool operator==(const LaidAnswer&) const = default;
};
BOOST_DESCRIBE_STRUCT(LaidAnswer, (), (code, name, area_m2, outside_bp, cuts))

struct OverlayAnswer {
  std::vector<LaidAnswer> areas;
  std::vector<std::string> grids_outside;
  int64_t whole_grids = 0, cut_grids = 0;
};
BOOST_DESCRIBE_STRUCT(OverlayAnswer, (), (areas, grids_outside, whole_grids, cut_grids))

std::vector<FlawAnswer> answers_of(const std::vector<NetFlaw>& flaws) {
  std::vector<FlawAnswer> answers;
  for (const NetFlaw& flaw : flaws) {
    answers.push_back({std::string{json::enum_name(flaw.kind)}, flaw.codes, flaw.file, flaw.line, flaw.field,
                       flaw.detail, static_cast<int64_t>(flaw.area_m2)});
  }
  return answers;
}

// Tells the report and draws its picture; the exit code.
int tell(const Terminal& terminal, const PlacesImport& done, const std::string& picture, std::string_view key) {
  const PlacesReport& report = done.report;
  if (!picture.empty()) {
    if (auto written = write_picture(report.flaws, picture); !written) return terminal.fail(written.error());
  }
  if (terminal.json) {
    const PlacesAnswer answer{report.holds(),
                              report.districts,
                              report.streets,
                              report.communities,
                              report.grids,
                              report.areas,
                              report.layers,
                              report.layer_areas,
                              done.rows_added,
                              done.written,
                              answers_of(report.flaws),
                              problems_of(report.findings)};
    terminal.print(json::write(answer, json::Form::full) + "\n");
  }
  if (report.areas + report.layer_areas > 0)
    terminal.say("places.counts", report.streets, report.communities, report.grids, report.areas, report.layers,
                 report.layer_areas);
  if (!report.holds()) {
    terminal.tell(report.findings);
    terminal.tell(findings_of(report.flaws));
    for (const auto kind : {NetFlawKind::broken_ring, NetFlawKind::overlap, NetFlawKind::gap, NetFlawKind::no_parent,
                            NetFlawKind::no_area, NetFlawKind::point_outside}) {
      const auto count = std::ranges::count(report.flaws, kind, &NetFlaw::kind);
      if (count > 0) terminal.warn(fmt::format("places.{}", json::enum_name(kind)), count);
    }
    terminal.warn(key, report.flaws.size() + report.findings.size());
    if (!picture.empty()) terminal.warn("places.picture", picture);
    return kFellShort;
  }
  return kDone;
}

int import(const Terminal& terminal, Wanted& wanted) {
  wanted.source.geodata.system = json::enum_from<CoordinateSystem>(wanted.system).value_or(CoordinateSystem::wgs84);
  wanted.source.geodata.time_max = std::chrono::seconds{wanted.time_max_s};
  const auto done = import_places(wanted.site_dir, wanted.source);
  if (!done) return terminal.fail(done.error());
  const int code = tell(terminal, *done, wanted.picture, "places.refused");
  if (code == kDone) {
    terminal.say("places.imported", done->features, done->points, fmt::format("{}", fmt::join(done->written, ", ")),
                 done->rows_added);
  }
  return code;
}

int import_tree(const Terminal& terminal, const Wanted& wanted) {
  const auto done = import_divisions(wanted.site_dir, wanted.divisions);
  if (!done) return terminal.fail(done.error());
  const bool ok = done->findings.empty();
  if (terminal.json) {
    const DivisionsAnswer answer{
        ok,          done->rows,      done->districts, done->streets, done->communities,
        done->above, done->elsewhere, done->added,     done->renamed, problems_of(done->findings)};
    terminal.print(json::write(answer, json::Form::full) + "\n");
  }
  if (!ok) {
    terminal.tell(done->findings);
    terminal.warn("places.refused", done->findings.size());
    return kFellShort;
  }
  terminal.say("places.divisions", done->rows, done->districts, done->streets, done->communities, done->added,
               done->renamed, done->above, done->elsewhere);
  return kDone;
}

int check(const Terminal& terminal, const Wanted& wanted) {
  auto report = check_site_places(wanted.site_dir);
  if (!report) return terminal.fail(report.error());
  PlacesImport looked;
  looked.report = std::move(*report);
  const int code = tell(terminal, looked, wanted.picture, "check.problems");
  if (code == kDone) terminal.say("places.holds");
  return code;
}

std::string percent(int32_t bp) {
  return fmt::format("{}.{}", bp / 100, bp / 10 % 10);
}

OverlayAnswer answer_of(const Overlay& overlay) {
  OverlayAnswer answer{{}, overlay.grids_outside, overlay.whole_grids, overlay.cut_grids};
  for (const OverlayArea& area : overlay.areas) {
    LaidAnswer laid{area.code, area.name, static_cast<int64_t>(area.area_m2), area.outside_bp, {}};
    for (const OverlayCut& cut : area.cuts) {
      laid.cuts.push_back({cut.grid, static_cast<int64_t>(cut.shared_m2), cut.area_bp, cut.grid_bp});
    }
    answer.areas.push_back(std::move(laid));
  }
  return answer;
}

int overlay(const Terminal& terminal, const Wanted& wanted) {
  const auto laid = overlay_places(wanted.site_dir, wanted.layer);
  if (!laid) return terminal.fail(laid.error());
  if (terminal.json) terminal.print(json::write(answer_of(*laid), json::Form::full) + "\n");
  for (const OverlayArea& area : laid->areas) {
    terminal.say("places.overlay_area", area.code, area.name, static_cast<int64_t>(area.area_m2),
                 percent(area.outside_bp));
    for (const OverlayCut& cut : area.cuts) {
      terminal.say("places.overlay_cut", cut.grid, static_cast<int64_t>(cut.shared_m2), percent(cut.area_bp),
                   percent(cut.grid_bp));
    }
  }
  terminal.say("places.overlay_sum", laid->areas.size(), laid->whole_grids, laid->cut_grids,
               laid->grids_outside.size());
  return kDone;
}

using Run = int (*)(const Terminal&, Wanted&);

CLI::App* add(Shell& shell, CLI::App& parent, const std::string& name, const std::shared_ptr<Wanted>& wanted, Run run) {
  auto* command = shell.add_without_site(parent, name, "places." + name);
  command->add_option("SITE", wanted->site_dir, std::string{shell.terminal.text("option.site")})->required();
  command->callback([&shell, wanted, run] { shell.code = run(shell.terminal, *wanted); });
  return command;
}

void add_import(Shell& shell, CLI::App& parent) {
  const auto wanted = std::make_shared<Wanted>();
  const auto told = [&](const char* key) { return std::string{shell.terminal.text(key)}; };
  auto* command = add(shell, parent, "import", wanted, import);
  auto& source = wanted->source;
  command->add_option("FILE", source.geodata.file, told("places.option.map"))->required();
  command->add_option("--layer", source.layer, told("places.option.layer"));
  command->add_option("--source-layer", source.geodata.source_layer, told("places.option.source_layer"));
  command->add_option("--code", source.code_field, told("places.option.code"));
  command->add_option("--name", source.name_field, told("places.option.name"));
  command->add_option("--crs", wanted->system, told("places.option.crs"))
      ->check(CLI::IsMember({"wgs84", "gcj02", "bd09"}));
  command->add_flag("--merge", source.merge, told("places.option.merge"));
  command->add_option("--time-limit", wanted->time_max_s, told("places.option.time"))->check(CLI::Range(1, 86'400));
  command->add_option("--report", wanted->picture, told("places.option.report"));
}

void add_divisions(Shell& shell, CLI::App& parent) {
  const auto wanted = std::make_shared<Wanted>();
  const auto told = [&](const char* key) { return std::string{shell.terminal.text(key)}; };
  auto* command = add(shell, parent, "import-divisions", wanted,
                      [](const Terminal& terminal, Wanted& given) { return import_tree(terminal, given); });
  auto& source = wanted->divisions;
  command->add_option("FILE", source.file, told("places.option.divisions"))->required();
  command->add_option("--code", source.code_column, told("places.option.code"));
  command->add_option("--name", source.name_column, told("places.option.name"));
  command->add_option("--class", source.class_column, told("places.option.class"));
  command->add_option("--below", source.below, told("places.option.below"));
}

}  // namespace

void add_places(Shell& shell) {
  auto* parent = shell.add_without_site(shell.root, "places", "places");
  parent->require_subcommand(1);
  add_import(shell, *parent);
  add_divisions(shell, *parent);
  const auto looked = std::make_shared<Wanted>();
  add(shell, *parent, "check", looked, [](const Terminal& terminal, Wanted& given) {
    return check(terminal, given);
  })->add_option("--report", looked->picture, std::string{shell.terminal.text("places.option.report")});
  add_places_draw(shell, *parent);
  const auto laid = std::make_shared<Wanted>();
  add(shell, *parent, "overlay", laid, [](const Terminal& terminal, Wanted& given) { return overlay(terminal, given); })
      ->add_option("LAYER", laid->layer, std::string{shell.terminal.text("places.option.which")})
      ->required();
}

}  // namespace huiyin::cli
