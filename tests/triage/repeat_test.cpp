#include "triage/repeat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/time.h"
#include "domain/place.h"

namespace huiyin {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int64_t kNow = 1'800'000'000'000;
const Point kSpot{413'000'000, 1'238'000'000};

MatterFacts matter() {
  MatterFacts facts;
  facts.category = "0107";
  facts.place = {"990101001001001", "990101001001", "990101001", ""};
  facts.point = kSpot;
  facts.words = "小区门口井盖破损,车轮掉进去";
  facts.opened_at_ms = kNow;
  return facts;
}

MatterFacts earlier(CaseId id, int64_t age_ms) {
  MatterFacts facts = matter();
  facts.id = id;
  facts.opened_at_ms = kNow - age_ms;
  return facts;
}

std::vector<RepeatGuess> judge(const MatterFacts& candidate) {
  return judge_repeats(matter(), std::vector{candidate}, RepeatRules{});
}

TEST(Repeat, AnothersOpenCaseAtTheSameSpotIsOfferedForMerging) {
  const auto guesses = judge(earlier(7, kHourMs));
  ASSERT_THAT(guesses, SizeIs(1));
  EXPECT_EQ(guesses[0].case_id, 7);
  EXPECT_EQ(guesses[0].advice, RepeatAdvice::merge);
  EXPECT_EQ(guesses[0].similarity_bp, 10'000);
  EXPECT_EQ(guesses[0].distance_m, 0);
  EXPECT_THAT(guesses[0].reasons, ElementsAre(RepeatReason::near, RepeatReason::similar_words, RepeatReason::same_grid,
                                              RepeatReason::same_category, RepeatReason::recent));
}

TEST(Repeat, TheRequestersOwnOpenCaseTakesTheWordsAndASettledOneComesBack) {
  MatterFacts own = earlier(7, 10 * kDayMs);
  own.same_requester = true;
  EXPECT_EQ(judge(own)[0].advice, RepeatAdvice::append);
  own.settled_at_ms = kNow - 5 * kDayMs;
  EXPECT_EQ(judge(own)[0].advice, RepeatAdvice::reopen);
}

struct NotOffered {
  const char* why;
  void (*change)(MatterFacts&);
};

TEST(Repeat, WhatDoesNotFitIsNotOffered) {
  for (const NotOffered& row : std::vector<NotOffered>{
           {"older than 72 hours", [](MatterFacts& m) { m.opened_at_ms = kNow - 73 * kHourMs; }},
           {"settled already", [](MatterFacts& m) { m.settled_at_ms = kNow - 1; }},
           {"another category", [](MatterFacts& m) { m.category = "0106"; }},
           {"far away and other words",
            [](MatterFacts& m) { m.point->lat_e7 += 20'000, m.words = "路灯不亮,晚上看不见"; }},
           {"nothing but grid and category known", [](MatterFacts& m) { m.point.reset(), m.words.clear(); }},
           {"opened later than the matter", [](MatterFacts& m) { m.opened_at_ms = kNow + 1; }},
           {"the matter itself", [](MatterFacts& m) { m.id = 0; }},
           {"the requester's own, settled 31 days ago",
            [](MatterFacts& m) {
              m.same_requester = true;
              m.opened_at_ms = kNow - 40 * kDayMs;
              m.settled_at_ms = kNow - 31 * kDayMs;
            }},
       }) {
    MatterFacts candidate = earlier(7, kHourMs);
    row.change(candidate);
    EXPECT_THAT(judge(candidate), IsEmpty()) << row.why;
  }
}

TEST(Repeat, TheBestComesFirstAndTheNewerOfTwoAlike) {
  MatterFacts own = earlier(3, kHourMs);
  own.same_requester = true;
  MatterFacts farther = earlier(9, kHourMs);
  farther.words = "井盖破损";
  const auto guesses =
      judge_repeats(matter(), std::vector{earlier(5, kHourMs), farther, own, earlier(6, kHourMs)}, RepeatRules{});
  std::vector<CaseId> order;
  for (const RepeatGuess& guess : guesses) order.push_back(guess.case_id);
  EXPECT_THAT(order, ElementsAre(3, 6, 5, 9));
}

TEST(Repeat, SimilarityIsOfSharedTermsAndBlindToPhones) {
  EXPECT_EQ(similarity_bp("井盖破损", "井盖破损"), 10'000);
  EXPECT_EQ(similarity_bp("井盖破损", "路灯不亮"), 0);
  EXPECT_EQ(similarity_bp("", "路灯不亮"), 0);
  EXPECT_EQ(similarity_bp("井盖 13900000001", "井盖 13900000002"), 10'000);
}

TEST(Repeat, DistanceIsInMetresOnTheGround) {
  EXPECT_NEAR(distance_m(kSpot, {kSpot.lat_e7 + 10'000, kSpot.lon_e7}), 111.3, 0.2);
  EXPECT_NEAR(distance_m(kSpot, {kSpot.lat_e7, kSpot.lon_e7 + 10'000}), 83.6, 0.2);
}

}  // namespace
}  // namespace huiyin
