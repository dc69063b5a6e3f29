// Texts to requesters: sent once, tried again over a day, given up in sight, and never with more in them than needed.
#include "app/deliver_texts.h"

#include "app/retention.h"
#include "app/show_outbox.h"
#include "app/town.h"

namespace huiyin::testing {

class Texts : public Town {
 protected:
  static constexpr const char* kPhone = "13800138000";

  void SetUp() override {
    Town::SetUp();
    deliverer_ = std::make_unique<TextDeliverer>(
        app(),
        [this](const std::string& phone, const std::string& text) -> Result<void> {
          if (!refusal_.empty()) return refuse(RefusalCode::wrong_use, refusal_);
          sent_.push_back(phone + " " + text);
          return {};
        },
        [](const TextNotice& notice) { return notice.wording + " " + notice.receipt + " " + notice.state.zh; });
  }
  void TearDown() override {
    deliverer_.reset();
    Town::TearDown();
  }

  Opened from_phone() {
    auto input = street_light();
    input.contact.phone = kPhone;
    return opened(anybody(), input);
  }
  Delivered round() {
    const auto delivered = deliverer_->round();
    EXPECT_TRUE(delivered) << delivered.error().detail;
    return delivered.value_or(Delivered{});
  }
  std::vector<OutboxLine> outbox() {
    const auto list = show_outbox(app(), staff(Role::supervisor, "oversight"), 100);
    EXPECT_TRUE(list);
    return list ? list->messages : std::vector<OutboxLine>{};
  }

  std::string refusal_;  // what the gateway says; empty = it takes everything
  std::vector<std::string> sent_;
  std::unique_ptr<TextDeliverer> deliverer_;
};

TEST_F(Texts, the_receipt_goes_to_the_phone_once) {
  const auto report = from_phone();
  EXPECT_EQ(outbox().size(), 1U);
  EXPECT_EQ(round().sent, 1);
  EXPECT_EQ(sent_, std::vector{std::string{kPhone} + " receipt " + report.receipt + " "});
  EXPECT_TRUE(outbox().empty());
  EXPECT_EQ(round().sent, 0);
}

TEST_F(Texts, the_end_of_a_matter_is_told_with_the_state_it_came_to) {
  const auto report = from_phone();
  round();
  ASSERT_TRUE(command(dispatcher(), report.case_no, "answer", R"({"reply":"今晚检修"})"));
  EXPECT_EQ(round().sent, 1);
  const auto state = show_case(app(), the_system(), report.case_no)->row.state_wording.zh;
  EXPECT_EQ(sent_.back(), std::string{kPhone} + " settled " + report.receipt + " " + state);
}

TEST_F(Texts, what_a_gateway_refuses_is_tried_again_with_longer_pauses_and_then_given_up) {
  refusal_ = "no credit left for 13800138000, sorry";
  from_phone();
  EXPECT_EQ(round().refused, 1);
  EXPECT_EQ(round().refused, 0) << "not before a minute has passed";
  auto line = outbox().at(0);
  EXPECT_EQ(line.state, "again");
  EXPECT_EQ(line.error, "no credit left for …, sorry") << "the number stands nowhere but where it is sealed";
  pass(kMinuteMs);
  EXPECT_EQ(round().refused, 1);
  EXPECT_EQ(outbox().at(0).next_at_ms - now_at_ms_, 5 * kMinuteMs);
  for (int hour = 0; hour < 24; ++hour) {
    pass(kHourMs);
    round();
  }
  line = outbox().at(0);
  EXPECT_EQ(line.state, "failed");
  EXPECT_EQ(line.attempts, TextDeliverer::kAttemptsMax);
  EXPECT_TRUE(sent_.empty());
}

TEST_F(Texts, somebody_sends_a_given_up_message_again) {
  refusal_ = "down";
  from_phone();
  for (int hour = 0; hour < 30; ++hour) {
    round();
    pass(kHourMs);
  }
  const auto line = outbox().at(0);
  ASSERT_EQ(line.state, "failed");
  refusal_.clear();
  EXPECT_EQ(round().sent, 0) << "nobody has said so yet";
  EXPECT_EQ(code_of(resend_message(app(), dispatcher(), line.id)), "not_your_role");
  const auto admin = staff(Role::system_admin, "cc");
  EXPECT_EQ(code_of(resend_message(app(), admin, line.id + 1)), "unknown_thing");
  ASSERT_TRUE(resend_message(app(), admin, line.id));
  EXPECT_EQ(round().sent, 1);
  EXPECT_EQ(code_of(resend_message(app(), admin, line.id)), "unknown_thing") << "it has left";
}

TEST_F(Texts, a_message_nobody_tried_for_three_days_is_no_news_any_more) {
  from_phone();
  pass(TextDeliverer::kTooOldMs + 1);
  EXPECT_EQ(round().sent, 0);
  EXPECT_TRUE(outbox().empty());
}

TEST_F(Texts, an_erased_contact_is_written_to_no_more) {
  const auto report = from_phone();
  const auto id = case_id_of(app(), report.case_no);
  ASSERT_TRUE(app().store().drop_contacts({*id}));
  EXPECT_EQ(round().dropped, 1);
  EXPECT_TRUE(sent_.empty());
  EXPECT_TRUE(outbox().empty());
}

}  // namespace huiyin::testing
