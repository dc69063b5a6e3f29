#include "ledger/chain.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/json.h"

namespace huiyin {
namespace {

const Key32& key() {
  static const Key32 value = new_case_key();
  return value;
}

DraftEvent draft(int64_t n = 1) {
  DraftEvent event;
  event.core.kind = "opened";
  event.core.case_id = 98'220'000'427;
  event.core.n = n;
  event.core.recorded_at_ms = 1'795'312'865'000;
  event.core.by = {"requester", 0, "", ""};
  event.core.changes.programme = "snap_report";
  event.core.changes.state = "received";
  event.core.changes.place = PlaceCodes{"110105001001001", "110105001001", "110105001", ""};
  event.secret.words["description"] = "路灯不亮，晚上看不清";
  event.secret.photos = {"p1"};
  event.secret.point = Point{399'042'000, 1'164'074'000};
  return event;
}

Hash flipped(const Hash& hash) {
  Hash other = hash;
  other[0] ^= 1;
  return other;
}

TEST(Sha256, IsTheStandardFunction) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Encode, WritesACoreThatReadsBackEqual) {
  DraftEvent event = draft();
  const auto encoded = encode(event, std::nullopt, key());
  const auto back = decode(encoded.core);
  ASSERT_TRUE(back) << back.error().detail << back.error().where;
  EXPECT_EQ(*back, event.core);
  EXPECT_EQ(encoded.hash, sha256(encoded.core));
  EXPECT_EQ(back->prev, "");
}

TEST(Encode, LinksEachEventToTheOneBefore) {
  DraftEvent first = draft(1);
  DraftEvent second = draft(2);
  const auto one = encode(first, std::nullopt, key());
  const auto two = encode(second, one.hash, key());
  EXPECT_EQ(decode(two.core)->prev, hex(one.hash));
}

TEST(Encode, IsCanonicalJson) {
  DraftEvent event = draft();
  const auto encoded = encode(event, std::nullopt, key());
  EXPECT_EQ(json::canonical(*json::parse(encoded.core)), encoded.core);
}

TEST(Encode, KeepsPrivateWordsOutOfTheCore) {
  DraftEvent event = draft();
  const auto encoded = encode(event, std::nullopt, key());
  EXPECT_EQ(encoded.core.find("路灯"), std::string::npos);
  EXPECT_EQ(encoded.sealed.find("路灯"), std::string::npos);
  EXPECT_EQ(encoded.core.find("399042000"), std::string::npos);
}

TEST(Encode, SealsNothingWhenThereIsNothingPrivate) {
  DraftEvent event = draft();
  event.secret = {};
  const auto encoded = encode(event, std::nullopt, key());
  EXPECT_TRUE(encoded.sealed.empty());
  EXPECT_EQ(event.core.commitment, "");
}

TEST(PrivatePart, OpensWithTheKeyOfItsCase) {
  DraftEvent event = draft();
  const auto encoded = encode(event, std::nullopt, key());
  const auto secret = open_private(encoded.sealed, event.core, key());
  ASSERT_TRUE(secret) << secret.error().detail;
  EXPECT_EQ(*secret, draft().secret);
  EXPECT_EQ(open_private(encoded.sealed, event.core, new_case_key()).error().code, RefusalCode::corrupt);
}

TEST(PrivatePart, OfAnotherEventIsRefused) {
  DraftEvent event = draft(1);
  DraftEvent other = draft(2);
  const auto encoded = encode(event, std::nullopt, key());
  encode(other, encoded.hash, key());
  EXPECT_FALSE(open_private(encoded.sealed, other.core, key()));
  EXPECT_FALSE(open_private("", event.core, key()));
}

TEST(PrivatePart, IsBoundToTheCommitmentEvenForWhoeverHoldsTheKey) {
  DraftEvent event = draft();
  const auto encoded = encode(event, std::nullopt, key());
  Event forged = event.core;
  forged.commitment = hex(flipped(sha256("another")));
  const auto opened = open_private(encoded.sealed, forged, key());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().detail.find("committed"), std::string::npos);
}

TEST(Commitment, BindsSaltAndBytes) {
  // Same words, another salt: another commitment, so nobody can guess words from it.
  DraftEvent one = draft();
  DraftEvent two = draft();
  encode(one, std::nullopt, key());
  encode(two, std::nullopt, key());
  EXPECT_EQ(one.core.commitment.size(), 64u);
  EXPECT_NE(one.core.commitment, two.core.commitment);
}

RC_GTEST_PROP(PrivatePart, AnyChangedByteIsRefused, ()) {
  DraftEvent event = draft();
  auto encoded = encode(event, std::nullopt, key());
  const auto at = *rc::gen::inRange<size_t>(0, encoded.sealed.size());
  encoded.sealed[at] = static_cast<char>(encoded.sealed[at] ^ *rc::gen::inRange(1, 256));
  RC_ASSERT(!open_private(encoded.sealed, event.core, key()));
}

RC_GTEST_PROP(Core, AnyChangedByteChangesItsHashOrIsNotReadAtAll, ()) {
  DraftEvent event = draft();
  const auto encoded = encode(event, std::nullopt, key());
  std::string core = encoded.core;
  const auto at = *rc::gen::inRange<size_t>(0, core.size());
  core[at] = static_cast<char>(core[at] ^ *rc::gen::inRange(1, 256));
  RC_ASSERT(!decode(core) || sha256(core) != encoded.hash);
}

RC_GTEST_PROP(Chain, AnyReorderedOrDroppedEventBreaksTheSitesHead, ()) {
  const auto hashes = *rc::gen::container<std::vector<std::string>>(rc::gen::arbitrary<std::string>());
  RC_PRE(hashes.size() >= 2u);
  RC_PRE(hashes[0] != hashes[1]);
  auto head_of = [](const std::vector<std::string>& list) {
    Hash head{};
    for (const auto& item : list) head = advance_head(head, sha256(item));
    return head;
  };
  auto swapped = hashes;
  std::swap(swapped[0], swapped[1]);
  auto dropped = hashes;
  dropped.pop_back();
  RC_ASSERT(head_of(hashes) != head_of(swapped));
  RC_ASSERT(head_of(hashes) != head_of(dropped));
}

TEST(SealedBytes, OpenForTheirCasePurposeAndKeyOnly) {
  const std::string sealed = seal_bytes("13812345678", 42, "contact", key());
  EXPECT_EQ(*open_bytes(sealed, 42, "contact", key()), "13812345678");
  EXPECT_EQ(open_bytes(sealed, 43, "contact", key()).error().code, RefusalCode::corrupt);
  EXPECT_EQ(open_bytes(sealed, 42, "photo", key()).error().code, RefusalCode::corrupt);
  EXPECT_EQ(open_bytes(sealed, 42, "contact", new_case_key()).error().code, RefusalCode::corrupt);
}

RC_GTEST_PROP(SealedBytes, HoldAnyBytes, ()) {
  const auto plain = *rc::gen::arbitrary<std::string>();
  RC_ASSERT(*open_bytes(seal_bytes(plain, 42, "contact", key()), 42, "contact", key()) == plain);
}

}  // namespace
}  // namespace huiyin
