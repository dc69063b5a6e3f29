// Accounts, sessions, API keys and the audit of reads: a statement each. They are operational, not part of the log.
#include <random>

#include "store/row_reader.h"
#include "store/sql_store.h"

namespace huiyin {
namespace {

constexpr int64_t kSessionsSweptMax = 100;
constexpr int kOrdinalCounterBits = 24;

Result<Account> account_of_row(const Rows::Row& row) {
  return Account{row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), row.integer(5) != 0};
}

Refusal no_such_account() {
  return {RefusalCode::unknown_thing, "there is no such account", {}, {}};
}

Refusal no_session() {
  return {RefusalCode::signed_out, "no such session, or it has run out: sign in", {}, {}};
}

Result<void> ran(const Result<Rows>& rows) {
  if (!rows) return std::unexpected(rows.error());
  return {};
}

Result<int64_t> save_account_row(Connection& connection, const Account& account) {
  const auto holder = connection.query(Sql::find_account, {account.login});
  if (!holder) return std::unexpected(holder.error());
  if (!holder->empty() && holder->front().integer(0) != account.id) {
    return refuse(RefusalCode::invalid_input, "this login is taken", "/login");
  }
  if (account.id == 0) {
    const auto added = connection.query(Sql::insert_account, {account.login, account.name, account.password_hash,
                                                              account.posts_json, account.disabled});
    return one_of<int64_t>(
        added, [](const Rows::Row& row) -> Result<int64_t> { return row.integer(0); }, no_such_account());
  }
  const auto changed = connection.query(
      Sql::update_account,
      {account.id, account.login, account.name, account.password_hash, account.posts_json, account.disabled});
  if (!changed) return std::unexpected(changed.error());
  if (changed->affected() == 0) return std::unexpected(no_such_account());
  return account.id;
}

// Ordered within one process, apart between servers: no look-up and no clash when many write at one millisecond.
int64_t next_ordinal() {
  static const int64_t server = [] {
    std::random_device random;
    return (static_cast<int64_t>(random()) & 0x7fff'ffff) << kOrdinalCounterBits;
  }();
  static std::atomic<int64_t> counter{0};
  return server + (counter++ & ((int64_t{1} << kOrdinalCounterBits) - 1));
}

}  // namespace

Result<int64_t> SqlStore::save_account(const Account& account) {
  int64_t id = 0;
  auto ok = write([&](Connection& connection) -> Result<void> {
    const auto saved = save_account_row(connection, account);
    if (!saved) return std::unexpected(saved.error());
    id = *saved;
    return {};
  });
  accounts_.forget();
  if (!ok) return std::unexpected(std::move(ok.error()));
  return id;
}

Result<Account> SqlStore::find_account(const std::string& login) {
  return readers_.with([&](Connection& reader) {
    return one_of<Account>(reader.query(Sql::find_account, {login}), account_of_row, no_such_account());
  });
}

Result<Account> SqlStore::account(int64_t id) {
  if (auto kept = accounts_.find(id)) return std::move(*kept);
  const auto generation = accounts_.generation();
  auto found = readers_.with([&](Connection& reader) {
    return one_of<Account>(reader.query(Sql::account_of_id, {id}), account_of_row, no_such_account());
  });
  if (found) accounts_.keep(id, *found, generation);
  return found;
}

Result<std::vector<Account>> SqlStore::accounts() {
  return readers_.with(
      [](Connection& reader) { return all_of<Account>(reader.query(Sql::all_accounts), account_of_row); });
}

Result<void> SqlStore::save_session(const Session& session) {
  auto saved = write([&](Connection& connection) -> Result<void> {
    if (auto ok = ran(connection.query(Sql::sweep_sessions, {options_.now_at_ms(), kSessionsSweptMax})); !ok) return ok;
    return ran(connection.query(Sql::save_session, {session.token_hash, session.account, session.expires_at_ms}));
  });
  sessions_.forget();
  return saved;
}

Result<Session> SqlStore::find_session(const std::string& token_hash, int64_t now_at_ms) {
  const auto session = [](const Rows::Row& row) -> Result<Session> {
    return Session{row.text(0), row.integer(1), row.integer(2)};
  };
  if (auto kept = sessions_.find(token_hash); kept && kept->expires_at_ms > now_at_ms) return std::move(*kept);
  const auto generation = sessions_.generation();
  auto found = readers_.with([&](Connection& reader) {
    return one_of<Session>(reader.query(Sql::find_session, {token_hash, now_at_ms}), session, no_session());
  });
  if (found) sessions_.keep(token_hash, *found, generation);
  return found;
}

Result<std::vector<int64_t>> SqlStore::signed_in_accounts(int64_t now_at_ms) {
  const auto account = [](const Rows::Row& row) -> Result<int64_t> { return row.integer(0); };
  return readers_.with(
      [&](Connection& reader) { return all_of<int64_t>(reader.query(Sql::signed_in_accounts, {now_at_ms}), account); });
}

Result<void> SqlStore::drop_session(const std::string& token_hash) {
  auto dropped = write([&](Connection& connection) { return ran(connection.query(Sql::drop_session, {token_hash})); });
  sessions_.forget();
  return dropped;
}

Result<void> SqlStore::save_api_key(const ApiKey& key) {
  return write([&](Connection& connection) {
    return ran(connection.query(Sql::save_api_key, {key.key_hash, key.name, key.posts_json, key.disabled}));
  });
}

Result<ApiKey> SqlStore::find_api_key(const std::string& key_hash) {
  const auto key = [](const Rows::Row& row) -> Result<ApiKey> {
    return ApiKey{row.text(0), row.text(1), row.text(2), row.integer(3) != 0};
  };
  return readers_.with([&](Connection& reader) {
    return one_of<ApiKey>(reader.query(Sql::find_api_key, {key_hash}), key,
                          {RefusalCode::signed_out, "no such API key", {}, {}});
  });
}

void SqlStore::audit(ReadAudit entry) {
  if (!writer_) return;
  writer_->add_note([entry = std::move(entry), ordinal = next_ordinal()](Connection& connection) {
    connection.queue(Sql::insert_read_audit, {entry.at_ms, ordinal, entry.account, entry.action, entry.subject});
  });
}

Result<std::vector<ReadAudit>> SqlStore::audits(int64_t from_ms, int64_t to_ms, size_t limit) {
  const auto entry = [](const Rows::Row& row) -> Result<ReadAudit> {
    return ReadAudit{row.integer(0), row.integer(1), row.text(2), row.text(3)};
  };
  return readers_.with([&](Connection& reader) {
    return all_of<ReadAudit>(reader.query(Sql::find_read_audits, {from_ms, to_ms, limit}), entry);
  });
}

}  // namespace huiyin
