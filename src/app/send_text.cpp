#include "app/send_text.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>

#include "app/reveal_contact.h"
#include "app/run_program.h"

namespace huiyin {

namespace {

constexpr ProgramLimits kGatewayLimits{std::chrono::seconds{10}, size_t{64} << 10};

}  // namespace

TextGateway log_gateway() {
  return [](const std::string& phone, const std::string& text) -> Result<void> {
    spdlog::info("text to {}: {}", masked_contact({.name = {}, .phone = phone, .mail = {}}).phone, text);
    return {};
  };
}

TextGateway program_gateway(std::string program) {
  return [program = std::move(program)](const std::string& phone, const std::string& text) -> Result<void> {
    const auto answer = run_program({program, phone, text}, kGatewayLimits);
    if (!answer) return std::unexpected(answer.error());
    if (answer->exit_code == 0) return {};
    return refuse(RefusalCode::wrong_use, fmt::format("ended with {}: {}", answer->exit_code, answer->errors));
  };
}

TextSender::TextSender(TextGateway gateway) : gateway_(std::move(gateway)) {}

TextSender::~TextSender() {
  thread_.join();
}

void TextSender::send(std::string phone, std::string text) {
  boost::asio::post(thread_, [this, phone = std::move(phone), text = std::move(text)] {
    const auto sent = gateway_(phone, text);
    if (!sent) spdlog::error("a text message was not sent: {}", sent.error().detail);
  });
}

}  // namespace huiyin
