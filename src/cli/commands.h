// The subcommands, one file each: every `add_` describes its command line to the parser and, when it is chosen, runs it
// and leaves its exit code in `code`.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/open_site.h"
#include "cli/terminal.h"

namespace huiyin::cli {

struct Shell {
  CLI::App& root;
  Terminal& terminal;
  int code = kDone;

  // A subcommand with its SITE, and --store where `with_store`; both land in `place`.
  struct Place {
    std::string site_dir, store_url;
  };
  CLI::App* add(const std::string& name, const std::shared_ptr<Place>& place, bool with_store);
  CLI::App* add_without_site(CLI::App& parent, const std::string& name, const std::string& text_key);
};

// The site opened, or the refusal told: then `code` is set and nothing is returned.
std::optional<OpenSite> open_told(Shell& shell, const Shell::Place& place, bool read_only);

void add_init(Shell& shell);
void add_apply(Shell& shell);
void add_pull(Shell& shell);
void add_check(Shell& shell);
void add_serve(Shell& shell);
void add_import(Shell& shell);
void add_verify(Shell& shell);
void add_explain(Shell& shell);
void add_duties(Shell& shell);
void add_simulate(Shell& shell);
void add_places(Shell& shell);
void add_places_draw(Shell& shell, CLI::App& places);
void add_user(Shell& shell);
void add_backup(Shell& shell);
void add_restore(Shell& shell);
void add_lifecycle(Shell& shell);
void add_export(Shell& shell);
void add_supervision(Shell& shell);
void add_boards(Shell& shell);

}  // namespace huiyin::cli
