// What has served its time goes: sessions, idempotency keys, and the contact of an archived case. A bounded part a
// round, so that a round costs the same whatever there is.
#pragma once

#include "app/app.h"

namespace huiyin {

struct Expired {
  int64_t rows = 0;      // sessions and idempotency keys
  int64_t uploads = 0;   // files of pictures no case ever named
  int64_t contacts = 0;  // each on record as read audit "erase_contact"
};

// Walks the contacts in the order of case ids, a part a round, and begins again at the end. One thread at a time.
class Retention {
 public:
  explicit Retention(App& app) : app_(app) {}
  // A contact goes when its case was archived so long ago as the site says (SiteInfo), tip-offs sooner.
  Result<Expired> round();

 private:
  Result<int64_t> drop_contacts();

  App& app_;
  CaseId after_ = 0;
};

}  // namespace huiyin
