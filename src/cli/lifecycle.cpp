// huiyin lifecycle draw FILE|SITE [--out DIR]: lifecycles as pictures.
#include <filesystem>
#include <fstream>

#include "app/private_file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "definitions/lifecycle_file.h"
#include "domain/draw_lifecycle.h"

namespace huiyin::cli {
namespace {

namespace fs = std::filesystem;

struct Wanted {
  std::string from;
  std::string out = ".";
};
struct DrawAnswer {
  bool ok = true;
  std::vector<std::string> pictures;
};
BOOST_DESCRIBE_STRUCT(DrawAnswer, (), (ok, pictures))

// The file itself, or the lifecycles/*.yaml of a site folder.
Result<std::vector<SourceFile>> lifecycle_files(const std::string& from) {
  std::error_code error;
  std::vector<SourceFile> files;
  if (!fs::is_directory(from, error)) {
    auto bytes = read_whole_file(from);
    if (!bytes) return std::unexpected(bytes.error());
    files.push_back({from, std::move(*bytes)});
    return files;
  }
  auto all = read_site_folder(from);
  if (!all) return std::unexpected(all.error());
  for (auto& file : *all) {
    if (file.path.starts_with("lifecycles/")) files.push_back(std::move(file));
  }
  if (files.empty()) return refuse(RefusalCode::unknown_thing, "there is no lifecycles/*.yaml in this folder", from);
  return files;
}

Result<std::string> write_picture(const Lifecycle& lifecycle, const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  const auto path = (fs::path{folder} / (lifecycle.name + ".svg")).string();
  std::ofstream file{path, std::ios::binary | std::ios::trunc};
  if (file << draw_lifecycle(lifecycle) << std::flush) return path;
  return refuse(RefusalCode::store_unavailable, "the picture cannot be written", path);
}

int draw(const Terminal& terminal, const Wanted& wanted) {
  const auto files = lifecycle_files(wanted.from);
  if (!files) return terminal.fail(files.error());
  DrawAnswer answer;
  for (const auto& file : *files) {
    const auto lifecycle = read_lifecycle(file);
    if (!lifecycle) {
      return terminal.fail(
          NotAdopted{{RefusalCode::broken_definition, std::string{terminal.text("lifecycle.broken")}, file.path, {}},
                     lifecycle.error()});
    }
    auto path = write_picture(*lifecycle, wanted.out);
    if (!path) return terminal.fail(path.error());
    answer.pictures.push_back(std::move(*path));
  }
  if (terminal.json) terminal.print(json::write(answer, json::Form::full) + "\n");
  for (const auto& path : answer.pictures) terminal.say("lifecycle.drawn", path);
  return kDone;
}

}  // namespace

void add_lifecycle(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  const auto told = [&](const char* key) { return std::string{shell.terminal.text(key)}; };
  auto* lifecycle = shell.add_without_site(shell.root, "lifecycle", "lifecycle");
  lifecycle->require_subcommand(1);
  auto* command = shell.add_without_site(*lifecycle, "draw", "lifecycle.draw");
  command->add_option("FROM", wanted->from, told("lifecycle.option.from"))->required();
  command->add_option("--out", wanted->out, told("lifecycle.option.out"));
  command->callback([&shell, wanted] { shell.code = draw(shell.terminal, *wanted); });
}

}  // namespace huiyin::cli
