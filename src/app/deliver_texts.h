// Text messages of the outbox to requesters' phones: contact and receipt are filled in at the last moment, from where
// they are sealed. Nothing but a case number, its receipt and its state leaves the site.
#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <string>

#include "app/app.h"
#include "app/repeated_work.h"
#include "app/send_text.h"

namespace huiyin {

// What a message says, before it is put into words.
struct TextNotice {
  std::string wording;  // receipt, settled
  std::string case_no, receipt;
  Wording state;  // settled: the state it came to
  bool operator==(const TextNotice&) const = default;
};
using TextWords = std::function<std::string(const TextNotice&)>;

struct Delivered {
  int64_t sent = 0;
  int64_t refused = 0;  // tried again later, or given up after kAttemptsMax
  int64_t dropped = 0;  // nobody to send to any more: the contact was erased, or has no phone
};

class TextDeliverer {
 public:
  static constexpr int64_t kAttemptsMax = 8;                // spread over a day
  static constexpr int64_t kTooOldMs = 3 * 24 * 3'600'000;  // never tried for so long: no news any more

  // `words` puts a notice into words. Both are called on one thread at a time.
  TextDeliverer(App& app, TextGateway gateway, TextWords words, int64_t pause_ms = 1'000);
  void start() { work_.start(); }
  void stop() { work_.stop(); }

  // Sends what is due, at most two hundred a round. Messages of kinds nothing takes yet (mail, webhooks) and old
  // ones expire. One thread at a time.
  Result<Delivered> round();

 private:
  Result<bool> send_some(Delivered& delivered);
  MessageOutcome attempt(const QueuedMessage& message, Delivered& delivered);

  App& app_;
  TextGateway gateway_;
  TextWords words_;
  RepeatedWork work_;
};

}  // namespace huiyin
