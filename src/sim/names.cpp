#include "sim/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace huiyin::sim {
namespace {

constexpr int kTriesMax = 4000;

// "柳=liu" -> {"柳", "liu"}
Wording part_of(std::string_view entry) {
  const size_t equals = entry.find('=');
  return {std::string{entry.substr(0, equals)}, std::string{entry.substr(equals + 1)}};
}

// "night_market" -> "Night Market"
std::string titled(std::string words) {
  bool begins = true;
  for (char& c : words) {
    if (c == '_') c = ' ';
    if (begins) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    begins = c == ' ';
  }
  return words;
}

}  // namespace

Result<Wording> NameMaker::joined(std::string_view first_section, std::string_view second_section) {
  return drawn(first_section, second_section, "");
}

Result<Wording> NameMaker::parted(std::string_view first_section, std::string_view second_section) {
  return drawn(first_section, second_section, "_");
}

Result<Wording> NameMaker::single(std::string_view name) {
  const auto words = section(name);
  if (!words) return std::unexpected(words.error());
  for (int tries = 0; tries < kTriesMax; ++tries) {
    auto [zh, en] = part_of(rng_.pick(**words));
    Wording made{std::move(zh), titled(std::move(en))};
    if (take(made)) return made;
  }
  return refuse(RefusalCode::broken_definition, fmt::format("section [{}] is used up", name), "names.txt");
}

Result<Wording> NameMaker::word(std::string_view name) {
  const auto words = section(name);
  if (!words) return std::unexpected(words.error());
  auto [zh, en] = part_of(rng_.pick(**words));
  return Wording{std::move(zh), titled(std::move(en))};
}

Result<Wording> NameMaker::drawn(std::string_view first_section, std::string_view second_section,
                                 std::string_view between) {
  const auto first = section(first_section), second = section(second_section);
  if (!first) return std::unexpected(first.error());
  if (!second) return std::unexpected(second.error());
  for (int tries = 0; tries < kTriesMax; ++tries) {
    const Wording front = part_of(rng_.pick(**first)), back = part_of(rng_.pick(**second));
    const bool stutters = front.zh.ends_with(back.zh);
    Wording made{front.zh + back.zh, titled(fmt::format("{}{}{}", front.en, between, back.en))};
    if (!stutters && !is_real(made.zh) && take(made)) return made;
  }
  return refuse(RefusalCode::broken_definition,
                fmt::format("sections [{}] and [{}] are too short for so many names", first_section, second_section),
                "names.txt");
}

bool NameMaker::take(const Wording& name) {
  if (used_.contains(name.zh) || used_.contains(name.en)) return false;
  used_.insert(name.zh);
  used_.insert(name.en);
  return true;
}

Result<const std::vector<std::string>*> NameMaker::section(std::string_view wanted) const {
  const auto found = lists_.find(wanted);
  if (found != lists_.end()) return &found->second;
  return refuse(RefusalCode::broken_definition, fmt::format("there is no section [{}]", wanted), "names.txt");
}

bool NameMaker::is_real(const std::string& name) const {
  const auto avoid = lists_.find("avoid");
  return avoid != lists_.end() && std::ranges::find(avoid->second, name) != avoid->second.end();
}

}  // namespace huiyin::sim
