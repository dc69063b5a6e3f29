#include "domain/draw_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace huiyin {
namespace {

constexpr double kWidth = 1200, kMargin = 16;
constexpr double kMetresPerE7 = 0.0111319;
constexpr size_t kStreetDigits = 9, kCommunityDigits = 12;
constexpr std::array kColours{"#cfe3c8", "#f6d9c4", "#cfdff2", "#f3e6b3", "#e2d3ee", "#d9ead3", "#f2d0d6", "#cdeae6"};

constexpr const char* kStyle =
    "text{font-family:\"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif;text-anchor:middle;"
    "paint-order:stroke;stroke:#fff;stroke-linejoin:round;fill:#233}"
    ".street{font-size:24px;font-weight:700;stroke-width:5;letter-spacing:3px}"
    ".community{font-size:11px;stroke-width:3;fill:#455}"
    ".grid{stroke:#fff;stroke-width:1.2}"
    ".border{fill:none;stroke-linecap:round}";

// How heavy a border is: between grids of one community, communities, streets, or to the outside.
enum Weight { kGrids, kCommunities, kStreets, kOutside };
constexpr std::array kPens{"stroke:none", "stroke:#8a9a94;stroke-width:1.4", "stroke:#4c6a78;stroke-width:3.4",
                           "stroke:#4c6a78;stroke-width:2.2"};

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      out += c;
    }
  }
  return out;
}

class Map {
 public:
  Map(const PlaceTree& places, const std::vector<GridArea>& areas) : places_(places), areas_(areas) {
    for (const GridArea& area : areas) {
      for (const Ring& ring : area.rings) {
        for (const Point corner : ring) reach(corner);
      }
    }
    squeeze_ = std::cos((low_.lat_e7 + (high_.lat_e7 - low_.lat_e7) / 2) * 1e-7 * std::numbers::pi / 180);
    const double wide = std::max(1.0, (high_.lon_e7 - low_.lon_e7) * squeeze_);
    scale_ = (kWidth - 2 * kMargin) / wide;
  }

  std::string draw() {
    if (areas_.empty()) return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>\n";
    const double height = 2 * kMargin + (high_.lat_e7 - low_.lat_e7) * scale_;
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" width=\"{:.0f}\">\n<style>{}</style>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        kWidth, height, kWidth, kStyle);
    for (const GridArea& area : areas_) svg += grid(area);
    svg += borders();
    return svg + names() + "</svg>\n";
  }

 private:
  void reach(Point corner) {
    low_ = {std::min(low_.lat_e7, corner.lat_e7), std::min(low_.lon_e7, corner.lon_e7)};
    high_ = {std::max(high_.lat_e7, corner.lat_e7), std::max(high_.lon_e7, corner.lon_e7)};
  }

  double x(double lon_e7) const { return kMargin + (lon_e7 - low_.lon_e7) * squeeze_ * scale_; }
  double y(double lat_e7) const { return kMargin + (high_.lat_e7 - lat_e7) * scale_; }

  std::string grid(const GridArea& area) const {
    std::string path;
    for (const Ring& ring : area.rings) {
      const char* step = "M";
      for (const Point corner : ring) {
        path += fmt::format("{}{:.1f} {:.1f}", step, x(corner.lon_e7), y(corner.lat_e7));
        step = "L";
      }
      path += "Z";
    }
    const auto node = places_.node(area.code);
    const size_t street = std::strtoul(area.code.substr(6, 3).c_str(), nullptr, 10);
    const bool odd = area.code.size() > kCommunityDigits - 1 && (area.code[kCommunityDigits - 1] - '0') % 2 != 0;
    return fmt::format(
        "<path class=\"grid\" fill=\"{}\" fill-opacity=\"{}\" fill-rule=\"evenodd\" "
        "d=\"{}\"><title>{}</title></path>\n",
        kColours[street % kColours.size()], odd ? "1" : ".72", path,
        node ? escaped(node->name.zh + " " + node->name.en) : area.code);
  }

  // The grid three metres beside the middle of an edge, seen from its grid: right of it or left.
  std::string beside(Point a, Point b, double side) const {
    const double east = (b.lon_e7 - a.lon_e7) * squeeze_, north = b.lat_e7 - a.lat_e7;
    const double away = side * 3 / kMetresPerE7 / std::max(1.0, std::hypot(east, north));
    const double lat = (0.5 * a.lat_e7 + 0.5 * b.lat_e7) - east * away;
    const double lon = (0.5 * a.lon_e7 + 0.5 * b.lon_e7) + north * away / squeeze_;
    const auto located = places_.locate({static_cast<int32_t>(lat), static_cast<int32_t>(lon)});
    return located ? located->place.grid : std::string{};
  }

  static Weight weight(const std::string& one, const std::string& other) {
    if (one.empty() || other.empty()) return kOutside;
    if (one.compare(0, kStreetDigits, other, 0, kStreetDigits) != 0) return kStreets;
    return one.compare(0, kCommunityDigits, other, 0, kCommunityDigits) != 0 ? kCommunities : kGrids;
  }

  std::string borders() const {
    std::array<std::string, kPens.size()> paths;
    for (const GridArea& area : areas_) {
      for (const Ring& ring : area.rings) {
        for (size_t i = 0; i < ring.size(); ++i) {
          const Point a = ring[i], b = ring[(i + 1) % ring.size()];
          const std::string one = beside(a, b, 1), other = beside(a, b, -1);
          if (std::max(one, other) != area.code) continue;  // its neighbour draws it
          paths[weight(one, other)] +=
              fmt::format("M{:.1f} {:.1f}L{:.1f} {:.1f}", x(a.lon_e7), y(a.lat_e7), x(b.lon_e7), y(b.lat_e7));
        }
      }
    }
    std::string svg;
    for (const Weight of : {kCommunities, kOutside, kStreets}) {
      svg += fmt::format("<path class=\"border\" style=\"{}\" d=\"{}\"/>\n", kPens[of], paths[of]);
    }
    return svg;
  }

  struct Label {
    std::string text;
    double x = 0, y = 0;
  };

  // In the middle of what each place covers.
  std::vector<Label> labels(size_t digits) const {
    struct Middle {
      double lat = 0, lon = 0, corners = 0;
    };
    std::map<std::string, Middle> middles;
    for (const GridArea& area : areas_) {
      Middle& middle = middles[area.code.substr(0, digits)];
      for (const Point corner : area.rings.empty() ? Ring{} : area.rings.front()) {
        middle.lat += corner.lat_e7;
        middle.lon += corner.lon_e7;
        ++middle.corners;
      }
    }
    std::vector<Label> found;
    for (const auto& [code, middle] : middles) {
      const auto node = places_.node(code);
      if (!node || middle.corners == 0) continue;
      found.push_back({escaped(node->name.zh), x(middle.lon / middle.corners), y(middle.lat / middle.corners)});
    }
    return found;
  }

  // Small names make room for large ones.
  static void make_room(const std::vector<Label>& large, std::vector<Label>& small) {
    constexpr double kAside = 88, kAbove = 32, kBelow = 22;
    for (Label& label : small) {
      for (const Label& other : large) {
        const double down = label.y - other.y;
        if (std::abs(label.x - other.x) > kAside || down < -kAbove || down > kBelow) continue;
        label.y = down > -5 ? other.y + kBelow : other.y - kAbove;
      }
    }
  }

  std::string names() const {
    const auto streets = labels(kStreetDigits);
    auto communities = labels(kCommunityDigits);
    make_room(streets, communities);
    std::string svg;
    const auto write = [&](const char* level, const std::vector<Label>& all) {
      for (const Label& label : all) {
        svg += fmt::format("<text class=\"{}\" x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n", level, label.x, label.y,
                           label.text);
      }
    };
    write("community", communities);
    write("street", streets);
    return svg;
  }

  const PlaceTree& places_;
  const std::vector<GridArea>& areas_;
  Point low_{INT32_MAX, INT32_MAX}, high_{INT32_MIN, INT32_MIN};
  double squeeze_ = 1, scale_ = 1;
};

}  // namespace

std::string draw_places(const PlaceTree& places, const std::vector<GridArea>& areas) {
  return Map{places, areas}.draw();
}

}  // namespace huiyin
