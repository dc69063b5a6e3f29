// The plain district served on a free port, and a client that checks every answer against the served document.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/accounts.h"
#include "app/init_site.h"
#include "app/open_site.h"
#include "app/site_keys.h"
#include "http/raw_client.h"
#include "http/schema_check.h"
#include "http/serve.h"

namespace huiyin::http::testing {

inline const std::string kPassword = "korrekt-pferd-9";

struct Asked {
  std::string body;                                            // JSON; empty = none
  std::vector<std::pair<std::string, std::string>> headers{};  // beside Host and Content-Type
};

struct Answer {
  int status = 0;
  Headers headers;
  std::string text;
  json::Value body;  // null where the answer is no JSON

  std::string at(const std::string& pointer) const {
    boost::system::error_code error;
    const auto* found = body.find_pointer(pointer, error);
    if (found == nullptr) return "(missing)";
    return found->is_string() ? std::string{found->as_string()} : json::canonical(*found);
  }
  std::string header(std::string_view name) const { return std::string{headers.get(name).value_or("")}; }
};

inline std::string made_folder() {
  auto pattern = (std::filesystem::temp_directory_path() / "huiyin_http_XXXXXX").string();
  return mkdtemp(pattern.data());
}

// The plain district, adopted once for all tests of the binary: each serves a copy.
struct AdoptedSite {
  std::string folder = made_folder();
  std::string path = folder + "/site";

  AdoptedSite() {
    EXPECT_TRUE(write_site_folder(HUIYIN_SOURCE_DIR, "plain", path));
    const auto site = open_site(path, "");
    EXPECT_TRUE(site && adopt_site(*site->app, the_system(), path));
  }
  ~AdoptedSite() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
};

inline const AdoptedSite& adopted_site() {
  static const AdoptedSite site;
  return site;
}

class ServedSite : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = made_folder();
    std::filesystem::copy(adopted_site().path, folder_ + "/site", std::filesystem::copy_options::recursive);
    start({.site = folder_ + "/site", .store_url = "", .listen = "127.0.0.1:0", .intake_limits = false});
  }
  void TearDown() override {
    service_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  void start(const ServeOptions& options) {
    service_.reset();
    auto service = Service::start(options);
    ASSERT_TRUE(service) << service.error().detail;
    service_ = std::move(*service);
    service_->app().password_cost = {1, size_t{8} << 10};
    document_ = json::parse(service_->api().document).value();
  }

  Answer ask(const std::string& method, const std::string& target, const Asked& asked = {}) {
    std::string bytes = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    for (const auto& [name, value] : asked.headers) bytes.append(name).append(": ").append(value).append("\r\n");
    if (!asked.body.empty()) bytes += "Content-Type: application/json\r\n";
    bytes += "Content-Length: " + std::to_string(asked.body.size()) + "\r\n\r\n" + asked.body;
    RawClient client{service_->port()};
    const auto raw = client.ask(bytes);
    Answer answer{raw.status, raw.headers, raw.body, nullptr};
    if (raw.header("Content-Type").find("json") != std::string::npos) answer.body = json::parse(raw.body).value();
    expect_documented(method, target, answer);
    return answer;
  }
  Answer ask_as(const std::string& token, const std::string& method, const std::string& target, std::string body = {}) {
    return ask(method, target, {std::move(body), {{"Authorization", "Bearer " + token}}});
  }
  Answer ask_with(const std::string& receipt, const std::string& method, const std::string& target,
                  std::string body = {}) {
    return ask(method, target, {std::move(body), {{"Huiyin-Receipt", receipt}}});
  }

  // Signs in with a fresh account of this one post; the token.
  std::string signed_in(Role role, const std::string& unit = "cc") {
    const std::string login = "p" + std::to_string(++accounts_count_);
    const auto added = add_account(service_->app(), the_system(), {login, login, kPassword, {{unit, role, ""}}});
    EXPECT_TRUE(added) << added.error().detail;
    const auto answer =
        ask("POST", "/api/v1/sessions", {R"({"login":")" + login + R"(","password":")" + kPassword + "\"}"});
    EXPECT_EQ(answer.status, 201) << answer.text;
    return answer.at("/token");
  }

  Answer reported(const std::string& more = {}) {
    return ask("POST", "/api/v1/cases",
               {R"({"programme":"snap_report","description":"路灯不亮三天了","category":"0106",)"
                R"("contact":{"phone":"13800000000"},"place":{"lat":41.305,"lon":123.7905})" +
                more + "}"});
  }

  // The operation of the document that answers this; null when there is none.
  const json::Value* operation(const std::string& method, const std::string& target) const {
    const auto path = target.substr(0, target.find('?'));
    std::string verb = method;
    for (auto& c : verb) c = static_cast<char>(c | 0x20);
    for (const auto& [pattern, item] : document_.at("paths").as_object()) {
      if (matches(pattern, path) && item.as_object().contains(verb)) return &item.at(verb);
    }
    return nullptr;
  }

  std::string folder_;
  std::unique_ptr<Service> service_;
  json::Value document_;

 private:
  static bool matches(std::string_view pattern, std::string_view path) {
    const auto wanted = split_list(pattern, '/');
    const auto given = split_list(path, '/');
    if (wanted.size() != given.size()) return false;
    for (size_t i = 0; i < wanted.size(); ++i) {
      if (wanted[i] != given[i] && !wanted[i].starts_with('{')) return false;
    }
    return true;
  }

  void expect_documented(const std::string& method, const std::string& target, const Answer& answer) const {
    const auto* told = operation(method, target);
    if (told == nullptr || answer.body.is_null()) return;
    const auto& responses = told->at("responses").as_object();
    const auto* response = responses.if_contains(std::to_string(answer.status));
    EXPECT_TRUE(response != nullptr || answer.status >= 400) << method << " " << target << " " << answer.status;
    const auto& content = (response == nullptr ? responses.at("default") : *response).at("content").as_object();
    const auto type = answer.header("Content-Type");
    ASSERT_TRUE(content.contains(type)) << method << " " << target << " answers undocumented " << type;
    for (const auto& fault : SchemaCheck{document_}.faults(answer.body, content.at(type).at("schema"))) {
      ADD_FAILURE() << method << " " << target << " " << answer.status << " " << fault;
    }
  }

  int accounts_count_ = 0;
};

}  // namespace huiyin::http::testing
