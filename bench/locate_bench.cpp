// How fast is a point's grid found, and what does the tree weigh? Synthetic towns: every grid a block of four sides
// with bent edges shared by neighbours, names as long as real ones and each its own.
//   locate_bench [grids ...]            default: 315 and 2000000
//   locate_bench --divisions [nodes]    a country's division tree without areas, 700000 nodes when left out: reading
//   and
//                                       checking its CSV, and look-ups by code
#include <fmt/format.h>
#include <malloc.h>
#include <time.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "definitions/site_files.h"
#include "domain/place.h"

namespace {

using huiyin::GridArea;
using huiyin::PlaceNode;
using huiyin::PlaceTree;
using huiyin::Point;
using huiyin::Ring;
constexpr int32_t kSouthE7 = 400'000'000, kWestE7 = 1'200'000'000;
constexpr int32_t kStepE7 = 3'000;  // a third of a side of a block: blocks are about 100 m wide
constexpr size_t kAsksCount = 1 << 20;
constexpr size_t kTogetherCount = 256;  // points of one town asked for one after the other
constexpr uint32_t kTownBlocks = 18;    // a town's side: about 315 grids

// Processor time of this thread: other work on the machine does not count.
double cpu_s() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double resident_mb() {
  size_t pages = 0, resident_pages = 0;
  std::ifstream{"/proc/self/statm"} >> pages >> resident_pages;
  return static_cast<double>(resident_pages * static_cast<size_t>(sysconf(_SC_PAGESIZE))) / 1e6;
}

// The corner at (column, row) in steps: pushed about by a hash of its place, so neighbours agree about it.
Point corner(uint32_t column, uint32_t row) {
  const uint64_t hash = (uint64_t{column} * 0x9E3779B97F4A7C15 + row) * 0xC2B2AE3D27D4EB4F;
  const auto bend = [&](int shift) { return static_cast<int32_t>(hash >> shift & 0x3FF) - 512; };
  return {kSouthE7 + static_cast<int32_t>(row) * kStepE7 + bend(20),
          kWestE7 + static_cast<int32_t>(column) * kStepE7 + bend(40)};
}

Ring block(uint32_t column, uint32_t row) {
  Ring ring;
  const uint32_t x = column * 3, y = row * 3;
  for (uint32_t i = 0; i < 3; ++i) ring.push_back(corner(x + i, y));
  for (uint32_t i = 0; i < 3; ++i) ring.push_back(corner(x + 3, y + i));
  for (uint32_t i = 0; i < 3; ++i) ring.push_back(corner(x + 3 - i, y + 3));
  for (uint32_t i = 0; i < 3; ++i) ring.push_back(corner(x, y + 3 - i));
  return ring;
}

// Grid number i of the country: 20 grids a community, 20 communities a street, 20 streets a district.
std::string code_of(size_t i) {
  return fmt::format("{:06}{:03}{:03}{:03}", 100'001 + i / 8'000, 1 + i / 400 % 20, 1 + i / 20 % 20, 1 + i % 20);
}

huiyin::Wording name_of(std::string_view code) {
  return {fmt::format("{}社区第{}网格", code.substr(6, 6), code.substr(12)),
          fmt::format("Community {} grid {}", code.substr(6, 6), code.substr(12))};
}

PlaceTree build(size_t grids_count, uint32_t columns) {
  std::vector<PlaceNode> nodes;
  std::vector<GridArea> areas;
  nodes.reserve(grids_count + grids_count / 10 + 10);
  areas.reserve(grids_count);
  std::string last;
  for (size_t i = 0; i < grids_count; ++i) {
    const std::string code = code_of(i);
    for (const size_t digits : {6U, 9U, 12U}) {
      if (last.compare(0, digits, code, 0, digits) != 0)
        nodes.push_back({code.substr(0, digits), {"社区" + code.substr(0, digits), "Place"}, ""});
    }
    nodes.push_back({code, name_of(code), ""});
    areas.push_back({code, {block(static_cast<uint32_t>(i % columns), static_cast<uint32_t>(i / columns))}});
    last = code;
  }
  auto tree = PlaceTree::of(std::move(nodes), std::move(areas));
  if (!tree) {
    fmt::print(stderr, "the synthetic tree does not hold: {}\n", tree.error().detail);
    std::exit(1);
  }
  return *tree;
}

Point any_point(std::mt19937& random, uint32_t column_from, uint32_t columns, uint32_t row_from, uint32_t rows) {
  const auto along = [&](int32_t low_e7, uint32_t from, uint32_t count) {
    return low_e7 + static_cast<int32_t>((from + random() % count) * 3) * kStepE7 +
           static_cast<int32_t>(random() % (3 * kStepE7));
  };
  return {along(kSouthE7, row_from, rows), along(kWestE7, column_from, columns)};
}

// Points anywhere in the country; or town by town, as the requests of one district's server come.
std::vector<Point> points_in(uint32_t columns, uint32_t rows, bool by_town) {
  std::mt19937 random{7};
  std::vector<Point> points;
  points.reserve(kAsksCount);
  const uint32_t town = std::min(kTownBlocks, std::min(columns, rows));
  for (uint32_t column = 0, row = 0; points.size() < kAsksCount;) {
    if (points.size() % kTogetherCount == 0) {
      column = static_cast<uint32_t>(random() % (columns - town + 1));
      row = static_cast<uint32_t>(random() % (rows - town + 1));
    }
    points.push_back(by_town ? any_point(random, column, town, row, town) : any_point(random, 0, columns, 0, rows));
  }
  return points;
}

// Asks for each and tells the rate.
template <class Asked, class Ask>
void measure(const std::string& what, const std::vector<Asked>& points, Ask ask) {
  size_t found = 0;
  const double before_s = cpu_s();
  for (const Asked& point : points) found += ask(point);
  const double ns_each = (cpu_s() - before_s) * 1e9 / static_cast<double>(points.size());
  fmt::print(R"({{"what":"{}","per_cpu_s":{:.0f},"ns_each":{:.0f},"found_percent":{:.2f}}})"
             "\n",
             what, 1e9 / ns_each, ns_each, 100.0 * static_cast<double>(found) / static_cast<double>(points.size()));
}

void run(size_t grids_count) {
  const auto columns = static_cast<uint32_t>(std::sqrt(static_cast<double>(grids_count))) + 1;
  const auto rows = static_cast<uint32_t>(grids_count / columns);
  const double before_mb = resident_mb();
  const double building_s = cpu_s();
  const PlaceTree tree = build(grids_count, columns);
  const double build_s = cpu_s() - building_s;
  malloc_trim(0);
  fmt::print(R"({{"grids":{},"build_cpu_s":{:.2f},"tree_mb":{:.1f},"resident_mb":{:.1f}}})"
             "\n",
             grids_count, build_s, static_cast<double>(tree.memory_bytes()) / 1e6, resident_mb() - before_mb);
  for (const bool by_town : {false, true}) {
    const auto points = points_in(columns, rows, by_town);
    const std::string order = by_town ? "town by town" : "anywhere";
    measure("the grid alone, " + order, points, [&](Point at) { return tree.grid_at(at).has_value(); });
    measure("codes and neighbours, " + order, points, [&](Point at) { return tree.locate(at).has_value(); });
  }
}

// A division CSV with `nodes_count` rows: 260 a district, of them one street in twelve.
std::string divisions_csv(size_t nodes_count) {
  std::string csv = "code,name_zh,name_en,unit,settlement\n";
  for (size_t i = 0; i < nodes_count; ++i) {
    const size_t district = 110'001 + i / 261, in_district = i % 261;
    const size_t street = (in_district + 12) / 13, community = (in_district + 12) % 13;
    const std::string name = fmt::format("第{}乡镇第{}居委会", street, community);
    if (in_district == 0) {
      csv += fmt::format("{:06},第{}区,,,\n", district, district);
    } else if (community == 0) {
      csv += fmt::format("{:06}{:03},第{}乡镇,,,\n", district, street, street);
    } else {
      csv += fmt::format("{:06}{:03}{:03},{},,,{}\n", district, street, community, name, i % 2 == 0 ? 121 : 220);
    }
  }
  return csv;
}

void run_divisions(size_t nodes_count) {
  const huiyin::SourceFile file{"places.csv", divisions_csv(nodes_count)};
  const double reading_s = cpu_s();
  huiyin::Findings findings;
  auto lines = huiyin::read_places(file, findings);
  std::vector<PlaceNode> nodes;
  nodes.reserve(lines.size());
  for (auto& line : lines) nodes.push_back(std::move(line.node));
  lines = {};
  const double checked_s = cpu_s() - reading_s;
  const auto tree = PlaceTree::of(std::move(nodes), {});
  const double read_s = cpu_s() - reading_s;
  if (!tree || !findings.empty()) {
    fmt::print(stderr, "the synthetic divisions do not hold: {}\n",
               findings.empty() ? tree.error().detail : findings.front().detail);
    std::exit(1);
  }
  fmt::print(R"({{"divisions":{},"csv_mb":{:.1f},"read_cpu_s":{:.2f},"tree_cpu_s":{:.2f},"tree_mb":{:.1f}}})"
             "\n",
             nodes_count, static_cast<double>(file.bytes.size()) / 1e6, checked_s, read_s - checked_s,
             static_cast<double>(tree->memory_bytes()) / 1e6);
  std::mt19937 random{7};
  const auto all = tree->nodes();
  std::vector<std::string> codes;
  for (size_t i = 0; i < kAsksCount; ++i) codes.push_back(all[random() % all.size()].code);
  measure("a place's row by its code, any", codes,
          [&](const std::string& code) { return tree->node(code).has_value(); });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view{argv[1]} == "--divisions") {
    run_divisions(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 700'000);
    return 0;
  }
  std::vector<size_t> counts;
  for (int i = 1; i < argc; ++i) counts.push_back(static_cast<size_t>(std::strtoull(argv[i], nullptr, 10)));
  if (counts.empty()) counts = {315, 2'000'000};
  for (const size_t count : counts) run(count);
}
