#include "app/accounts.h"
#include "app/export_cases.h"
#include "app/list_cases.h"
#include "app/reveal_contact.h"
#include "app/sessions.h"
#include "app/town.h"

namespace huiyin::testing {

class WhoSeesWhat : public Town {
 protected:
  static OpenInput with_phone() {
    auto input = street_light();
    input.contact = {"张三", "13800000000", ""};
    return input;
  }
  static OpenInput tip_off() {
    auto input = with_phone();
    input.type = "tip_off";
    return input;
  }
};

TEST_F(WhoSeesWhat, the_public_reads_no_words_and_no_grid_finer_than_the_programme_says) {
  auto input = street_light();
  input.category = "9999";
  const auto report = opened(anybody(), input);
  const auto page = show_case(app(), anybody(), report.case_no);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->reader, "public");
  EXPECT_TRUE(page->description.empty());
  EXPECT_TRUE(page->clocks.empty());
  for (const auto& entry : page->timeline) EXPECT_TRUE(entry.words.empty()) << entry.kind;
}

TEST_F(WhoSeesWhat, a_list_of_the_public_tells_nothing_by_what_it_is_asked_by) {
  const auto report = opened(anybody(), street_light());
  auto order = street_light();
  order.programme = "volunteer_order";
  const auto help = opened(anybody(), order);
  const auto listed = [&](const std::function<void(CaseFilter&)>& ask) {
    ListInput input;
    ask(input.filter);
    const auto page = list_cases(app(), anybody(), input);
    std::vector<std::string> numbers;
    if (page) std::ranges::transform(page->rows, std::back_inserter(numbers), &CaseLine::case_no);
    return page ? numbers : std::vector<std::string>{to_string(page.error().code)};
  };
  const auto holder = show_case(app(), the_system(), help.case_no)->row.holder.code;
  EXPECT_EQ(listed([&](CaseFilter& filter) { filter.holder_unit = holder; }), std::vector{report.case_no})
      << "an order publishes no unit";
  EXPECT_EQ(listed([](CaseFilter& filter) { filter.street = "990101001"; }).size(), 2U);
  EXPECT_EQ(listed([](CaseFilter& filter) { filter.assignee = 7; }), std::vector<std::string>{"not_your_role"});
  EXPECT_EQ(listed([](CaseFilter& filter) { filter.supervised = true; }), std::vector<std::string>{"not_your_role"});
  EXPECT_EQ(listed([](CaseFilter& filter) { filter.party_unit = "cc"; }), std::vector<std::string>{"not_your_role"});
}

TEST_F(WhoSeesWhat, whoever_took_an_order_reads_what_is_asked_and_where) {
  auto input = street_light();
  input.programme = "volunteer_order";
  input.description = "帮老人搬一张旧沙发";
  const auto order = opened(anybody(), input);
  ASSERT_TRUE(command(dispatcher(), order.case_no, "publish"));
  const auto helper = staff(Role::volunteer, "cc", {}, 41);
  const auto another = staff(Role::volunteer, "cc", {}, 42);
  EXPECT_EQ(show_case(app(), helper, order.case_no)->description, "") << "as the public until it is theirs";
  ASSERT_TRUE(command(helper, order.case_no, "claim"));
  EXPECT_EQ(show_case(app(), helper, order.case_no)->description, input.description);
  EXPECT_EQ(show_case(app(), another, order.case_no)->description, "");
  ASSERT_TRUE(command(helper, order.case_no, "decline", R"({"reason":"no_time"})"));
  EXPECT_EQ(show_case(app(), helper, order.case_no)->description, "") << "given back";
}

TEST_F(WhoSeesWhat, a_tip_off_is_confidential_whatever_the_form_says_and_unknown_to_the_public) {
  const auto report = opened(anybody(), tip_off());
  EXPECT_EQ(code_of(show_case(app(), anybody(), report.case_no)), "unknown_case");
  EXPECT_EQ(code_of(show_case(app(), holding(report), report.case_no)), "done");
  EXPECT_TRUE(list_cases(app(), anybody(), {})->rows.empty());
}

TEST_F(WhoSeesWhat, a_unit_sees_its_own_cases_and_no_others) {
  const auto report = opened(anybody(), tip_off());
  dispatch(report.case_no);
  const auto lead = show_case(app(), dispatcher(), report.case_no)->lead.code;
  const auto other = lead == "tax" ? "fire" : "tax";
  EXPECT_EQ(code_of(show_case(app(), staff(Role::handler, lead), report.case_no)), "done");
  EXPECT_EQ(code_of(show_case(app(), staff(Role::handler, other), report.case_no)), "unknown_case");
  EXPECT_EQ(code_of(command(staff(Role::handler, other), report.case_no, "sign")), "unknown_case");
}

TEST_F(WhoSeesWhat, administrators_and_auditors_see_no_case_that_is_not_public) {
  const auto report = opened(anybody(), tip_off());
  for (const auto role : {Role::system_admin, Role::security_admin, Role::auditor}) {
    EXPECT_EQ(code_of(show_case(app(), staff(role, "cc"), report.case_no)), "unknown_case");
    EXPECT_EQ(code_of(list_cases(app(), staff(role, "cc"), {})), "not_your_role");
  }
}

TEST_F(WhoSeesWhat, contact_is_revealed_for_a_reason_and_on_record) {
  const auto report = opened(anybody(), with_phone());
  EXPECT_EQ(code_of(reveal_contact(app(), dispatcher(), report.case_no, "")), "invalid_input");
  const auto contact = reveal_contact(app(), dispatcher(), report.case_no, "核实位置");
  ASSERT_TRUE(contact) << contact.error().detail;
  EXPECT_EQ(contact->phone, "13800000000");
  ASSERT_EQ(code_of(list_cases(app(), dispatcher(), {})), "done");
  opened(anybody(), street_light());  // the record is written with the next batch
  const auto audit = read_audit(app(), staff(Role::auditor, "cc"), 0, now_at_ms_ + 1, 100);
  ASSERT_TRUE(audit);
  EXPECT_TRUE(std::ranges::any_of(*audit, [](const ReadAudit& entry) { return entry.action == "reveal"; }));
}

TEST_F(WhoSeesWhat, on_a_confidential_case_the_unit_calls_through_the_centre) {
  const auto report = opened(anybody(), tip_off());
  dispatch(report.case_no);
  const auto lead = show_case(app(), dispatcher(), report.case_no)->lead.code;
  EXPECT_EQ(code_of(reveal_contact(app(), staff(Role::handler, lead), report.case_no, "上门处理")), "not_your_role");
  EXPECT_EQ(code_of(reveal_contact(app(), dispatcher(), report.case_no, "回电")), "done");
}

TEST_F(WhoSeesWhat, a_typed_phone_number_tells_a_stranger_nothing) {
  const auto first = opened(anybody(), with_phone());
  const auto second = opened(anybody(), with_phone());
  EXPECT_EQ(second.outcome, "opened");
  EXPECT_NE(second.case_no, first.case_no);
  EXPECT_TRUE(second.repeat_of.empty());
  const auto page = show_case(app(), dispatcher(), second.case_no);
  ASSERT_FALSE(page->links.empty());
  EXPECT_EQ(page->links.front().case_no, first.case_no);
}

TEST_F(WhoSeesWhat, at_the_desk_a_repeat_joins_the_open_case_and_reopens_a_closed_one) {
  const auto first = opened(anybody(), with_phone());
  const auto again = opened(intake(), with_phone());
  EXPECT_EQ(again.outcome, "appended");
  EXPECT_EQ(again.case_no, first.case_no);
  ASSERT_EQ(code_of(command(holding(first), first.case_no, "withdraw")), "done");
  const auto third = opened(intake(), with_phone());
  EXPECT_EQ(third.outcome, "reopened");
  EXPECT_EQ(third.case_no, first.case_no);
}

TEST_F(WhoSeesWhat, a_repeat_after_the_window_is_a_new_case) {
  const auto first = opened(anybody(), with_phone());
  pass(31 * kDayMs);
  const auto later = opened(intake(), with_phone());
  EXPECT_EQ(later.outcome, "opened");
  EXPECT_NE(later.case_no, first.case_no);
}

TEST_F(WhoSeesWhat, without_a_receipt_one_may_say_me_too_and_nothing_else) {
  const auto report = opened(anybody(), street_light());
  EXPECT_EQ(code_of(command(anybody(), report.case_no, "endorse")), "done");
  EXPECT_EQ(code_of(command(anybody(), report.case_no, "withdraw")), "not_your_role");
  EXPECT_EQ(code_of(command(holding(report), report.case_no, "withdraw")), "done");
}

TEST_F(WhoSeesWhat, a_renewed_receipt_replaces_the_old_one) {
  const auto report = opened(anybody(), street_light());
  const auto renewed = command(holding(report), report.case_no, "renew_receipt");
  ASSERT_TRUE(renewed) << renewed.error().detail;
  EXPECT_NE(renewed->receipt, report.receipt);
  EXPECT_EQ(code_of(caller_by_receipt(app(), report.case_no, report.receipt)), "signed_out");
  EXPECT_EQ(code_of(caller_by_receipt(app(), report.case_no, renewed->receipt)), "done");
}

TEST_F(WhoSeesWhat, an_export_holds_no_words_and_no_contact) {
  opened(anybody(), with_phone());
  std::string file;
  const auto exported = export_cases(app(), dispatcher(), {}, ExportFormat::csv, [&](std::string_view piece) {
    file += piece;
    return true;
  });
  ASSERT_TRUE(exported);
  EXPECT_EQ(*exported, 1);
  EXPECT_EQ(file.find("13800000000"), file.npos);
  EXPECT_EQ(file.find("三天"), file.npos);
  EXPECT_EQ(code_of(export_cases(app(), anybody(), {}, ExportFormat::csv, [](auto) { return true; })), "not_your_role");
}

TEST_F(WhoSeesWhat, three_administrators_cannot_do_each_others_work) {
  const AccountInput input{"new.one", "新人", "long enough", {{"cc", Role::intake, ""}}};
  EXPECT_EQ(code_of(add_account(app(), staff(Role::system_admin, "cc"), input)), "not_your_role");
  EXPECT_EQ(code_of(add_account(app(), staff(Role::security_admin, "cc"), input)), "done");
  EXPECT_EQ(code_of(read_audit(app(), staff(Role::security_admin, "cc"), 0, 1, 10)), "not_your_role");
  auto two_hats = input;
  two_hats.login = "two.hats";
  two_hats.posts = {{"cc", Role::security_admin, ""}, {"cc", Role::auditor, ""}};
  EXPECT_EQ(code_of(add_account(app(), staff(Role::security_admin, "cc"), two_hats)), "conflict_of_interest");
}

TEST_F(WhoSeesWhat, signing_in_opens_a_session_and_five_failures_shut_the_door) {
  const AccountInput input{"jieting2", "接听", "long enough", {{"cc", Role::intake, ""}}};
  ASSERT_TRUE(add_account(app(), the_system(), input));
  AttemptLimit failures;
  const auto signed_in = sign_in(app(), failures, "jieting2", "long enough");
  ASSERT_TRUE(signed_in) << signed_in.error().detail;
  EXPECT_TRUE(signed_in->account.password_hash.empty());
  ASSERT_TRUE(caller_of_session(app(), signed_in->token));
  ASSERT_TRUE(sign_out(app(), signed_in->token));
  EXPECT_EQ(code_of(caller_of_session(app(), signed_in->token)), "signed_out");
  for (int attempt = 0; attempt < 5; ++attempt) {
    EXPECT_EQ(code_of(sign_in(app(), failures, "jieting2", "wrong wrong")), "signed_out");
  }
  EXPECT_EQ(code_of(sign_in(app(), failures, "jieting2", "long enough")), "too_many");
  pass(15 * kMinuteMs);
  EXPECT_EQ(code_of(sign_in(app(), failures, "jieting2", "long enough")), "done");
}

TEST_F(WhoSeesWhat, a_disabled_account_loses_its_session_at_once) {
  ASSERT_TRUE(add_account(app(), the_system(), {"gone", "离职", "long enough", {{"cc", Role::intake, ""}}}));
  AttemptLimit failures;
  const auto signed_in = sign_in(app(), failures, "gone", "long enough");
  ASSERT_TRUE(signed_in);
  ASSERT_TRUE(set_disabled(app(), the_system(), "gone", true));
  EXPECT_EQ(code_of(caller_of_session(app(), signed_in->token)), "signed_out");
  EXPECT_EQ(code_of(sign_in(app(), failures, "gone", "long enough")), "signed_out");
}

TEST_F(WhoSeesWhat, an_api_key_works_and_is_no_administrator) {
  const auto key = create_api_key(app(), staff(Role::system_admin, "cc"), "door", {{"cc", Role::integrator, ""}});
  ASSERT_TRUE(key);
  EXPECT_EQ(caller_of_api_key(app(), *key)->name, "door");
  EXPECT_EQ(code_of(caller_of_api_key(app(), *key + "0")), "signed_out");
  EXPECT_EQ(code_of(create_api_key(app(), staff(Role::system_admin, "cc"), "x", {{"cc", Role::auditor, ""}})),
            "conflict_of_interest");
}

}  // namespace huiyin::testing
