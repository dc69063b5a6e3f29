#include "app/read_geodata.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/private_file.h"
#include "app/run_program.h"
#include "base/text.h"

namespace huiyin {

namespace fs = std::filesystem;

namespace {

bool is_geojson(const fs::path& path) {
  return path.extension() == ".geojson" || path.extension() == ".json";
}

constexpr size_t kWordsMax = 300;

// What it said, on one line.
std::string in_words(std::string errors) {
  std::ranges::replace(errors, '\n', ' ');
  if (!is_utf8(errors)) return "it gives no reason in words";
  if (errors.size() <= kWordsMax) return errors;
  size_t end = kWordsMax;
  while ((errors[end] & 0xC0) == 0x80) --end;
  return errors.substr(0, end) + " ...";
}

Result<std::string> converted(const Geodata& geodata, const fs::path& path) {
  std::vector<std::string> arguments{geodata.converter,       "-f", "GeoJSON", "-dim", "XY", "-lco",
                                     "COORDINATE_PRECISION=7"};
  const bool labelled = geodata.system == CoordinateSystem::wgs84;
  for (const char* argument : {labelled ? "-t_srs" : "-a_srs", "EPSG:4326", "/vsistdout/"})
    arguments.push_back(argument);
  arguments.push_back(path.string());  // absolute: never taken for an option or an address
  if (!geodata.source_layer.empty()) arguments.push_back(geodata.source_layer);
  auto answer = run_program(arguments, {.time_max = geodata.time_max});
  if (!answer && answer.error().code == RefusalCode::unknown_thing) {
    return refuse(RefusalCode::unknown_thing,
                  fmt::format("{} is not installed; it reads all maps that are not GeoJSON (Debian: gdal-bin)",
                              geodata.converter),
                  geodata.file);
  }
  if (!answer) return std::unexpected(answer.error());
  if (answer->exit_code != 0) {
    return refuse(RefusalCode::invalid_input,
                  fmt::format("{} cannot read it: {}", geodata.converter, in_words(std::move(answer->errors))),
                  geodata.file);
  }
  return std::move(answer->output);
}

}  // namespace

Result<std::string> read_geodata(const Geodata& geodata) {
  std::error_code error;
  const auto path = fs::canonical(geodata.file, error);
  if (error || !fs::is_regular_file(path, error)) {
    return refuse(RefusalCode::unknown_thing, "there is no such file", geodata.file);
  }
  if (geodata.source_layer.starts_with('-')) {
    return refuse(RefusalCode::invalid_input, "a layer's name does not begin with '-'", geodata.source_layer);
  }
  if (is_geojson(path) && geodata.source_layer.empty()) return read_whole_file(path.string());
  return converted(geodata, path);
}

}  // namespace huiyin
