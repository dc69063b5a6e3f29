// The shipped plain district with a real store, a clock the test holds, and its people at hand.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "app/adopt_site.h"
#include "app/init_site.h"
#include "app/open_case.h"
#include "app/open_site.h"
#include "app/run_command.h"
#include "app/show_case.h"
#include "app/site_keys.h"

namespace huiyin::testing {

// Monday 2026-11-23 10:00 in the district.
inline constexpr int64_t kMondayTenMs = 1'795'399'200'000;
inline const std::string kGrid = "990101001001001";

inline std::string new_folder() {
  auto pattern = (std::filesystem::temp_directory_path() / "huiyin_app_XXXXXX").string();
  return mkdtemp(pattern.data());
}

class Town : public ::testing::Test {
 protected:
  struct Desk {
    std::unique_ptr<Store> store;
    std::unique_ptr<App> app;

    Desk(const std::string& site_dir, const std::function<int64_t()>& now_at_ms, const std::string& url = {}) {
      const auto keys = read_site_keys(site_dir).value();
      StoreOptions options{.url = url.empty() ? default_store_url(site_dir) : url,
                           .keys = keys,
                           .zone = Zone::named("Asia/Shanghai").value()};
      options.now_at_ms = now_at_ms;
      store = Store::open(std::move(options)).value();
      app = std::make_unique<App>(*store, keys, now_at_ms);
      app->password_cost = {1, size_t{8} << 10};
    }
  };

  // The plain district, adopted once; every test works on a copy of its folder.
  struct Prepared {
    std::string folder = new_folder();
    std::string site_dir = folder + "/site";
    DefinitionsPtr definitions;

    Prepared() {
      EXPECT_TRUE(write_site_folder(HUIYIN_SOURCE_DIR, "plain", site_dir));
      Desk desk{site_dir, [] { return kMondayTenMs; }};
      const auto adopted = adopt_site(*desk.app, the_system(), site_dir);
      EXPECT_TRUE(adopted) << adopted.error().refusal.detail << " " << adopted.error().refusal.where;
      definitions = desk.app->definitions();
    }
    ~Prepared() {
      std::error_code ignored;
      std::filesystem::remove_all(folder, ignored);
    }
    static const Prepared& site() {
      static const Prepared prepared;
      return prepared;
    }
  };

  void open_store(const std::string& url = {}) {
    app_.reset();
    store_.reset();
    Desk desk{site_dir_, [this] { return now_at_ms_; }, url};
    store_ = std::move(desk.store);
    app_ = std::move(desk.app);
  }

  void SetUp() override {
    const auto& prepared = Prepared::site();
    folder_ = new_folder();
    site_dir_ = folder_ + "/site";
    std::filesystem::copy(prepared.site_dir, site_dir_, std::filesystem::copy_options::recursive);
    open_store();
    app().keep_edition(prepared.definitions);
    ASSERT_TRUE(app().load_editions());
  }

  void TearDown() override {
    app_.reset();
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  App& app() { return *app_; }
  void pass(int64_t ms) { now_at_ms_ += ms; }

  static Caller staff(Role role, const std::string& unit, const std::string& place = {}, int64_t account = 7) {
    Caller caller;
    caller.actor = {ActorKind::staff, account, {{unit, role, place}}};
    caller.name = unit;
    return caller;
  }
  static Caller intake() { return staff(Role::intake, "cc", {}, 1); }
  static Caller dispatcher() { return staff(Role::dispatcher, "cc", {}, 2); }

  static OpenInput street_light() {
    OpenInput input;
    input.programme = "snap_report";
    input.description = "晓园门口的路灯不亮三天了";
    input.place.code = kGrid;
    return input;
  }

  Opened opened(const Caller& caller, const OpenInput& input) {
    auto answer = open_case(app(), caller, input);
    if (!answer) ADD_FAILURE() << to_string(answer.error().code) << " " << answer.error().detail;
    return answer.value_or(Opened{});
  }

  Caller holding(const Opened& opened_case) {
    auto caller = caller_by_receipt(app(), opened_case.case_no, opened_case.receipt);
    EXPECT_TRUE(caller);
    return caller.value_or(anybody());
  }

  Result<CommandAnswer> command(const Caller& caller, const std::string& case_no, const std::string& name,
                                const std::string& form = "{}") {
    const auto view = show_case(app(), the_system(), case_no);
    const auto version = view ? std::optional{view->row.version} : std::nullopt;
    return run_command(app(), caller, {case_no, name, version, json::parse(form).value(), 0});
  }

  // Through the centre's hands to the unit in charge.
  void dispatch(const std::string& case_no) {
    for (const auto& [name, form] : {std::pair{"accept", R"({"choice":"here"})"}, std::pair{"dispatch", "{}"}}) {
      const auto done = command(dispatcher(), case_no, name, form);
      ASSERT_TRUE(done) << name << ": " << done.error().detail;
    }
  }

  std::string folder_, site_dir_;
  int64_t now_at_ms_ = kMondayTenMs;
  std::unique_ptr<Store> store_;
  std::unique_ptr<App> app_;
};

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "done" : to_string(result.error().code);
}

}  // namespace huiyin::testing
