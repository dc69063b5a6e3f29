// How fast is a point's grid found, and what does the index weigh? Synthetic towns: every grid a block of four sides
// with bent edges shared by neighbours, names as long as real ones.
//   locate_bench [grids ...]      default: 315 and 2000000
#include <fmt/format.h>
#include <malloc.h>
#include <time.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "domain/place.h"

namespace {

using huiyin::GridArea;
using huiyin::PlaceNode;
using huiyin::PlaceTree;
using huiyin::Point;
using huiyin::Ring;
constexpr int32_t kSouthE7 = 400'000'000, kWestE7 = 1'200'000'000;
constexpr int32_t kStepE7 = 3'000;  // a third of a side of a block: blocks are about 100 m wide
constexpr size_t kPointsCount = 1 << 20;

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
        nodes.push_back({code.substr(0, digits), {"社区", "Place"}, ""});
    }
    nodes.push_back({code, {fmt::format("第{}网格", i % 20 + 1), fmt::format("Grid {}", i % 20 + 1)}, ""});
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

void run(size_t grids_count) {
  const auto columns = static_cast<uint32_t>(std::sqrt(static_cast<double>(grids_count))) + 1;
  const auto rows = static_cast<uint32_t>(grids_count / columns);
  const double before_mb = resident_mb();
  const double building_s = cpu_s();
  const PlaceTree tree = build(grids_count, columns);
  const double build_s = cpu_s() - building_s;
  malloc_trim(0);
  std::mt19937 random{7};
  std::vector<Point> points(kPointsCount);
  for (Point& point : points) {
    point = {
        kSouthE7 + static_cast<int32_t>(random() % (rows * 3)) * kStepE7 + static_cast<int32_t>(random() % kStepE7),
        kWestE7 + static_cast<int32_t>(random() % (columns * 3)) * kStepE7 + static_cast<int32_t>(random() % kStepE7)};
  }
  size_t found = 0, near = 0;
  const double locating_s = cpu_s();
  for (const Point point : points) {
    const auto located = tree.locate(point);
    found += located.has_value();
    near += located ? located->near_grids.size() : 0;
  }
  const double locate_s = cpu_s() - locating_s;
  const double rate = static_cast<double>(kPointsCount) / locate_s;
  fmt::print(
      "grids {:>8}  build_cpu_s {:.2f}  tree_mb {:.1f}  resident_mb {:.1f}  locates_per_cpu_s {:.0f}  ns_each {:.0f}  "
      "found {:.2f}%  neighbours_offered_each {:.2f}\n",
      grids_count, build_s, static_cast<double>(tree.memory_bytes()) / 1e6, resident_mb() - before_mb, rate, 1e9 / rate,
      100.0 * static_cast<double>(found) / kPointsCount, static_cast<double>(near) / kPointsCount);
}

}  // namespace

int main(int argc, char** argv) {
  std::string model = "unknown processor", line;
  for (std::ifstream info{"/proc/cpuinfo"}; std::getline(info, line);) {
    if (line.starts_with("model name")) model = line.substr(line.find(':') + 2);
  }
  fmt::print("machine {} x{}  compiler {}  corners_per_grid 12  tolerance_m 15  points {}  seed 7  threads 1\n", model,
             std::thread::hardware_concurrency(), __VERSION__, kPointsCount);
  std::vector<size_t> counts;
  for (int i = 1; i < argc; ++i) counts.push_back(static_cast<size_t>(std::strtoull(argv[i], nullptr, 10)));
  if (counts.empty()) counts = {315, 2'000'000};
  for (const size_t count : counts) run(count);
}
