#include "app/cases_behind.h"
#include "app/list_cases.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/routes/views.h"

namespace huiyin::http {
namespace {

constexpr const char* kOrderSchema = R"({"type":"string","enum":["newest","due"],"default":"newest"})";
constexpr const char* kPhaseSchema = R"({"type":"string","enum":["open","settled","final"]})";
constexpr const char* kLimitSchema = R"({"type":"integer","minimum":1,"maximum":200,"default":50})";
constexpr const char* kSearchLimitSchema = R"({"type":"integer","minimum":1,"maximum":50,"default":20})";
constexpr const char* kSimilarLimitSchema = R"({"type":"integer","minimum":1,"maximum":20,"default":5})";
constexpr int64_t kPostsMax = 9;

struct TextFilter {
  const char* name;
  std::string CaseFilter::* member;
  const char* description;
};
constexpr TextFilter kTextFilters[] = {
    {"programme", &CaseFilter::programme, "name of a programme"},
    {"state", &CaseFilter::state, "state of its lifecycle"},
    {"category", &CaseFilter::category, "code of a category"},
    {"street", &CaseFilter::street, "code of 9 digits"},
    {"community", &CaseFilter::community, "code of 12 digits"},
    {"grid", &CaseFilter::grid, "code of 15 digits"},
    {"holder", &CaseFilter::holder_unit, "the unit that has it now"},
    {"lead", &CaseFilter::lead, "the unit that leads"},
    {"party", &CaseFilter::party_unit, "a unit that takes part"},
    {"settled_as", &CaseFilter::settled_as, "closed, refused, transferred, withdrawn or merged"},
};

Result<void> read_enums(const Request& request, ListInput& input) {
  input.filter.phase = text_of(request, "phase");
  if (!input.filter.phase.empty() && !json::enum_from<Phase>(input.filter.phase)) {
    return refuse(RefusalCode::invalid_input, "is no phase", "/phase", {"open", "settled", "final"});
  }
  const auto order = text_of(request, "order");
  if (order == "due") input.order = CaseOrder::due;
  if (order.empty() || order == "due" || order == "newest") return {};
  return refuse(RefusalCode::invalid_input, "is no order", "/order", {"newest", "due"});
}

Result<void> read_numbers(const Request& request, const Zone& zone, ListInput& input) {
  const auto limit = whole_of(request, "limit", 50, 1, kPageMax);
  if (!limit) return std::unexpected(limit.error());
  const auto post = whole_of(request, "post", 0, 0, kPostsMax);
  if (!post) return std::unexpected(post.error());
  const auto assignee = whole_of(request, "assignee", 0, 1, std::numeric_limits<int64_t>::max());
  if (!assignee) return std::unexpected(assignee.error());
  const auto from = instant_of(request, "opened_from", zone);
  if (!from) return std::unexpected(from.error());
  const auto before = instant_of(request, "opened_before", zone);
  if (!before) return std::unexpected(before.error());
  input.limit = static_cast<size_t>(*limit);
  input.post_index = static_cast<size_t>(*post);
  input.filter.assignee = *assignee;
  input.filter.opened_from_ms = *from;
  input.filter.opened_before_ms = *before;
  return {};
}

Result<ListInput> read_list_query(const Request& request, const Zone& zone) {
  ListInput input;
  for (const auto& filter : kTextFilters) input.filter.*filter.member = text_of(request, filter.name);
  input.cursor = text_of(request, "cursor");
  if (auto ok = read_enums(request, input); !ok) return std::unexpected(ok.error());
  if (auto ok = read_numbers(request, zone, input); !ok) return std::unexpected(ok.error());
  const auto overdue = flag_of(request, "overdue");
  if (!overdue) return std::unexpected(overdue.error());
  const auto supervised = flag_of(request, "supervised");
  if (!supervised) return std::unexpected(supervised.error());
  input.filter.overdue = *overdue;
  input.filter.supervised = *supervised;
  return input;
}

// The cases behind a figure of a board.
Result<Response> list_behind(const Api& api, const Request& request, const Caller& caller) {
  const auto since_frozen = flag_of(request, "since_frozen");
  if (!since_frozen) return std::unexpected(since_frozen.error());
  const auto limit = whole_of(request, "limit", 50, 1, kPageMax);
  if (!limit) return std::unexpected(limit.error());
  const Figure figure{text_of(request, "measure"), text_of(request, "by"), text_of(request, "subject"),
                      text_of(request, "from"),    text_of(request, "to"), *since_frozen};
  return shown(api, 200,
               cases_behind(api.app, caller, figure, text_of(request, "cursor"), static_cast<size_t>(*limit)));
}

Result<Response> list(const Api& api, const Request& request, const Caller& caller) {
  if (!text_of(request, "measure").empty()) return list_behind(api, request, caller);
  const auto input = read_list_query(request, api.zone());
  if (!input) return std::unexpected(input.error());
  return shown(api, 200, list_cases(api.app, caller, *input));
}

Result<Response> search(const Api& api, const Request& request, const Caller& caller) {
  const auto limit = whole_of(request, "limit", 20, 1, 50);
  if (!limit) return std::unexpected(limit.error());
  const auto post = whole_of(request, "post", 0, 0, kPostsMax);
  if (!post) return std::unexpected(post.error());
  const SearchInput input{text_of(request, "q"), text_of(request, "before"), static_cast<size_t>(*limit),
                          static_cast<size_t>(*post)};
  return shown(api, 200, search_cases(api.app, caller, input));
}

Result<Response> similar(const Api& api, const Request& request, const Caller& caller) {
  const auto point = point_of(request);
  if (!point) return std::unexpected(point.error());
  const auto limit = whole_of(request, "limit", 5, 1, 20);
  if (!limit) return std::unexpected(limit.error());
  auto rows = similar_cases(api.app, caller, *point, text_of(request, "category"), static_cast<size_t>(*limit));
  if (!rows) return std::unexpected(rows.error());
  return api.view(200, SimilarCases{std::move(*rows)});
}

}  // namespace

void add_list_routes(Api& api, Router& router) {
  const auto asking = [&api](auto handler) -> Answering {
    return [&api, handler](const Request& request, const Caller& caller) { return handler(api, request, caller); };
  };
  NewRoute cases{api, "GET /api/v1/cases", "list_cases", open_to_everyone()};
  cases.says("cases", "Cases page by page: those of one's post, or the public ones without a session");
  for (const auto& filter : kTextFilters) cases.query(filter.name, filter.description);
  cases.query("phase", "open, settled or final", kPhaseSchema)
      .query("assignee", "id of an account", R"({"type":"integer","minimum":1})")
      .query("overdue", "only those past their promise", kBooleanSchema)
      .query("supervised", "only supervised ones", kBooleanSchema)
      .query("opened_from", "opened at or after", kInstantSchema)
      .query("opened_before", "opened before", kInstantSchema)
      .query("order", "newest first, or due first", kOrderSchema)
      .query("limit", "rows a page", kLimitSchema)
      .query("cursor", "`next` of the page before")
      .query("post", "which of one's posts sits at this desk", kPostSchema)
      .query("measure", "staff: a figure of a board; the cases behind it, with what each adds")
      .query("by", "with measure: the board",
             R"({"type":"string","enum":["unit","street","category","programme","day","hour"]})")
      .query("subject", "with measure: the board's line")
      .query("from", "with measure: as of the board")
      .query("to", "with measure: as of the board")
      .query("since_frozen", "with measure: only what came after the month was frozen", kBooleanSchema)
      .answers<CasePage>(200, "A page; there are more while `next` is not empty");
  router.add(cases.by(asking(list)));
  router.add(NewRoute{api, "GET /api/v1/search", "search_cases", for_staff()}
                 .says("cases", "Cases whose words hold all that is searched for, newest first")
                 .query("q", "words; phone numbers find nothing", R"({"type":"string","maxLength":100})", true)
                 .query("before", "case number to go on from: `next` of the page before")
                 .query("limit", "rows a page", kSearchLimitSchema)
                 .query("post", "which of one's posts sits at this desk", kPostSchema)
                 .answers<CasePage>(200, "A page; the search is on record")
                 .by(asking(search)));
  router.add(NewRoute{api, "GET /api/v1/similar", "similar_cases", open_to_everyone()}
                 .says("cases", "Cases of the same grid and category within 72 hours, before one files the same again")
                 .query("lat", "WGS-84 degrees", kLatitudeSchema, true)
                 .query("lon", "WGS-84 degrees", kLongitudeSchema, true)
                 .query("category", "code of a category", {}, true)
                 .query("limit", "at most so many", kSimilarLimitSchema)
                 .answers<SimilarCases>(200, "Those the caller may see, newest first")
                 .by(asking(similar)));
}

}  // namespace huiyin::http
