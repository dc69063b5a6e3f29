#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "base/json.h"
#include "base/text.h"
#include "definitions/csv.h"
#include "definitions/site_files.h"

namespace huiyin {
namespace {

constexpr size_t kNameMax = 100;
constexpr size_t kCodeMax = 40;

std::optional<int32_t> e7_of(const std::string& text, double most) {
  double degrees = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), degrees);
  if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(degrees) <= most)) return std::nullopt;
  return static_cast<int32_t>(std::llround(degrees * 1e7));
}

// One row while it is read: code, name_zh, name_en, kind, grid, lat, lon.
class Reader {
 public:
  Reader(const SourceFile& file, const CsvRow& row, Findings& findings) : file_(file), row_(row), findings_(findings) {}

  PointLine read() const {
    const auto& cells = row_.cells;
    PointLine read{{cells[0], {cells[1], cells[2].empty() ? cells[1] : cells[2]}, {}, cells[4], {}}, row_.line};
    if (cells[0].empty() || cells[0].size() > kCodeMax) complain("code", "must have 1 to 40 letters and digits");
    if (cells[1].empty()) complain("name_zh", "must not be empty");
    for (size_t i = 1; i <= 2; ++i) {
      const auto ok = check_text(cells[i], kNameMax, "");
      if (!ok) complain(i == 1 ? "name_zh" : "name_en", ok.error().detail);
    }
    const auto kind = json::enum_from<PointKind>(cells[3]);
    kind ? void(read.point.kind = *kind)
         : complain("kind", fmt::format("must be one of: {}", fmt::join(json::enum_words<PointKind>(), ", ")));
    const auto lat = e7_of(cells[5], 90), lon = e7_of(cells[6], 180);
    if (!lat) complain("lat", "must be degrees of WGS-84");
    if (!lon) complain("lon", "must be degrees of WGS-84");
    if (lat && lon) read.point.point = {*lat, *lon};
    return read;
  }

  void complain(std::string_view column, std::string detail) const {
    findings_.push_back({file_.path, row_.line, std::string{column}, std::move(detail)});
  }

 private:
  const SourceFile& file_;
  const CsvRow& row_;
  Findings& findings_;
};

}  // namespace

std::vector<PointLine> read_points(const SourceFile& file, Findings& findings) {
  std::vector<PointLine> points;
  std::map<std::string, int32_t> first_lines;
  for (const CsvRow& row : read_csv(file, {"code", "name_zh", "name_en", "kind", "grid", "lat", "lon"}, findings)) {
    const Reader reader{file, row, findings};
    points.push_back(reader.read());
    const auto [first, is_new] = first_lines.emplace(row.cells[0], row.line);
    if (!is_new)
      reader.complain("code", fmt::format("point {} stands on line {} already", first->first, first->second));
  }
  std::ranges::sort(points, {}, [](const PointLine& read) -> const std::string& { return read.point.code; });
  return points;
}

}  // namespace huiyin
