#include "sim/matter_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "sim/word_lists.h"

namespace huiyin::sim {
namespace {

constexpr std::string_view kGeneral = "9999";
constexpr size_t kLengthMax = 500;

std::string fill_spot(std::string_view slot, const Spot& spot) {
  if (slot == "here") return spot.here;
  if (slot == "estate") return spot.estate;
  if (slot == "road") return spot.road;
  if (slot == "shop") return spot.shop;
  if (slot == "community") return spot.community;
  if (slot == "street") return spot.street;
  return {};
}

bool is_spot_slot(std::string_view slot) {
  return !fill_spot(slot, {"x", "x", "x", "x", "x", "x", false}).empty();
}

// A slip of the keyboard: a like-sounding character, a mark left out, one typed twice.
std::string mistyped(std::string text, const std::vector<std::string>& slips, Rng& rng) {
  for (int tries = 0; tries < 6; ++tries) {
    const std::string& slip = rng.pick(slips);  // right>wrong
    const size_t arrow = slip.find('>');
    const std::string right = slip.substr(0, arrow);
    if (const size_t at = text.find(right); at != std::string::npos) {
      return text.replace(at, right.size(), slip.substr(arrow + 1));
    }
  }
  return text;
}

std::string shortened(std::string text) {
  size_t points = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    if ((text[at] & 0xC0) != 0x80 && ++points > kLengthMax) return text.substr(0, at);
  }
  return text;
}

// "路灯不亮。" -> "路灯不亮"
std::string without_stop(std::string text) {
  for (const std::string_view stop : {"。", "！"}) {
    if (text.ends_with(stop)) text.erase(text.size() - stop.size());
  }
  return text;
}

// Whether the last clause asks for something already: nobody asks twice.
bool ends_with_wish(const std::string& text) {
  const size_t comma = text.rfind("，");
  const std::string_view last = std::string_view{text}.substr(comma == std::string::npos ? 0 : comma);
  return std::ranges::any_of(std::array{"请", "希望", "能不能", "要求", "想", "盼", "求"},
                             [&](const char* word) { return last.find(word) != std::string_view::npos; });
}

}  // namespace

Result<MatterWords> MatterWords::load(const std::string& share) {
  MatterWords words;
  for (const char* file : {"matters_town.txt", "matters_people.txt", "occasions.txt"}) {
    auto lists = load_word_lists(share, file);
    if (!lists) return std::unexpected(lists.error());
    for (auto& [name, lines] : *lists) words.lists_[name] = std::move(lines);
  }
  words.sort_categories();
  if (auto whole = words.check(); !whole) return std::unexpected(whole.error());
  return words;
}

// Sections named by a category's code; a line's first letter says what it is: s short, t told, w wish, r reply.
void MatterWords::sort_categories() {
  for (const auto& [name, lines] : lists_) {
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    CategoryWords& category = categories_[name];
    for (const std::string& line : lines) {
      const std::string said = line.substr(std::min<size_t>(2, line.size()));
      switch (line.front()) {
        case 's': category.short_lines.push_back(said); break;
        case 't': category.tellings.push_back(said); break;
        case 'w': category.wishes.push_back(said); break;
        default: category.replies.push_back(said); break;
      }
    }
  }
}

Result<void> MatterWords::check() const {
  const auto missing = [](const std::string& section) {
    return refuse(RefusalCode::broken_definition, fmt::format("there is no section [{}]", section), "occasions.txt");
  };
  for (const auto& [code, category] : categories_) {
    const bool whole = !category.short_lines.empty() && !category.tellings.empty() && !category.replies.empty();
    if (!whole) return missing(code + "] with lines s, t and r [");
  }
  if (!categories_.contains(kGeneral)) return missing(std::string{kGeneral});
  std::string lacking;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Occasion>>([&](auto entry) {
    if (entry.value != Occasion::reply && !lists_.contains(entry.name)) lacking = entry.name;
  });
  for (const char* name : {"opening phone", "opening visit", "opening grid_worker", "opening letter", "closing phone",
                           "closing letter", "wish", "slips", "ramble"}) {
    if (!lists_.contains(name)) lacking = name;
  }
  if (!lacking.empty()) return missing(lacking);
  return {};
}

bool MatterWords::knows(std::string_view category) const {
  return categories_.contains(category);
}

const MatterWords::CategoryWords& MatterWords::words_of(std::string_view category) const {
  const auto found = categories_.find(category);
  return found != categories_.end() ? found->second : categories_.find(kGeneral)->second;
}

std::string MatterWords::one_of(std::string_view list, const Spot& spot, Rng& rng) const {
  const auto found = lists_.find(list);
  return found == lists_.end() ? std::string{} : spoken_at(rng.pick(found->second), spot, rng);
}

// Slots are the spot's, or a list of occasions.txt by its name: {since}, {night}.
std::string MatterWords::spoken_at(std::string_view pattern, const Spot& spot, Rng& rng) const {
  const Fill fill = [&](std::string_view slot) {
    return is_spot_slot(slot) ? fill_spot(slot, spot) : one_of(slot, spot, rng);
  };
  return spoken(pattern, fill, rng);
}

std::string MatterWords::request(std::string_view category, Voice voice, const Spot& spot, Rng& rng) const {
  const CategoryWords& words = words_of(category);
  const auto shortly = [&] { return without_stop(spoken_at(rng.pick(words.short_lines), spot, rng)); };
  const auto told = [&] { return spoken_at(rng.pick(words.tellings), spot, rng); };
  const auto wish = [&] {
    const bool own = !words.wishes.empty() && rng.chance(0.7);
    return own ? spoken_at(rng.pick(words.wishes), spot, rng) : one_of("wish", spot, rng);
  };
  switch (voice) {
    case Voice::photo: {
      std::string text = shortly();
      if (rng.chance(0.45)) text += "，" + wish();
      if (rng.chance(0.08)) text = mistyped(std::move(text), lists_.find("slips")->second, rng);
      return shortened(without_stop(std::move(text)));
    }
    case Voice::letter: {
      const std::string matter = told();
      return shortened(letter(matter, ends_with_wish(matter) ? "" : wish(), spot, rng));
    }
    case Voice::phone: {
      std::string text = one_of("opening phone", spot, rng) + told();
      if (!ends_with_wish(text)) text += wish();
      return shortened(text + one_of("closing phone", spot, rng));
    }
    case Voice::visit: return shortened(one_of("opening visit", spot, rng) + told());
    case Voice::grid_worker: return shortened(one_of("opening grid_worker", spot, rng) + shortly() + "。");
  }
  return shortly();
}

std::string MatterWords::letter(std::string told, std::string wish, const Spot& spot, Rng& rng) const {
  std::string text = one_of("opening letter", spot, rng);
  if (rng.chance(0.25)) text += one_of("ramble", spot, rng);
  text += told;
  if (rng.chance(0.2)) text += one_of("ramble", spot, rng);
  text += wish + one_of("closing letter", spot, rng);
  if (rng.chance(0.15)) text = mistyped(std::move(text), lists_.find("slips")->second, rng);
  return text;
}

std::string MatterWords::say(Occasion occasion, std::string_view category, const Spot& spot, Rng& rng) const {
  if (occasion == Occasion::reply) {
    const std::string done = spoken_at(rng.pick(words_of(category).replies), spot, rng);
    return one_of("opening reply", spot, rng) + done + one_of("closing reply", spot, rng);
  }
  return one_of(json::enum_name(occasion), spot, rng);
}

}  // namespace huiyin::sim
