#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "sim/district_places.h"

namespace huiyin::sim {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

std::string counted(size_t number) {  // up to nineteen
  constexpr std::array kDigits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  return number < 10 ? kDigits[number] : std::string{"十"} + kDigits[number - 10];
}

NamedPlace street_of(size_t index, Wording stem) {
  const bool rural = index >= kStreets - kRuralStreets;
  NamedPlace street{fmt::format("{}{:03}", kDistrictCode, index + 1), lower(stem.en), stem, {}, rural};
  street.name = {stem.zh + (rural ? "镇" : "街道"), stem.en + (rural ? " Town" : " Street")};
  return street;
}

// The first community of a rural street is its small town, the others are villages.
Result<NamedPlace> community_of(const NamedPlace& street, size_t index, NameMaker& names) {
  const bool village = street.rural && index > 0;
  auto stem = village ? names.joined("village_first", "village_second") : names.joined("place_first", "place_second");
  if (!stem) return std::unexpected(stem.error());
  NamedPlace community{
      fmt::format("{}{:03}", street.code, index + 1), street.unit + "." + lower(stem->en), *stem, {}, street.rural};
  community.name = {stem->zh + (village ? "村" : "社区"), stem->en + (village ? " Village" : " Community")};
  return community;
}

Result<void> name_streets(NameMaker& names, SamplePlaces& places) {
  for (size_t street = 0; street < kStreets; ++street) {
    auto stem = names.joined("place_first", "place_second");
    if (!stem) return std::unexpected(stem.error());
    places.streets.push_back(street_of(street, std::move(*stem)));
  }
  for (size_t street = 0; street < kStreets; ++street) {
    for (size_t index = 0; index < kStreetSizes[street].communities; ++index) {
      auto community = community_of(places.streets[street], index, names);
      if (!community) return std::unexpected(community.error());
      places.communities.push_back(std::move(*community));
    }
  }
  return {};
}

void name_grids(const Town& town, SamplePlaces& places) {
  size_t community = 0, number = 0;
  for (size_t i = 0; i < town.grids.size(); ++i) {
    const PlannedGrid& grid = town.grids[i];
    const bool begins =
        i == 0 || grid.street != town.grids[i - 1].street || grid.community != town.grids[i - 1].community;
    if (begins && i > 0) ++community;
    number = begins ? 1 : number + 1;
    const NamedPlace& of = places.communities[community];
    places.grids.push_back(
        {fmt::format("{}{:03}", of.code, number),
         {fmt::format("{}第{}网格", of.stem.zh, counted(number)), fmt::format("{} Grid {}", of.stem.en, number)},
         fmt::format("{}.{}", of.unit, number)});
  }
}

Result<void> name_roads(const Town& town, NameMaker& names, SamplePlaces& places) {
  for (const int road : town.named_roads) {
    auto name = names.parted("road_first", "road_kind");
    if (!name) return std::unexpected(name.error());
    places.roads[road] = std::move(*name);
  }
  for (const PlannedGrid& grid : town.grids) {
    std::vector<std::pair<double, int>> along;
    for (const auto& [road, length_m] : town.plan.roads_along(grid.outline)) {
      if (places.roads.contains(road)) along.emplace_back(-length_m, road);
    }
    if (along.empty()) along.emplace_back(0, grid.own_road);
    std::ranges::sort(along);
    places.roads_at.emplace_back();
    for (const auto& [length_m, road] : along) places.roads_at.back().push_back(road);
  }
  return {};
}

}  // namespace

Result<SamplePlaces> name_places(const Town& town, NameMaker& names) {
  SamplePlaces places;
  auto district = names.single("district");
  if (!district) return std::unexpected(district.error());
  places.district = std::move(*district);
  if (auto named = name_streets(names, places); !named) return std::unexpected(named.error());
  name_grids(town, places);
  if (auto named = name_roads(town, names, places); !named) return std::unexpected(named.error());
  return places;
}

}  // namespace huiyin::sim
