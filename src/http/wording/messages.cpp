#include "http/wording/messages.h"

#include <fmt/format.h>

namespace huiyin::http {

std::string notice_message(const TextNotice& notice) {
  if (notice.wording == "settled") {
    return fmt::format("【回音】您反映的事项 {} 有结果了：{}。凭事项编号和凭证 {} 可查看答复、作出评价。",
                       notice.case_no, notice.state.zh, notice.receipt);
  }
  return fmt::format("【回音】您反映的事项已登记，编号 {}，凭证 {}。凭编号和凭证可随时查看进展；请勿转发凭证。",
                     notice.case_no, notice.receipt);
}

std::string phone_code_message(std::string_view code, int64_t valid_min, Language language) {
  if (language == Language::en) {
    return fmt::format("[Huiyin] {} is your code to see your cases, good for {} minutes. Not you? Then do nothing.",
                       code, valid_min);
  }
  return fmt::format("【回音】{} 是您查看自己事项的验证码，{} 分钟内有效。若不是您本人操作，不必理会。", code,
                     valid_min);
}

}  // namespace huiyin::http
