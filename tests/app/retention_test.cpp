// What has served its time goes, a bounded part a round; amber and red are told once.
#include "app/retention.h"

#include "app/sweeper.h"
#include "app/town.h"

namespace huiyin::testing {

class Retained : public Town {
 protected:
  Opened archived(const std::string& type) {
    auto input = street_light();
    input.type = type;
    input.contact.phone = "13800138000";
    const auto report = opened(anybody(), input);
    EXPECT_TRUE(
        command(dispatcher(), report.case_no, "refuse", R"({"reason":"no_authority","reason_text":"不属本区"})"));
    return report;
  }
  bool has_contact(const Opened& report) {
    return store_->contact(case_id_of(app(), report.case_no).value()).value().has_value();
  }
};

TEST_F(Retained, a_settled_case_is_archived_when_its_time_comes) {
  const auto report = archived("help");
  pass(8 * kDayMs);
  ASSERT_TRUE(sweep_due(app()));
  EXPECT_EQ(show_case(app(), the_system(), report.case_no)->row.state, "archived");
}

TEST_F(Retained, a_contact_goes_ninety_days_after_its_case_was_archived_and_a_tip_offs_sooner) {
  const auto report = archived("help");
  const auto tip_off = archived("tip_off");
  pass(8 * kDayMs);
  ASSERT_TRUE(sweep_due(app()));
  Retention retention{app()};
  pass(29 * kDayMs);
  EXPECT_EQ(retention.round()->contacts, 0);
  pass(kDayMs + kMinuteMs);
  EXPECT_EQ(retention.round()->contacts, 1);
  EXPECT_FALSE(has_contact(tip_off));
  EXPECT_TRUE(has_contact(report));
  pass(60 * kDayMs);
  EXPECT_EQ(retention.round()->contacts, 1);
  EXPECT_FALSE(has_contact(report));
  EXPECT_EQ(retention.round()->contacts, 0);
  ASSERT_TRUE(store_->ping());
  EXPECT_TRUE(store_->verify({})->ok);
}

TEST_F(Retained, sessions_and_idempotency_keys_that_ran_out_are_deleted_a_bounded_number_at_once) {
  for (int index = 0; index < 3; ++index) {
    ASSERT_TRUE(store_->save_session({"hash" + std::to_string(index), 1, now_at_ms_ + kHourMs}));
  }
  ASSERT_TRUE(open_case(app(), anybody(), street_light(), IdempotencyKey{"p", "k"}));
  EXPECT_EQ(store_->expire(10).value(), 0);
  pass(2 * kHourMs);
  EXPECT_EQ(store_->expire(2).value(), 2);
  EXPECT_EQ(store_->expire(2).value(), 1);
  pass(72 * kHourMs);
  EXPECT_EQ(store_->expire(2).value(), 1);
}

TEST_F(Retained, amber_and_red_leave_one_notice_each) {
  const auto report = opened(anybody(), street_light());
  const auto notices_of = [&](const std::string& wording) {
    int64_t count = 0;
    for (const auto& message : store_->outbox(100).value()) {
      if (message.body.find("\"wording\":\"" + wording + "\"") != std::string::npos) ++count;
    }
    return count;
  };
  for (int day = 0; day < 12; ++day) {
    pass(12 * kHourMs);
    ASSERT_TRUE(sweep_due(app()));
  }
  EXPECT_EQ(notices_of("amber"), 1);
  EXPECT_GE(notices_of("red"), 1);
}

}  // namespace huiyin::testing
