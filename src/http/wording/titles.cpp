#include "http/wording/titles.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "http/server/headers.h"

namespace huiyin::http {
namespace {

struct Title {
  std::string_view code;
  std::string_view zh;
  std::string_view en;
};

constexpr Title kTitles[] = {
    {"invalid_input", "提交的内容有误", "Something in the request is not right"},
    {"unknown_case", "没有找到这件事项", "No such case"},
    {"unknown_thing", "没有找到所指的对象", "No such thing"},
    {"outside_district", "地点不在本辖区内", "The place lies outside the district"},
    {"nobody_in_charge", "尚无部门负责此类事项", "No unit is in charge of this yet"},
    {"command_not_allowed", "当前状态不能这样办理", "This step is not possible in the present state"},
    {"not_your_role", "您的岗位无权办理此步", "This step is not for your post"},
    {"conflict_of_interest", "当事方应当回避", "A party to the matter cannot judge it"},
    {"needs_second_person", "须由另一人办理", "Another person has to do this"},
    {"rule_not_met", "办理条件尚不满足", "A condition of this step is not met"},
    {"stale_version", "事项已有新的进展，请刷新后再办", "The case has moved on; please reload it"},
    {"already_claimed", "已有他人正在办理", "Somebody else is working on it"},
    {"idempotency_reused", "同一提交编号不能用于不同内容", "The idempotency key was used for another request"},
    {"signed_out", "请先登录或出示凭证", "Please sign in or show the receipt"},
    {"too_many", "请求过于频繁，请稍后再试", "Too many requests; please wait a little"},
    {"too_large", "内容超出大小限制", "The content is too large"},
    {"outside_calendar", "日期不在已公布的日历内", "The date is outside the adopted calendars"},
    {"broken_definition", "定义文件有误", "A definition file does not hold"},
    {"store_unavailable", "暂时无法保存，请稍后再试", "Nothing can be stored just now; please try again"},
    {"corrupt", "存储的数据有损", "Stored data does not hold together"},
    {"wrong_use", "用法有误", "Wrong use"},
    {"malformed_request", "请求格式有误", "The request is malformed"},
    {"unknown_path", "没有这个地址", "No such address"},
    {"method_not_allowed", "此地址不支持这种操作", "This address does not support that method"},
    {"request_timeout", "请求超时", "The request took too long to arrive"},
    {"head_too_large", "请求头过大", "The request head is too large"},
    {"unsupported_media_type", "不支持这种内容类型", "This content type is not supported"},
    {"expectation_failed", "不支持的 Expect 请求头", "The Expect header cannot be met"},
    {"internal_error", "系统出错，我们已记录", "Something went wrong on our side; it has been recorded"},
    {"overloaded", "系统繁忙，请稍后再试", "The service is busy; please try again"},
};

// The weight of one language range in thousandths; 1000 where none is given, 0 where it is not a number.
int weight_of(std::string_view parameters) {
  for (const auto& parameter : split_list(parameters, ';')) {
    if (!parameter.starts_with("q=")) continue;
    double weight = 0;
    std::from_chars(parameter.data() + 2, parameter.data() + parameter.size(), weight);
    return static_cast<int>(std::clamp(weight, 0.0, 1.0) * 1000);
  }
  return 1000;
}

bool is_language(std::string_view range, std::string_view language) {
  return same_token(range.substr(0, 2), language) && (range.size() == 2 || range[2] == '-');
}

}  // namespace

Language language_of(std::string_view accept_language) {
  int zh = 0;
  int en = 0;
  for (const auto& range : split_list(accept_language, ',')) {
    const auto end = range.find(';');
    const auto name = trimmed(range.substr(0, end));
    const int weight = end == std::string_view::npos ? 1000 : weight_of(range.substr(end + 1));
    if (is_language(name, "zh")) zh = std::max(zh, weight);
    if (is_language(name, "en")) en = std::max(en, weight);
  }
  return en > zh ? Language::en : Language::zh;
}

std::string_view language_tag(Language language) {
  return language == Language::zh ? "zh-CN" : "en";
}

std::string_view title_of(std::string_view problem_code, Language language) {
  const auto found = std::ranges::find(kTitles, problem_code, &Title::code);
  if (found == std::end(kTitles)) return {};
  return language == Language::zh ? found->zh : found->en;
}

}  // namespace huiyin::http
