// Boards as they were added up last. A board is a sum over events: while nothing has happened since, asking again is
// answered from memory, so a wall display costs two short reads. Safe from any thread.
#pragma once

#include <boost/container_hash/hash.hpp>
#include <mutex>
#include <string>
#include <tuple>
#include <unordered_map>

#include "app/show_board.h"

namespace huiyin {

class KeptBoards {
 public:
  explicit KeptBoards(App& app) : app_(app) {}

  // What show_board answers now, refusals too (which are not kept).
  Result<Board> show(const Caller& caller, const std::string& by, const std::string& from, const std::string& to);

 private:
  // What every figure follows from: the end of the log, the sealed months, the names of today's definitions.
  struct Moment {
    int64_t log_seq = -1;
    size_t frozen_months = 0;
    int64_t edition = 0;
    bool operator==(const Moment&) const = default;
  };
  using Asked = std::tuple<bool, std::string, std::string, std::string>;  // in public, by, from, to

  Result<Moment> moment() const;
  std::optional<Board> kept(const Moment& moment, const Asked& asked);
  void keep(const Moment& moment, const Asked& asked, const Board& board);

  App& app_;
  std::mutex mutex_;
  Moment moment_;  // of all that is kept
  std::unordered_map<Asked, Board, boost::hash<Asked>> boards_;
};

}  // namespace huiyin
