// Bodies and answers that only this interface has; everything else is the app's own.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/own_cases.h"
#include "app/run_command.h"
#include "app/show_case.h"
#include "domain/role.h"

namespace huiyin::http {

struct Timeline {
  std::vector<TimelineEntry> events;
};
BOOST_DESCRIBE_STRUCT(Timeline, (), (events))

struct Offers {
  std::string case_no, state;
  int64_t version = 0;
  std::vector<OfferView> commands;
};
BOOST_DESCRIBE_STRUCT(Offers, (), (case_no, state, version, commands))

struct RevealInput {
  std::string reason;
  bool operator==(const RevealInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(RevealInput, (), (reason))

struct RevealedContact {
  std::string name, phone, mail;
};
BOOST_DESCRIBE_STRUCT(RevealedContact, (), (name, phone, mail))

struct BulkCase {
  std::string case_no;
  std::optional<int64_t> version;
  bool operator==(const BulkCase&) const = default;
};
BOOST_DESCRIBE_STRUCT(BulkCase, (), (case_no, version))
struct BulkInput {
  std::vector<BulkCase> cases;
  json::Value form;
  bool operator==(const BulkInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(BulkInput, (), (cases, form))

struct RefusalView {
  std::string code, detail, where;
  int32_t status = 0;
  std::vector<std::string> allowed;
};
BOOST_DESCRIBE_STRUCT(RefusalView, (), (code, detail, where, status, allowed))
struct BulkCaseOutcome {
  std::string case_no;
  std::optional<CommandAnswer> answer;
  std::optional<RefusalView> refusal;
};
BOOST_DESCRIBE_STRUCT(BulkCaseOutcome, (), (case_no, answer, refusal))
struct BulkAnswer {
  int32_t done = 0, refused = 0;
  std::vector<BulkCaseOutcome> outcomes;
};
BOOST_DESCRIBE_STRUCT(BulkAnswer, (), (done, refused, outcomes))

struct SimilarCases {
  std::vector<CaseLine> rows;
};
BOOST_DESCRIBE_STRUCT(SimilarCases, (), (rows))

struct PhoneInput {
  std::string phone;
  bool operator==(const PhoneInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(PhoneInput, (), (phone))
struct PhoneCodeSent {
  int64_t valid_s = 0;
};
BOOST_DESCRIBE_STRUCT(PhoneCodeSent, (), (valid_s))
struct PhoneCodeInput {
  std::string phone, code;
  bool operator==(const PhoneCodeInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(PhoneCodeInput, (), (phone, code))
struct OwnCases {
  std::vector<OwnCase> rows;
};
BOOST_DESCRIBE_STRUCT(OwnCases, (), (rows))

struct SignInInput {
  std::string login, password;
  bool operator==(const SignInInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(SignInInput, (), (login, password))
struct AccountView {
  int64_t id = 0;
  std::string login, name;
  std::vector<Post> posts;
  bool disabled = false;
};
BOOST_DESCRIBE_STRUCT(AccountView, (), (id, login, name, posts, disabled))
struct SessionView {
  std::string token;
  int64_t expires_at_ms = 0;
  AccountView account;
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (token, expires_at_ms, account))
// Who the presented session or key is: an account, or a key by its name.
struct PrincipalView {
  std::string kind, name;
  int64_t account = 0;
  std::vector<Post> posts;
};
BOOST_DESCRIBE_STRUCT(PrincipalView, (), (kind, name, account, posts))

struct AccountBody {
  std::string login, name, password;
  std::vector<Post> posts;
  bool operator==(const AccountBody&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccountBody, (), (login, name, password, posts))
struct AccountMade {
  int64_t id = 0;
  std::string login;
};
BOOST_DESCRIBE_STRUCT(AccountMade, (), (id, login))
struct AccountList {
  std::vector<AccountView> accounts;
};
BOOST_DESCRIBE_STRUCT(AccountList, (), (accounts))
struct PostsInput {
  std::vector<Post> posts;
  bool operator==(const PostsInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(PostsInput, (), (posts))

struct DutyTrialBody {
  std::string table;        // CSV
  std::string from, until;  // local dates
};
BOOST_DESCRIBE_STRUCT(DutyTrialBody, (), (table, from, until))
struct PasswordInput {
  std::string old_password, new_password;
  bool operator==(const PasswordInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(PasswordInput, (), (old_password, new_password))
struct DisabledInput {
  bool disabled = false;
  bool operator==(const DisabledInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(DisabledInput, (), (disabled))
struct ApiKeyInput {
  std::string name;
  std::vector<Post> posts;
  bool operator==(const ApiKeyInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(ApiKeyInput, (), (name, posts))
struct ApiKeyMade {
  std::string name, key;
};
BOOST_DESCRIBE_STRUCT(ApiKeyMade, (), (name, key))

struct KeptPhoto {
  std::string photo;
};
BOOST_DESCRIBE_STRUCT(KeptPhoto, (), (photo))

struct AuditLine {
  int64_t at_ms = 0;
  int64_t account = 0;
  std::string action, subject;
};
BOOST_DESCRIBE_STRUCT(AuditLine, (), (at_ms, account, action, subject))
struct AuditList {
  std::vector<AuditLine> lines;
};
BOOST_DESCRIBE_STRUCT(AuditList, (), (lines))
struct Health {
  std::string status;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status))

struct DefinitionsView {
  json::Value site, programmes, categories, units, places, lifecycles;
};
BOOST_DESCRIBE_STRUCT(DefinitionsView, (), (site, programmes, categories, units, places, lifecycles))

}  // namespace huiyin::http
