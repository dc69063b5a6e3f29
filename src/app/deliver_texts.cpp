#include "app/deliver_texts.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

#include "app/notices.h"
#include "app/open_case.h"
#include "ledger/keys.h"

namespace huiyin {
namespace {

constexpr size_t kMessagesAPart = 50;
constexpr int kPartsARound = 4;  // two hundred texts a second leave the processor to those who report
// A part of slow attempts is over by then (send_text.cpp gives a gateway ten seconds for each).
constexpr int64_t kTakenMs = 15 * kMinuteMs;
constexpr std::array kPausesMs{kMinuteMs,   5 * kMinuteMs, 15 * kMinuteMs, kHourMs,
                               3 * kHourMs, 6 * kHourMs,   12 * kHourMs};
constexpr const char* kExpired = "waited for three days and was never sent";

int64_t next_attempt_at_ms(int64_t attempts, int64_t now_at_ms) {
  if (attempts >= TextDeliverer::kAttemptsMax) return QueuedMessage::kGivenUp;
  return now_at_ms + kPausesMs.at(static_cast<size_t>(std::max<int64_t>(attempts, 1) - 1));
}

std::string phone_in(const std::optional<std::string>& contact_json) {
  if (!contact_json) return {};
  const auto contact = json::read_text<ContactInput>(*contact_json);
  return contact ? contact->phone : std::string{};
}

Result<TextNotice> notice_of(const App& app, const QueuedMessage& message) {
  const auto body = read_notice(message.body);
  if (!body) return std::unexpected(body.error());
  const auto state = app.store().find_case(message.case_id);
  if (!state) return std::unexpected(state.error());
  TextNotice notice{body->wording, body->case_no, receipt(state->id, state->receipt_generation, app.keys()), {}};
  const auto ruling = app.ruling(state->edition);
  if (!ruling) return std::unexpected(ruling.error());
  const auto lifecycle = (*ruling)->lifecycles.find(state->lifecycle);
  const auto* at = lifecycle == (*ruling)->lifecycles.end() ? nullptr : lifecycle->second.state(body->state);
  if (at != nullptr) notice.state = at->wording;
  return notice;
}

// What a gateway says may repeat the number; it is kept without.
std::string without(const std::string& phone, std::string words) {
  constexpr size_t kWordsMax = 200;
  for (auto at = words.find(phone); at != words.npos; at = words.find(phone, at)) words.replace(at, phone.size(), "…");
  if (words.size() <= kWordsMax) return words;
  auto end = kWordsMax;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;  // within a character of UTF-8
  return words.substr(0, end);
}

}  // namespace

TextDeliverer::TextDeliverer(App& app, TextGateway gateway, TextWords words, int64_t pause_ms)
    : app_(app), gateway_(std::move(gateway)), words_(std::move(words)), work_(pause_ms, [this] {
        if (const auto done = round(); !done) spdlog::warn("texts: {}", done.error().detail);
      }) {}

Result<Delivered> TextDeliverer::round() {
  const auto now_at_ms = app_.now_at_ms();
  for (const auto* kind : {"sms", "mail", "webhook"}) {
    const auto expired = app_.store().expire_messages(kind, now_at_ms - kTooOldMs, now_at_ms, kExpired);
    if (!expired) return std::unexpected(expired.error());
  }
  Delivered delivered;
  for (int part = 0; part < kPartsARound; ++part) {
    const auto more = send_some(delivered);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
  }
  return delivered;
}

Result<bool> TextDeliverer::send_some(Delivered& delivered) {
  const auto now_at_ms = app_.now_at_ms();
  const auto taken = app_.store().take_messages("sms", now_at_ms, now_at_ms + kTakenMs, kMessagesAPart);
  if (!taken) return std::unexpected(taken.error());
  std::vector<MessageOutcome> outcomes;
  for (const auto& message : *taken) {
    // A server that ends does not wait for a slow gateway: the rest is for whoever comes next.
    outcomes.push_back(work_.is_stopping() ? MessageOutcome{message.id, 0, now_at_ms, {}}
                                           : attempt(message, delivered));
  }
  if (auto settled = app_.store().settle_messages(outcomes); !settled) return std::unexpected(settled.error());
  return taken->size() == kMessagesAPart && !work_.is_stopping();
}

MessageOutcome TextDeliverer::attempt(const QueuedMessage& message, Delivered& delivered) {
  const auto now_at_ms = app_.now_at_ms();
  const auto later = [&](const Refusal& why) {
    ++delivered.refused;
    spdlog::warn("a text about {} was not sent: {}", case_no_of(app_, message.case_id), why.detail);
    return MessageOutcome{message.id, 0, next_attempt_at_ms(message.attempts, now_at_ms), why.detail};
  };
  const auto contact = app_.store().contact(message.case_id);
  if (!contact) return later(contact.error());
  const auto phone = phone_in(*contact);
  if (phone.empty()) {
    ++delivered.dropped;
    return {message.id, now_at_ms, message.next_at_ms, "there is no phone to send it to"};
  }
  const auto notice = notice_of(app_, message);
  if (!notice) return later(notice.error());
  if (auto sent = gateway_(phone, words_(*notice)); !sent) {
    auto why = sent.error();
    why.detail = without(phone, std::move(why.detail));
    return later(why);
  }
  ++delivered.sent;
  return {message.id, app_.now_at_ms(), message.next_at_ms, {}};
}

}  // namespace huiyin
