#include "app/kept_boards.h"

namespace huiyin {

namespace {

constexpr size_t kMostKept = 128;  // of some 50 KB each

}  // namespace

Result<Board> KeptBoards::show(const Caller& caller, const std::string& by, const std::string& from,
                               const std::string& to) {
  // Read before the figures: what happens in between makes the board new, never old.
  const auto now = moment();
  if (!now) return std::unexpected(now.error());
  const Asked asked{reads_in_public(caller), by, from, to};
  if (auto board = kept(*now, asked)) return std::move(*board);
  auto board = show_board(app_, caller, by, from, to);
  if (board) keep(*now, asked, *board);
  return board;
}

Result<KeptBoards::Moment> KeptBoards::moment() const {
  const auto log_seq = app_.store().last_log_seq();
  if (!log_seq) return std::unexpected(log_seq.error());
  const auto freezes = app_.store().freezes();
  if (!freezes) return std::unexpected(freezes.error());
  const auto today = app_.definitions();
  return Moment{*log_seq, freezes->size(), today ? today->edition : 0};
}

std::optional<Board> KeptBoards::kept(const Moment& moment, const Asked& asked) {
  const std::scoped_lock lock{mutex_};
  if (moment != moment_) return std::nullopt;
  const auto found = boards_.find(asked);
  if (found == boards_.end()) return std::nullopt;
  Board board = found->second;
  board.at_ms = app_.now_at_ms();
  return board;
}

void KeptBoards::keep(const Moment& moment, const Asked& asked, const Board& board) {
  const std::scoped_lock lock{mutex_};
  if (moment != moment_ || boards_.size() >= kMostKept) boards_.clear();
  moment_ = moment;
  boards_.insert_or_assign(asked, board);
}

}  // namespace huiyin
