#include "domain/form.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/routes/views.h"
#include "http/server/problem.h"

namespace huiyin::http {
namespace {

// The body: `version` and `occurred_at` beside the fields of the command's form.
Result<CommandInput> read_command(const Request& request) {
  auto body = body_of(request);
  if (!body) return std::unexpected(body.error());
  if (!body->is_object()) return refuse(RefusalCode::invalid_input, "must be an object");
  auto& form = body->get_object();
  CommandInput input{std::string{request.param("case_no")}, std::string{request.param("command")}, {}, nullptr, 0};
  if (const auto* version = form.if_contains("version"); version != nullptr && !version->is_null()) {
    const auto number = json::read<int64_t>(*version, "/version");
    if (!number) return std::unexpected(number.error());
    input.version = *number;
  }
  if (const auto* at = form.if_contains("occurred_at"); at != nullptr && !at->is_null()) {
    const auto text = json::read<std::string>(*at, "/occurred_at");
    const auto at_ms = text ? parse_instant(*text) : std::unexpected(text.error());
    if (!at_ms) return refuse(RefusalCode::invalid_input, at_ms.error().detail, "/occurred_at");
    input.occurred_at_ms = *at_ms;
  }
  form.erase("version");
  form.erase("occurred_at");
  input.form = std::move(*body);
  return input;
}

void command(Api& api, const Request& request, const Caller& caller, const Reply& reply) {
  const auto input = read_command(request);
  if (!input) return reply(std::unexpected(input.error()));
  const auto once = once_of(request, caller);
  if (!once) return reply(std::unexpected(once.error()));
  run_command(api.app, caller, *input, *once,
              [&api, reply](Result<CommandAnswer> answer) { reply(shown(api, 200, answer)); });
}

BulkAnswer bulk_answer(std::vector<BulkOutcome> outcomes) {
  BulkAnswer answer;
  for (auto& outcome : outcomes) {
    ++(outcome.answer ? answer.done : answer.refused);
    BulkCaseOutcome told{std::move(outcome.case_no), std::move(outcome.answer), {}};
    if (outcome.refusal) {
      const auto& refusal = *outcome.refusal;
      told.refusal =
          RefusalView{to_string(refusal.code), refusal.detail, refusal.where, status_of(refusal.code), refusal.allowed};
    }
    answer.outcomes.push_back(std::move(told));
  }
  return answer;
}

void bulk(Api& api, const Request& request, const Caller& caller, const Reply& reply) {
  const auto input = read_body<BulkInput>(request);
  if (!input) return reply(std::unexpected(input.error()));
  std::vector<BulkTarget> targets;
  for (const auto& wanted : input->cases) targets.push_back({wanted.case_no, wanted.version});
  run_bulk(api.app, caller, targets, std::string{request.param("command")}, input->form,
           [&api, reply](const Result<std::vector<BulkOutcome>>& outcomes) {
             if (!outcomes) return reply(std::unexpected(outcomes.error()));
             reply(api.view(200, bulk_answer(*outcomes)));
           });
}

json::Object list_schema(const FieldRule& rule, json::Object items) {
  return {{"type", "array"}, {"items", std::move(items)}, {"maxItems", rule.length_max}, {"uniqueItems", true}};
}

json::Object place_schema() {
  return {{"type", "object"},
          {"properties", json::Object{{"code", json::Object{{"type", "string"}}},
                                      {"lat", json::Object{{"type", "number"}, {"minimum", -90}, {"maximum", 90}}},
                                      {"lon", json::Object{{"type", "number"}, {"minimum", -180}, {"maximum", 180}}}}},
          {"additionalProperties", false}};
}

json::Object field_schema(const FieldRule& rule) {
  const json::Object text{{"type", "string"}};
  switch (rule.kind) {
    case FieldKind::words: return {{"type", "string"}, {"maxLength", rule.length_max}};
    case FieldKind::code:
      if (!rule.values.empty())
        return {{"type", "string"}, {"enum", json::Array(rule.values.begin(), rule.values.end())}};
      return {{"type", "string"}, {"pattern", "^[a-z0-9_.-]{1,64}$"}};
    case FieldKind::instant: return {{"type", "string"}, {"format", "date-time"}};
    case FieldKind::boolean: return {{"type", "boolean"}};
    case FieldKind::integer: return {{"type", "integer"}, {"minimum", 0}, {"maximum", rule.length_max}};
    case FieldKind::account: return {{"type", "integer"}, {"minimum", 0}};
    case FieldKind::units:
    case FieldKind::cases:
    case FieldKind::photos: return list_schema(rule, text);
    case FieldKind::place: return place_schema();
    case FieldKind::unit:
    case FieldKind::case_no:
    case FieldKind::category:
    case FieldKind::choice: return text;
  }
  return text;
}

// Every field any command may ask for; which of them one command takes is what its offer says.
json::Object form_properties() {
  json::Object properties;
  for (const auto& rule : field_rules()) properties[rule.name] = field_schema(rule);
  return properties;
}

std::string command_schema(Schemas& schemas) {
  auto properties = form_properties();
  properties["version"] = json::Object{{"type", json::Array{"integer", "null"}}, {"description", "as it was seen"}};
  properties["occurred_at"] = json::Object{{"type", json::Array{"string", "null"}}, {"format", "date-time"}};
  return schemas.set("CommandInput", {{"type", "object"},
                                      {"properties", std::move(properties)},
                                      {"additionalProperties", false},
                                      {"description", "`version` beside the fields of the command's form"}});
}

std::string bulk_schema(Schemas& schemas) {
  const auto name = schemas.body<BulkInput>({"cases"});
  schemas.set_property(
      name, "form",
      json::Object{
          {"type", json::Array{"object", "null"}}, {"properties", form_properties()}, {"additionalProperties", false}});
  return name;
}

}  // namespace

void add_command_routes(Api& api, Router& router) {
  NewRoute one{api, "POST /api/v1/cases/{case_no}/commands/{command}", "run_command", open_to_everyone()};
  one.says("commands", "Do something with a case: dispatch, sign, reply, rate ...")
      .header("Idempotency-Key", "the same key and body within 72 hours act once")
      .takes(command_schema(api.schemas))
      .answers<CommandAnswer>(200, "Done and durable; the case as it is now");
  if (api.options.intake_limits) one.limited_by(api.intake_limiter);
  router.add(one.by([&api](const Request& request, const Caller& caller, const Reply& reply) {
    command(api, request, caller, reply);
  }));
  router.add(NewRoute{api, "POST /api/v1/commands/{command}", "run_bulk", for_staff()}
                 .says("commands", "The same command on up to 200 cases, each with its own outcome")
                 .takes(bulk_schema(api.schemas))
                 .answers<BulkAnswer>(200, "One outcome a case, in the order given")
                 .by([&api](const Request& request, const Caller& caller, const Reply& reply) {
                   bulk(api, request, caller, reply);
                 }));
}

}  // namespace huiyin::http
