// huiyin places draw SITE > map.svg: the site's grids as a picture.
#include "domain/draw_places.h"

#include <algorithm>

#include "cli/commands.h"
#include "definitions/site_files.h"

namespace huiyin::cli {
namespace {

int draw(const Terminal& terminal, const std::string& site_dir) {
  const auto files = read_site_folder(site_dir);
  if (!files) return terminal.fail(files.error());
  const auto definitions = read_site(*files);
  if (!definitions) {
    return terminal.fail(NotAdopted{{RefusalCode::broken_definition, "the site's files do not hold", site_dir, {}},
                                    definitions.error()});
  }
  Findings findings;
  std::vector<GridArea> areas;
  for (AreaLine& read : read_areas(*std::ranges::find(*files, "places.geojson", &SourceFile::path), findings)) {
    areas.push_back(std::move(read.area));
  }
  terminal.print(draw_places((*definitions)->places, areas));
  return kDone;
}

}  // namespace

void add_places_draw(Shell& shell, CLI::App& places) {
  const auto site_dir = std::make_shared<std::string>();
  auto* command = shell.add_without_site(places, "draw", "places.draw");
  command->add_option("SITE", *site_dir, std::string{shell.terminal.text("option.site")})->required();
  command->callback([&shell, site_dir] { shell.code = draw(shell.terminal, *site_dir); });
}

}  // namespace huiyin::cli
