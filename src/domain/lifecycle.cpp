#include "domain/lifecycle.h"

#include <algorithm>

namespace huiyin {

namespace {

template <class T>
const T* named(const std::vector<T>& list, std::string_view name) {
  const auto found = std::ranges::find(list, name, &T::name);
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const State* Lifecycle::state(std::string_view wanted) const {
  return named(states, wanted);
}

const Move* Lifecycle::move(std::string_view wanted, std::string_view from) const {
  const auto leads_here = [&](const Move& move) {
    return move.name == wanted && std::ranges::find(move.from, from) != move.from.end();
  };
  const auto found = std::ranges::find_if(moves, leads_here);
  return found == moves.end() ? nullptr : &*found;
}

const AskRule* Lifecycle::ask(std::string_view wanted) const {
  return named(asks, wanted);
}

const PartRule* Lifecycle::part(std::string_view wanted) const {
  return named(parts, wanted);
}

}  // namespace huiyin
