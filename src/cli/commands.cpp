#include "cli/commands.h"

namespace huiyin::cli {

CLI::App* Shell::add_without_site(CLI::App& parent, const std::string& name, const std::string& text_key) {
  auto* command = parent.add_subcommand(name, std::string{terminal.text(text_key)});
  command->fallthrough();
  return command;
}

CLI::App* Shell::add(const std::string& name, const std::shared_ptr<Place>& place, bool with_store) {
  auto* command = add_without_site(root, name, name);
  command->add_option("SITE", place->site_dir, std::string{terminal.text("option.site")})->required();
  if (with_store) command->add_option("--store", place->store_url, std::string{terminal.text("option.store")});
  return command;
}

std::optional<OpenSite> open_told(Shell& shell, const Shell::Place& place, bool read_only) {
  auto site = open_site(place.site_dir, place.store_url, read_only);
  if (site) return std::move(*site);
  shell.code = shell.terminal.fail(site.error());
  return std::nullopt;
}

}  // namespace huiyin::cli
