// The words of messages that leave the site, zh first.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/deliver_texts.h"
#include "http/wording/titles.h"

namespace huiyin::http {

// The text message to whoever asked, about the way of their matter; zh.
std::string notice_message(const TextNotice& notice);

// The text message with the code for one's own cases.
std::string phone_code_message(std::string_view code, int64_t valid_min, Language language);

}  // namespace huiyin::http
