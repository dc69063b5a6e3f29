#include "domain/draw_lifecycle.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace huiyin {

namespace {

// One row a state, one under the other; forward arrows run on the right, backward ones on the left, each in a lane of
// its own, so that arrows never cross a box and a label always has room.
constexpr int kBoxWidth = 256, kBoxHeight = 44, kGap = 20, kLane = 20, kTop = 64, kMargin = 16;
constexpr int kLabelGap = 24;
constexpr int kCharacter = 12;  // a Chinese one; others are narrower
// What an arrow takes of its box's side: one that starts there has a label, one that ends there has none.
constexpr int kStartRoom = 16, kEndRoom = 7;

struct Arrow {
  size_t from = 0, to = 0;
  std::string label;
  int lane = 0;  // 1 = next to the boxes
  bool is_forward() const { return to > from; }
  size_t first() const { return std::min(from, to); }
  size_t last() const { return std::max(from, to); }
};

struct Picture {
  const Lifecycle& lifecycle;
  std::vector<Arrow> arrows;
  int left_lanes = 0, right_lanes = 0;
  int left_label = 0, right_label = 0;  // widths
  std::vector<int> row_y, box_height;   // by state

  int box_x() const { return kMargin + left_label + kLabelGap + left_lanes * kLane; }
  int width() const { return box_x() + kBoxWidth + right_lanes * kLane + kLabelGap + right_label + kMargin; }
  int height() const { return row_y.back() + box_height.back() + kMargin; }
};

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

size_t index_of(const Lifecycle& lifecycle, const std::string& name) {
  const auto found = std::ranges::find(lifecycle.states, name, &State::name);
  return static_cast<size_t>(found - lifecycle.states.begin());
}

std::vector<size_t> ends_of(const Lifecycle& lifecycle, const Move& move) {
  std::set<size_t> ends;
  for (const Choice& choice : move.choices) {
    if (!choice.target.state.empty()) ends.insert(index_of(lifecycle, choice.target.state));
    if (!choice.target.otherwise.empty()) ends.insert(index_of(lifecycle, choice.target.otherwise));
  }
  return {ends.begin(), ends.end()};
}

// A move from many states (withdraw, archive ...) is told in words at its end instead of as so many arrows.
bool is_from_everywhere(const Move& move) {
  return move.from.size() > 3;
}

std::vector<Arrow> arrows_of(const Lifecycle& lifecycle) {
  std::map<std::pair<size_t, size_t>, std::string> labels;
  for (const Move& move : lifecycle.moves) {
    if (is_from_everywhere(move)) continue;
    for (const std::string& from : move.from) {
      for (const size_t to : ends_of(lifecycle, move)) {
        const size_t start = index_of(lifecycle, from);
        if (start == to) continue;
        std::string& label = labels[{start, to}];
        if (label.find(move.title.zh) == std::string::npos) label += (label.empty() ? "" : "、") + move.title.zh;
      }
    }
  }
  std::vector<Arrow> arrows;
  for (auto& [ends, label] : labels) {
    label += " → " + lifecycle.states[ends.second].wording.zh;
    arrows.push_back({ends.first, ends.second, std::move(label), 0});
  }
  return arrows;
}

// Short arrows get the inner lanes; two arrows share a lane when their spans do not touch.
int lay_lanes(std::vector<Arrow>& arrows, bool forward) {
  std::vector<Arrow*> side;
  for (Arrow& arrow : arrows) {
    if (arrow.is_forward() == forward) side.push_back(&arrow);
  }
  // Arrows of one length keep the order they have in the list they all lie in.
  std::ranges::sort(side, {}, [](const Arrow* arrow) { return std::pair{arrow->last() - arrow->first(), arrow}; });
  std::vector<std::vector<const Arrow*>> lanes;
  for (Arrow* arrow : side) {
    const auto is_free = [&](const std::vector<const Arrow*>& lane) {
      return std::ranges::none_of(
          lane, [&](const Arrow* other) { return arrow->first() <= other->last() && other->first() <= arrow->last(); });
    };
    auto lane = std::ranges::find_if(lanes, is_free);
    if (lane == lanes.end()) lane = lanes.insert(lanes.end(), std::vector<const Arrow*>{});
    lane->push_back(arrow);
    arrow->lane = static_cast<int>(lane - lanes.begin()) + 1;
  }
  return static_cast<int>(lanes.size());
}

// The arrows at one side of a box, from top to bottom.
std::vector<const Arrow*> ports_of(const Picture& picture, size_t state, bool forward) {
  std::vector<const Arrow*> ports;
  for (const Arrow& arrow : picture.arrows) {
    if (arrow.is_forward() == forward && (arrow.from == state || arrow.to == state)) ports.push_back(&arrow);
  }
  // Arrows going up first, so that lanes of one box do not cross at its edge.
  std::ranges::sort(ports, [&](const Arrow* one, const Arrow* two) {
    const bool one_up = one->last() == state, two_up = two->last() == state;
    if (one_up != two_up) return one_up;
    if (one->lane != two->lane) return one_up ? one->lane < two->lane : one->lane > two->lane;
    return one < two;
  });
  return ports;
}

int room_of(const Arrow& arrow, size_t state) {
  return arrow.from == state ? kStartRoom : kEndRoom;
}

int room_at(const Picture& picture, size_t state, bool forward) {
  int room = 0;
  for (const Arrow* arrow : ports_of(picture, state, forward)) room += room_of(*arrow, state);
  return room;
}

int label_width(const std::vector<Arrow>& arrows, bool forward) {
  int width = 0;
  for (const Arrow& arrow : arrows) {
    const int label = static_cast<int>(code_points(arrow.label)) * kCharacter;
    if (arrow.is_forward() == forward) width = std::max(width, label);
  }
  return width;
}

void lay_rows(Picture& picture) {
  int y = kTop;
  for (size_t state = 0; state < picture.lifecycle.states.size(); ++state) {
    const int room = std::max(room_at(picture, state, true), room_at(picture, state, false));
    picture.row_y.push_back(y);
    picture.box_height.push_back(std::max(kBoxHeight, room + 8));
    y += picture.box_height.back() + kGap;
  }
}

// Where an arrow leaves or enters its box; the ports of a side lie around its middle.
int port_y(const Picture& picture, const Arrow& arrow, size_t state) {
  const int free_room = picture.box_height[state] - room_at(picture, state, arrow.is_forward());
  int y = picture.row_y[state] + free_room / 2;
  for (const Arrow* port : ports_of(picture, state, arrow.is_forward())) {
    const int room = room_of(*port, state);
    if (port == &arrow) return y + room / 2;
    y += room;
  }
  return y;
}

std::string drawn(const Picture& picture, const Arrow& arrow) {
  const int side = arrow.is_forward() ? picture.box_x() + kBoxWidth : picture.box_x();
  const int out = arrow.is_forward() ? 1 : -1;
  const int lane_x = side + out * (arrow.lane * kLane + 8);
  const int from_y = port_y(picture, arrow, arrow.from), to_y = port_y(picture, arrow, arrow.to);
  // The label lies beside the start, outside every lane, on a line of its own.
  const int lanes = arrow.is_forward() ? picture.right_lanes : picture.left_lanes;
  const int label_x = side + out * (lanes * kLane + kLabelGap);
  return fmt::format(
      "<path class=\"arrow\" d=\"M{0} {1}H{2}V{3}H{4}\" marker-end=\"url(#head)\"/>"
      "<path class=\"lead\" d=\"M{2} {1}H{5}\"/><text class=\"move\" x=\"{6}\" y=\"{7}\" "
      "text-anchor=\"{8}\">{9}</text>\n",
      side, from_y, lane_x, to_y, side + out * 7, label_x - out * 6, label_x, from_y + 4,
      arrow.is_forward() ? "start" : "end", escaped(arrow.label));
}

std::string from_many(const Lifecycle& lifecycle, size_t state) {
  std::string names;
  for (const Move& move : lifecycle.moves) {
    const auto ends = ends_of(lifecycle, move);
    if (!is_from_everywhere(move) || std::ranges::find(ends, state) == ends.end()) continue;
    names += (names.empty() ? "" : "、") + move.title.zh;
  }
  return names;
}

// Moves back to whatever state was remembered have no arrow to draw.
std::string back_from(const Lifecycle& lifecycle, const State& state) {
  std::string names;
  for (const Move& move : lifecycle.moves) {
    const auto leads_back = [](const Choice& choice) { return choice.target.kind == TargetKind::prior; };
    const bool starts_here = std::ranges::find(move.from, state.name) != move.from.end();
    if (!starts_here || !std::ranges::any_of(move.choices, leads_back)) continue;
    names += (names.empty() ? "" : "、") + move.title.zh;
  }
  return names;
}

std::string drawn(const Picture& picture, const State& state, size_t index) {
  const int x = picture.box_x(), y = picture.row_y[index], height = picture.box_height[index];
  const char* kind = state.phase == Phase::open ? "open" : state.phase == Phase::settled ? "settled" : "final";
  const std::string many = from_many(picture.lifecycle, index);
  std::string below = state.name;
  if (!state.clock.empty()) below += " · ◔ " + state.clock;
  if (!many.empty()) below += " · ⇢ " + many;
  const std::string back = back_from(picture.lifecycle, state);
  if (!back.empty()) below += " · ↩ " + back;
  return fmt::format(
      "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>"
      "<text class=\"state\" x=\"{}\" y=\"{}\">{}</text><text class=\"small\" x=\"{}\" y=\"{}\">{}</text>\n",
      kind, x, y, kBoxWidth, height, x + 12, y + height / 2 - 3, escaped(state.wording.zh), x + 12, y + height / 2 + 14,
      escaped(below));
}

// Plain colours rather than custom properties: many viewers of SVG know media queries but not var().
constexpr std::string_view kStyle = R"(<style>
text{font-family:"PingFang SC","HarmonyOS Sans","Noto Sans SC","WenQuanYi Micro Hei",sans-serif;fill:#17212B}
.title{font-size:20px}.state{font-size:16px}.small{font-size:12px;fill:#5B6470}.move{font-size:12px}
rect{fill:#FAF9F6;stroke-width:1.5}.open{stroke:#0B6E6E}.settled{stroke:#17212B}.final{stroke:#5B6470;stroke-dasharray:4 3}
.arrow{fill:none;stroke:#5B6470;stroke-width:1.25}.lead{fill:none;stroke:#DDD9D0;stroke-dasharray:2 3}.tip{fill:#5B6470}
@media (prefers-color-scheme:dark){text{fill:#FAF9F6}.small{fill:#AAB2BA}rect{fill:#17212B}.open{stroke:#5CC2BD}
.settled{stroke:#FAF9F6}.final,.arrow{stroke:#AAB2BA}.lead{stroke:#3A4550}.tip{fill:#AAB2BA}}
</style><defs><marker id="head" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" refX="1" refY="4" orient="auto"><path class="tip" d="M0 0L8 4L0 8Z"/></marker></defs>
)";

}  // namespace

std::string draw_lifecycle(const Lifecycle& lifecycle) {
  Picture picture{lifecycle, arrows_of(lifecycle), 0, 0, 0, 0, {}, {}};
  picture.left_lanes = lay_lanes(picture.arrows, false);
  picture.right_lanes = lay_lanes(picture.arrows, true);
  picture.left_label = label_width(picture.arrows, false);
  picture.right_label = label_width(picture.arrows, true);
  lay_rows(picture);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-label=\"{2}\">\n",
      picture.width(), picture.height(), escaped(lifecycle.title.zh));
  svg += kStyle;
  svg += fmt::format("<rect class=\"back\" width=\"{}\" height=\"{}\"/>\n", picture.width(), picture.height());
  svg += fmt::format("<text class=\"title\" x=\"{}\" y=\"36\">{} {}</text>\n", kMargin, escaped(lifecycle.title.zh),
                     escaped(lifecycle.title.en));
  for (const Arrow& arrow : picture.arrows) svg += drawn(picture, arrow);
  for (size_t i = 0; i < lifecycle.states.size(); ++i) svg += drawn(picture, lifecycle.states[i], i);
  return svg + "</svg>\n";
}

}  // namespace huiyin
