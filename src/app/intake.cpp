#include "app/intake.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/locate.h"
#include "base/text.h"
#include "base/time.h"

namespace huiyin {

namespace {

constexpr size_t kLinksMax = 50;
constexpr size_t kPartiesMax = 30;

std::string channel_of(const Caller& caller, const std::string& wanted) {
  switch (caller.actor.kind) {
    case ActorKind::requester: return "web";
    case ActorKind::device: return "device";
    case ActorKind::import: return "import";
    default: break;
  }
  if (!wanted.empty()) return wanted;
  return caller.actor.account == 0 ? "api" : "desk";
}

Result<void> check_contact(const ContactInput& contact) {
  if (auto ok = check_text(contact.name, 50, "/contact/name"); !ok) return ok;
  if (auto ok = check_text(contact.mail, 100, "/contact/mail"); !ok) return ok;
  if (auto ok = check_phone(contact.phone, "/contact/phone"); !contact.phone.empty() && !ok) return ok;
  const auto at = contact.mail.find('@');
  if (!contact.mail.empty() && (at == 0 || at == contact.mail.npos || at + 1 == contact.mail.size())) {
    return refuse(RefusalCode::invalid_input, "must be a mail address", "/contact/mail");
  }
  return {};
}

Result<std::string> category_code(const std::string& wanted, const Definitions& today) {
  if (wanted.empty()) return wanted;
  if (const auto* category = today.categories.by_code(wanted)) return category->code;
  if (const auto* category = today.categories.by_key(wanted)) return category->code;
  return refuse(RefusalCode::unknown_thing, fmt::format("there is no category '{}'", wanted), "/category");
}

// A point decides; a code given beside it must not contradict it and may name the neighbour across a near edge.
Result<void> locate_input(const PlaceInput& place, const Definitions& today, Opening& opening) {
  if (!place.lat.is_null() || !place.lon.is_null()) {
    const auto point = read_point(place.lat, place.lon, "/place");
    if (!point) return std::unexpected(point.error());
    const auto located = today.places.locate(*point);
    if (!located) return std::unexpected(located.error());
    opening.point = *point;
    opening.form.point = *point;
    opening.place = located->place;
    const bool is_near = std::ranges::find(located->near_grids, place.code) != located->near_grids.end();
    if (place.code.empty() || covers(place.code, located->place)) return {};
    if (!is_near) return refuse(RefusalCode::invalid_input, "the point does not lie in this place", "/place/code");
  }
  if (place.code.empty()) return {};
  auto codes = today.places.codes_of(place.code);
  if (!codes) return refuse(codes.error().code, codes.error().detail, "/place/code");
  opening.place = std::move(*codes);
  return {};
}

Result<FormData> form_of_input(const OpenInput& input, std::string_view site_prefix) {
  json::Object body;
  if (input.form.is_object()) body = input.form.get_object();
  if (!input.form.is_null() && !input.form.is_object()) {
    return refuse(RefusalCode::invalid_input, "must be an object", "/form");
  }
  if (!input.description.empty()) body["description"] = input.description;
  if (!input.place.address.empty()) body["address"] = input.place.address;
  if (!input.photos.empty()) body["photos"] = json::Array(input.photos.begin(), input.photos.end());
  return read_form(body, site_prefix);
}

Result<void> read_links(const OpenInput& input, const Definitions& today, const Programme& programme, Intake& intake) {
  if (input.links.empty()) return {};
  if (programme.links_to.empty())
    return refuse(RefusalCode::invalid_input, "this programme is not opened on cases", "/links");
  if (input.links.size() > kLinksMax) return refuse(RefusalCode::too_large, "at most 50 cases", "/links");
  for (size_t index = 0; index < input.links.size(); ++index) {
    const auto id = parse_case_no(input.links[index], today.site.prefix);
    if (!id) return refuse(RefusalCode::unknown_case, id.error().detail, fmt::format("/links/{}", index));
    if (std::ranges::find(intake.linked, *id) != intake.linked.end()) continue;
    intake.linked.push_back(*id);
    intake.opening.links.push_back({programme.links_to, *id});
  }
  return {};
}

Result<void> read_parties(const OpenInput& input, const Definitions& today, Intake& intake) {
  if (input.parties.size() > kPartiesMax) return refuse(RefusalCode::too_large, "at most 30 units", "/parties");
  for (size_t index = 0; index < input.parties.size(); ++index) {
    const auto& unit = input.parties[index];
    if (today.units.unit(unit) == nullptr) {
      return refuse(RefusalCode::unknown_thing, fmt::format("there is no unit '{}'", unit),
                    fmt::format("/parties/{}", index));
    }
    if (std::ranges::find(intake.opening.parties, unit) == intake.opening.parties.end())
      intake.opening.parties.push_back(unit);
  }
  return {};
}

Result<void> read_contact(const OpenInput& input, const Programme& programme, const KeyRing& keys, Intake& intake) {
  const auto field = std::ranges::find(programme.form, std::string{"contact"}, &IntakeField::name);
  const bool required = field != programme.form.end() && field->required;
  if (required && input.contact.phone.empty() && input.contact.mail.empty()) {
    return refuse(RefusalCode::invalid_input, "a phone number or mail address is needed", "/contact");
  }
  if (auto ok = check_contact(input.contact); !ok) return ok;
  if (input.contact.empty()) return {};
  intake.contact_json = json::write(input.contact);
  intake.phone = input.contact.phone;
  intake.contact_blind = intake.phone.empty() ? 0 : blind_index(intake.phone, keys);
  return {};
}

Result<void> read_agreed(const OpenInput& input, Opening& opening) {
  if (input.agreed_at.empty()) return {};
  const auto at_ms = parse_instant(input.agreed_at);
  if (!at_ms) return refuse(RefusalCode::invalid_input, at_ms.error().detail, "/agreed_at");
  opening.agreed_at_ms = *at_ms;
  return {};
}

Result<void> read_occurred(const Caller& caller, const OpenInput& input, Intake& intake) {
  if (input.occurred_at.empty()) return {};
  if (caller.actor.kind == ActorKind::requester) {
    return refuse(RefusalCode::not_your_role, "only staff and devices date what they found", "/occurred_at");
  }
  const auto at_ms = parse_instant(input.occurred_at);
  if (!at_ms) return refuse(RefusalCode::invalid_input, at_ms.error().detail, "/occurred_at");
  intake.occurred_at_ms = *at_ms;
  return {};
}

void fill_plain(const Caller& caller, const OpenInput& input, const Programme& programme, Opening& opening) {
  opening.programme = input.programme;
  opening.channel = channel_of(caller, input.channel);
  opening.type = input.type.empty() ? programme.default_type : input.type;
  opening.confidential = input.confidential || opening.type == "tip_off";
  opening.emergency = input.emergency;
}

// The likeliest category of the words; the programme's default where they do not tell.
std::string category_of_words(const OpenInput& input, const Programme& programme, const Categoriser& categoriser) {
  const auto guesses = categoriser.suggest(input.description);
  return guesses.empty() ? programme.default_category : guesses.front().category;
}

}  // namespace

Result<void> check_phone(const std::string& phone, const char* where) {
  if (auto ok = check_text(phone, 20, where); !ok) return ok;
  const auto is_phone = [](char c) { return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == ' '; };
  const auto digits = std::ranges::count_if(phone, [](char c) { return c >= '0' && c <= '9'; });
  if (std::ranges::all_of(phone, is_phone) && digits >= 5) return {};
  return refuse(RefusalCode::invalid_input, "must be a phone number", where);
}

Result<Intake> read_intake(const Caller& caller, const OpenInput& input, const Definitions& today,
                           const Categoriser& categoriser, const KeyRing& keys) {
  const auto programme = today.programmes.find(input.programme);
  if (programme == today.programmes.end()) {
    return refuse(RefusalCode::unknown_thing, fmt::format("there is no programme '{}'", input.programme), "/programme");
  }
  Intake intake;
  auto form = form_of_input(input, today.site.prefix);
  if (!form) return std::unexpected(form.error());
  intake.opening.form = std::move(*form);
  fill_plain(caller, input, programme->second, intake.opening);
  if (auto ok = locate_input(input.place, today, intake.opening); !ok) return std::unexpected(ok.error());
  if (auto ok = read_links(input, today, programme->second, intake); !ok) return std::unexpected(ok.error());
  if (auto ok = read_parties(input, today, intake); !ok) return std::unexpected(ok.error());
  if (auto ok = read_contact(input, programme->second, keys, intake); !ok) return std::unexpected(ok.error());
  if (auto ok = read_agreed(input, intake.opening); !ok) return std::unexpected(ok.error());
  if (auto ok = read_occurred(caller, input, intake); !ok) return std::unexpected(ok.error());
  auto category = category_code(input.category, today);
  if (!category) return std::unexpected(category.error());
  intake.opening.category = !category->empty() ? *category : category_of_words(input, programme->second, categoriser);
  return intake;
}

}  // namespace huiyin
