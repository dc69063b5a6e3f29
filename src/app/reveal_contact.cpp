#include "app/reveal_contact.h"

#include "app/visibility.h"
#include "base/text.h"

namespace huiyin {

namespace {

size_t first_letter_bytes(std::string_view text) {
  size_t bytes = text.empty() ? 0 : 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
  return bytes;
}

Result<void> check_role(const Caller& caller, const Case& state, Sight sight) {
  if (!caller.is_staff() || sight < Sight::bound) return refuse(RefusalCode::not_your_role, "contact is for staff");
  if (sight == Sight::bound && is_confidential(state)) {
    return refuse(RefusalCode::not_your_role, "the case is confidential: calls go through the centre");
  }
  for (const auto role : {Role::intake, Role::dispatcher, Role::caller, Role::supervisor}) {
    if (sight == Sight::site && caller.has_role(role)) return {};
  }
  if (sight == Sight::bound) return {};
  return refuse(RefusalCode::not_your_role, "your post does not call requesters");
}

Result<void> check_reason(const std::string& reason) {
  if (auto ok = check_text(reason, 200, "/reason"); !ok) return ok;
  if (code_points(reason) < 2) return refuse(RefusalCode::invalid_input, "say why you need it", "/reason");
  return {};
}

}  // namespace

ContactInput masked_contact(const ContactInput& contact) {
  ContactInput shown;
  if (!contact.name.empty()) shown.name = contact.name.substr(0, first_letter_bytes(contact.name)) + "*";
  const auto& phone = contact.phone;
  if (phone.size() >= 8) {
    shown.phone = phone.substr(0, 3) + "****" + phone.substr(phone.size() - 4);
  } else if (!phone.empty()) {
    shown.phone = "****";
  }
  const auto at = contact.mail.find('@');
  if (at != contact.mail.npos)
    shown.mail = contact.mail.substr(0, first_letter_bytes(contact.mail)) + "***" + contact.mail.substr(at);
  return shown;
}

Result<ContactInput> reveal_contact(App& app, const Caller& caller, const std::string& case_no_text,
                                    const std::string& reason) {
  const auto id = case_id_of(app, case_no_text);
  if (!id) return refuse(RefusalCode::unknown_case, "no such case");
  const auto state = app.store().find_case(*id);
  if (!state) return std::unexpected(state.error());
  const auto ruling = app.ruling(state->edition);
  if (!ruling) return std::unexpected(ruling.error());
  const auto sight = sight_of(caller, *state, **ruling);
  if (sight == Sight::none) return refuse(RefusalCode::unknown_case, "no such case");
  if (auto ok = check_role(caller, *state, sight); !ok) return std::unexpected(ok.error());
  if (auto ok = check_reason(reason); !ok) return std::unexpected(ok.error());
  if (state->erased) return refuse(RefusalCode::unknown_thing, "the contact was erased");
  const auto plain = app.store().contact(*id);
  if (!plain) return std::unexpected(plain.error());
  if (!plain->has_value()) return refuse(RefusalCode::unknown_thing, "the requester left no contact");
  app.store().audit({app.now_at_ms(), caller.actor.account, "reveal", case_no_text + " " + masked(reason)});
  return json::read_text<ContactInput>(**plain);
}

}  // namespace huiyin
