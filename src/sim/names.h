// Names made from two parts, each made once, none of them on the list of real ones.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "domain/lifecycle.h"
#include "sim/rng.h"
#include "sim/word_lists.h"

namespace huiyin::sim {

class NameMaker {
 public:
  // The lists are names.txt; they outlive the maker.
  NameMaker(const WordLists& lists, Rng rng) : lists_(lists), rng_(rng) {}

  // One word from each section: {"柳塘", "Liutang"}. All combinations used up -> broken_definition.
  Result<Wording> joined(std::string_view first_section, std::string_view second_section);
  // The English parted: {"柳岸新村", "Liuan Xincun"}.
  Result<Wording> parted(std::string_view first_section, std::string_view second_section);
  // An entry of one section, whole.
  Result<Wording> single(std::string_view section);
  // A word that may come again: a kind of school.
  Result<Wording> word(std::string_view section);
  // Takes a name that was made elsewhere; false when it is used already.
  bool take(const Wording& name);

 private:
  Result<Wording> drawn(std::string_view first_section, std::string_view second_section, std::string_view between);
  Result<const std::vector<std::string>*> section(std::string_view wanted) const;
  bool is_real(const std::string& name) const;

  const WordLists& lists_;
  Rng rng_;
  std::set<std::string, std::less<>> used_;
};

}  // namespace huiyin::sim
