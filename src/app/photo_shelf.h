// Where pictures lie: a folder of sealed files, named so that neither the name nor the folder tells what a file shows
// or which case it belongs to. An erased case takes its photos' keys with it: its files are noise from then on. An
// upload comes first and waits on the shelf's `new` side for a day; a case that names its key takes it over. Safe from
// any thread; several servers may share the folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace huiyin {

enum class PhotoSize { full, thumb };

class PhotoShelf {
 public:
  // An empty folder: no pictures are taken here.
  explicit PhotoShelf(std::string folder = {}) : folder_(std::move(folder)) {}

  // Makes the picture anew and keeps it; answers its key (ledger/photo_key.h), which is given to nobody else. Refusals:
  // those of reencode_photo; without a folder -> store_unavailable.
  Result<std::string> keep(const std::string& raw);

  // A case names these keys: each must be an upload that still waits, or one taken over already. Otherwise
  // -> invalid_input at `where`.
  Result<void> take_over(const std::vector<std::string>& keys, const std::string& where) const;

  // Not there any more -> unknown_thing; changed -> corrupt.
  Result<std::string> read(std::string_view key, PhotoSize size) const;

  // Uploads nobody took over in `age_ms`; how many went.
  int64_t drop_waiting(int64_t age_ms) const;

  const std::string& folder() const { return folder_; }

 private:
  std::string waiting(std::string_view key, PhotoSize size) const;
  std::string taken(std::string_view key, PhotoSize size) const;

  std::string folder_;
};

}  // namespace huiyin
