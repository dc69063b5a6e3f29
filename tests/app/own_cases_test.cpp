// The way back to one's own cases by the phone that was left with them.
#include "app/own_cases.h"

#include <future>

#include "app/retention.h"
#include "app/sweeper.h"
#include "app/town.h"

namespace huiyin::testing {

class OwnCases : public Town {
 protected:
  static constexpr const char* kPhone = "13800138000";

  Opened from_phone(const std::string& phone, const std::string& words) {
    auto input = street_light();
    input.contact.phone = phone;
    input.description = words;
    return opened(anybody(), input);
  }
  Result<void> ask_code(const std::string& phone) {
    return send_phone_code(app(), door_, phone, [](const std::string& code) { return code; });
  }
  std::string sent_code(const std::string& phone = kPhone) {
    EXPECT_TRUE(ask_code(phone));
    return sent_.get_future().get();
  }
  Result<std::vector<OwnCase>> cases(const std::string& phone, const std::string& code) {
    return cases_of_phone(app(), door_, phone, code);
  }

  int sent_count_ = 0;
  std::promise<std::string> sent_;
  PhoneDoor door_{[this](const std::string&, const std::string& text) -> Result<void> {
    if (++sent_count_ == 1) sent_.set_value(text);
    return {};
  }};
};

TEST_F(OwnCases, whoever_has_the_phone_is_handed_the_receipts_newest_first) {
  const auto first = from_phone(kPhone, "路灯不亮");
  pass(kMinuteMs);
  const auto second = from_phone("+86 138-0013-8000", "又坏了一盏");
  from_phone("13900139000", "别人的事");
  const auto mine = cases(kPhone, sent_code());
  ASSERT_TRUE(mine) << mine.error().detail;
  ASSERT_EQ(mine->size(), 2U);
  EXPECT_EQ(mine->at(0).case_no, second.case_no);
  EXPECT_EQ(mine->at(1).case_no, first.case_no);
  EXPECT_EQ(mine->at(1).receipt, first.receipt);
  const auto reader = caller_by_receipt(app(), first.case_no, mine->at(1).receipt);
  ASSERT_TRUE(reader);
  EXPECT_EQ(show_case(app(), *reader, first.case_no)->description, "路灯不亮");
}

TEST_F(OwnCases, a_number_nobody_left_is_answered_alike_and_sent_nothing) {
  from_phone(kPhone, "路灯不亮");
  EXPECT_TRUE(ask_code("13700137000"));
  const auto strangers = cases("13700137000", "000000");
  const auto known = cases(kPhone, "000000x");
  ASSERT_FALSE(strangers);
  ASSERT_FALSE(known);
  EXPECT_EQ(strangers.error().detail, known.error().detail);
  sent_code();
  EXPECT_EQ(sent_count_, 1);
}

TEST_F(OwnCases, a_code_ends_with_its_time) {
  from_phone(kPhone, "路灯不亮");
  const auto code = sent_code();
  pass(10 * kMinuteMs);
  const auto late = cases(kPhone, code);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, RefusalCode::invalid_input);
  EXPECT_EQ(late.error().where, "/code");
}

TEST_F(OwnCases, five_wrong_codes_shut_the_door_of_that_phone_for_a_quarter_of_an_hour) {
  from_phone(kPhone, "路灯不亮");
  from_phone("13900139000", "井盖松动");
  for (int attempt = 0; attempt < 5; ++attempt) EXPECT_EQ(cases(kPhone, "1").error().code, RefusalCode::invalid_input);
  EXPECT_EQ(cases(kPhone, sent_code()).error().code, RefusalCode::too_many);
  EXPECT_EQ(cases("13900139000", "1").error().code, RefusalCode::invalid_input);
  pass(15 * kMinuteMs);
  EXPECT_EQ(cases(kPhone, "1").error().code, RefusalCode::invalid_input);
}

TEST_F(OwnCases, codes_are_sent_five_times_and_no_more) {
  from_phone(kPhone, "路灯不亮");
  for (int sending = 0; sending < 5; ++sending) EXPECT_TRUE(ask_code(kPhone));
  EXPECT_EQ(ask_code("138 0013 8000").error().code, RefusalCode::too_many);
}

TEST_F(OwnCases, what_is_no_phone_number_is_refused_at_its_field) {
  for (const char* phone : {"", "abc", "1234", "138001380001380013800"}) {
    const auto refused = ask_code(phone);
    ASSERT_FALSE(refused) << phone;
    EXPECT_EQ(refused.error().where, "/phone") << phone;
  }
}

TEST_F(OwnCases, a_contact_whose_time_is_over_leads_nowhere) {
  const auto report = from_phone(kPhone, "路灯不亮");
  ASSERT_TRUE(command(dispatcher(), report.case_no, "refuse", R"({"reason":"no_authority","reason_text":"不属本区"})"));
  pass(8 * kDayMs);
  ASSERT_TRUE(sweep_due(app()));
  pass(91 * kDayMs);
  Retention retention{app()};
  ASSERT_EQ(retention.round()->contacts, 1);
  EXPECT_TRUE(ask_code(kPhone));
  EXPECT_EQ(store_->cases_of_blind(blind_index(kPhone, app().keys()), 0)->size(), 0U);
}

}  // namespace huiyin::testing
