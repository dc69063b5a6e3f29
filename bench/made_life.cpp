#include "made_life.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "domain/decide.h"

namespace huiyin::bench {
namespace {

constexpr int64_t kCauseShift = 20;
constexpr size_t kPhonesCount = 5'000'000;
constexpr int kSweepsMax = 200;

Actor staff(const std::string& unit, Role role, int64_t account, std::string place = {}) {
  return {ActorKind::staff, account, {{unit, role, std::move(place)}}};
}

FormData words(const char* field, std::string text) {
  FormData form;
  form.words[field] = std::move(text);
  return form;
}

FormData code(const char* field, std::string value) {
  FormData form;
  form.codes[field] = std::move(value);
  return form;
}

const char* const kReplies[] = {
    "已安排人员到场处理完毕，现场恢复正常，感谢您的反映。", "经核实情况属实，已责成责任单位整改并复查通过。",
    "已联系您并说明办理情况，后续将加强巡查，避免再次发生。", "问题已解决，照片附后，如有疑问请致电本单位。"};

class Life {
 public:
  Life(const MadeWorld& world, uint64_t index, int64_t opened_at_ms)
      : world_(world), draw_(world.seed * 0x9E3779B97F4A7C15 + index), at_ms_(opened_at_ms) {
    centre_ = world.today->units.centre().code;
  }

  Result<Draft> told(CaseId id) {
    if (auto ok = open(id); !ok) return std::unexpected(ok.error());
    live();
    at_ms_ = world_.until_ms;
    catch_up();
    if (broken_) return std::unexpected(*broken_);
    return std::move(draft_);
  }

 private:
  Context context(const Actor& actor) {
    Context told;
    told.now_at_ms = at_ms_;
    told.definitions = told.ruling = world_.today.get();
    told.actor = actor;
    told.cause = (at_ms_ << kCauseShift) + static_cast<int64_t>(draw_.bits() >> (64 - kCauseShift));
    told.draw_bp = static_cast<int32_t>(draw_.below(10'000));
    return told;
  }

  void take(std::vector<DraftEvent> events) {
    for (auto& event : events) {
      event.core.n = state_.n + 1;
      state_ = apply(std::move(state_), event.core);
      draft_.events.push_back(std::move(event));
    }
  }

  Result<void> open(CaseId id) {
    category_ = draw_.one_of(world_.leaves);
    grid_ = &draw_.one_of(world_.grids);
    const bool by_phone = draw_.chance(55);
    Opening opening;
    opening.id = id;
    opening.programme = by_phone ? "hotline_call" : "snap_report";
    opening.channel = by_phone ? "phone" : "web";
    opening.category = category_->code;
    const size_t kind = draw_.below(100);
    opening.type = kind < 45 ? "consult" : kind < 80 ? "help" : kind < 95 ? "complaint" : "suggestion";
    opening.place = world_.today->places.codes_of(grid_->code).value_or(PlaceCodes{});
    opening.form.words["description"] = made_words(draw_, *category_, *grid_);
    auto opened = open_case(opening, context(by_phone ? staff(centre_, Role::intake, 1) : Actor{ActorKind::requester}));
    if (!opened) return std::unexpected(opened.error());
    draft_.new_case_key = new_case_key();
    const auto phone = fmt::format("139{:08}", draw_.below(kPhonesCount));
    draft_.contact_plain = fmt::format(R"({{"phone":"{}"}})", phone);
    draft_.contact_blind = blind_index(phone, world_.keys);
    take({std::move(*opened)});
    return {};
  }

  // Every clock step that came before at_ms_, at its time.
  void catch_up() {
    const int64_t target_ms = at_ms_;
    for (int count = 0; count < kSweepsMax; ++count) {
      const int64_t next_ms = state_.phase == Phase::final_ ? 0 : next_step_at_ms(state_);
      if (next_ms == 0 || next_ms > target_ms) break;
      at_ms_ = next_ms;
      auto events = sweep(state_, context({ActorKind::system}));
      if (!events) broken_ = events.error();
      if (!events || events->empty()) break;
      take(std::move(*events));
    }
    at_ms_ = target_ms;
  }

  // False when the time is over or the engine would not have it (a clock was faster).
  bool act(int64_t mean_ms, const char* name, const Actor& actor, FormData form = {}) {
    at_ms_ += kMinuteMs / 4 + draw_.wait_ms(mean_ms);
    if (at_ms_ > world_.until_ms) return false;
    catch_up();
    auto events = decide({state_}, {name, state_.version, std::move(form)}, context(actor));
    if (!events) return false;
    take(std::move(*events));
    return true;
  }

  FormData reply() {
    return words("reply", fmt::format("{}（{}）", kReplies[draw_.below(std::size(kReplies))], grid_->name.zh));
  }

  void live() {
    const size_t way = world_.all_open ? 99 : draw_.below(100);
    const auto dispatcher = staff(centre_, Role::dispatcher, 2);
    if (way < 32) {
      act(10 * kMinuteMs, "answer", dispatcher, reply());
    } else if (way < 54) {
      solve_on_site(dispatcher);
    } else if (way < 58) {
      auto form = code("reason", "outside_duty");
      form.words["reason_text"] = "该事项不属于受理范围，已告知诉求人相应渠道。";
      act(20 * kMinuteMs, "refuse", dispatcher, std::move(form));
    } else if (way < 60) {
      auto form = code("reason", "police_matter");
      form.codes["to"] = "110";
      act(5 * kMinuteMs, "transfer", dispatcher, std::move(form));
    } else if (way < 62) {
      act(2 * kHourMs, "withdraw", {ActorKind::requester}, {});
    } else {
      go_through(dispatcher);
    }
  }

  void solve_on_site(const Actor& dispatcher) {
    if (!act(10 * kMinuteMs, "accept", dispatcher, code("choice", "on_site"))) return;
    auto form = reply();
    form.photos = {"made/before.jpg", "made/after.jpg"};
    form.numbers = {{"before_photos", 1}, {"after_photos", 1}};
    act(kHourMs, "handle_on_site", staff(grid_->unit, Role::grid_worker, 40, grid_->code), std::move(form));
  }

  void parties_do_theirs() {
    for (const auto& party : std::vector<Party>{state_.parties}) {
      const auto actor = staff(party.unit, Role::handler, 60 + party.id);
      FormData form;
      form.numbers["party"] = party.id;
      act(kHourMs, "party.sign", actor, form);
      form.words["reply"] = kReplies[draw_.below(std::size(kReplies))];
      act(6 * kHourMs, "party.done", actor, std::move(form));
    }
  }

  void go_through(const Actor& dispatcher) {
    if (!act(10 * kMinuteMs, "accept", dispatcher, code("choice", "here"))) return;
    if (!act(10 * kMinuteMs, "dispatch", dispatcher)) return;
    const auto handler = staff(state_.lead, Role::handler, 30);
    if (!act(45 * kMinuteMs, "sign", handler)) return;
    if (!act(kHourMs, "start", handler)) return;
    if (world_.all_open) return;
    parties_do_theirs();
    if (!act(30 * kHourMs, "resolve", handler, reply())) return;
    if (!act(3 * kHourMs, "check", staff(centre_, Role::reviewer, 3), code("choice", "pass"))) return;
    FormData rating;
    const bool happy = draw_.chance(88);
    rating.codes = {
        {"choice", "solved"}, {"resolved", happy ? "yes" : "partly"}, {"satisfied", happy ? "satisfied" : "neutral"}};
    act(5 * kHourMs, "call_back", staff(centre_, Role::caller, 4), std::move(rating));
  }

  const MadeWorld& world_;
  Draw draw_;
  int64_t at_ms_;
  std::string centre_;
  const Category* category_ = nullptr;
  const PlaceNode* grid_ = nullptr;
  Case state_;
  Draft draft_;
  std::optional<Refusal> broken_;
};

}  // namespace

uint64_t Draw::bits() {
  state_ += 0x9E3779B97F4A7C15;
  uint64_t mixed = (state_ ^ (state_ >> 30)) * 0xBF58476D1CE4E5B9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
  return mixed ^ (mixed >> 31);
}

int64_t Draw::wait_ms(int64_t mean_ms) {
  const double share = (static_cast<double>(bits() >> 11) + 1.0) / 9007199254740993.0;
  return static_cast<int64_t>(-std::log(share) * static_cast<double>(mean_ms));
}

MadeWorld MadeWorld::of(DefinitionsPtr today, KeyRing keys, uint64_t seed, int64_t until_ms, bool all_open) {
  MadeWorld world{std::move(today), std::move(keys), seed, until_ms, all_open, {}, {}};
  for (const auto& category : world.today->categories.all()) {
    if (world.today->categories.is_leaf(category)) world.leaves.push_back(&category);
  }
  for (const auto& node : world.today->places.nodes()) {
    if (node.code.size() == 15) world.grids.push_back(node);
  }
  return world;
}

std::string made_words(Draw& draw, const Category& category, const PlaceNode& grid) {
  static const std::vector<std::string> kSpots{"南门",     "北门",     "东侧路口", "幼儿园门口", "菜市场旁",
                                               "公交站台", "地下车库", "健身广场", "物业楼前",   "河边步道"};
  static const std::vector<std::string> kSince{"从昨天晚上开始", "已经三天了", "这周一直这样",   "今天早上发现",
                                               "半个月没人管",   "反映过两次", "下雨以后更严重", "每天傍晚都有"};
  static const std::vector<std::string> kEffects{"老人孩子出行很不方便", "影响正常休息",     "晚上看不清路有危险",
                                                 "气味很大不敢开窗",     "车辆过不去经常堵", "担心出安全事故",
                                                 "邻居们意见很大",       "生活受到影响"};
  static const std::vector<std::string> kWishes{"请尽快派人来看看。", "希望有关部门处理一下，谢谢。", "麻烦给个答复。",
                                                "请问什么时候能解决？"};
  const auto& keywords = category.keywords;
  const std::string matter =
      keywords.empty() ? category.title.zh : keywords[draw.below(std::min(size_t{4}, keywords.size()))];
  return fmt::format("{}{}号楼{}，{}的问题，{}，{}，{}", grid.name.zh, 1 + draw.below(60), draw.one_of(kSpots), matter,
                     draw.one_of(kSince), draw.one_of(kEffects), draw.one_of(kWishes));
}

Result<Draft> made_life(const MadeWorld& world, uint64_t index, CaseId id, int64_t opened_at_ms) {
  return Life{world, index, opened_at_ms}.told(id);
}

}  // namespace huiyin::bench
