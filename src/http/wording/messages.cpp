#include "http/wording/messages.h"

#include <fmt/format.h>

namespace huiyin::http {

std::string phone_code_message(std::string_view code, int64_t valid_min, Language language) {
  if (language == Language::en) {
    return fmt::format("[Huiyin] {} is your code to see your cases, good for {} minutes. Not you? Then do nothing.",
                       code, valid_min);
  }
  return fmt::format("【回音】{} 是您查看自己事项的验证码，{} 分钟内有效。若不是您本人操作，不必理会。", code,
                     valid_min);
}

}  // namespace huiyin::http
