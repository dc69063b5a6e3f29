#include "store/sql_store.h"

#include <chrono>
#include <future>

#include "store/migrator.h"

namespace huiyin {
namespace {

int64_t system_now_at_ms() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

std::unexpected<Refusal> reads_only() {
  return refuse(RefusalCode::store_unavailable, "this store was opened for reading only");
}

StoreOptions completed(StoreOptions options) {
  if (!options.now_at_ms) options.now_at_ms = system_now_at_ms;
  if (options.batch_max == 0) options.batch_max = 1;
  return options;
}

Result<int64_t> take_serials(Connection& connection, LocalDate day, int64_t count) {
  const auto rows = connection.query(Sql::take_serials, {day.days, count});
  if (!rows) return std::unexpected(rows.error());
  return rows->front().integer(0);
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(StoreOptions options) {
  auto store = SqlStore::open(std::move(options));
  if (!store) return std::unexpected(std::move(store.error()));
  return std::unique_ptr<Store>{std::move(*store)};
}

Result<Outcome> Store::run(Job job) {
  std::promise<Result<Outcome>> answer;
  submit(std::move(job), [&](Result<Outcome> outcome) { answer.set_value(std::move(outcome)); });
  return answer.get_future().get();
}

SqlStore::SqlStore(StoreOptions options)
    : options_(completed(std::move(options))),
      readers_({options_.url, true}, options_.readers_count),
      search_(readers_, options_) {}

SqlStore::~SqlStore() {
  stop();
}

Result<std::unique_ptr<SqlStore>> SqlStore::open(StoreOptions options) {
  if (const auto engine = engine_of(options.url); !engine) return std::unexpected(engine.error());
  auto store = std::make_unique<SqlStore>(std::move(options));
  if (auto ok = store->start(); !ok) return std::unexpected(std::move(ok.error()));
  return store;
}

Result<void> SqlStore::start() {
  if (options_.read_only) {
    if (auto ok = readers_.with([](Connection& reader) { return check_schema(reader); }); !ok) return ok;
    return check_last_event();
  }
  if (*engine_of(options_.url) == Engine::sqlite) {
    auto leader = LeaderLock::take(sqlite_path(options_.url));
    if (!leader) return std::unexpected(std::move(leader.error()));
    leader_.emplace(std::move(*leader));
  }
  auto connection = connect({options_.url, false});
  if (!connection) return std::unexpected(std::move(connection.error()));
  if (auto ok = migrate(**connection); !ok) return ok;
  if (auto ok = check_last_event(); !ok) return ok;
  return start_writing(std::move(*connection));
}

Result<void> SqlStore::start_writing(std::unique_ptr<Connection> connection) {
  if (connection->engine() == Engine::sqlite) {
    auto checkpointer = Checkpointer::start(sqlite_path(options_.url));
    if (!checkpointer) return std::unexpected(std::move(checkpointer.error()));
    checkpointer_ = std::move(*checkpointer);
  }
  writer_ = std::make_unique<Writer>(
      std::move(connection), WriterSettings{options_.keys, options_.zone, options_.batch_max, options_.now_at_ms},
      counters_, checkpointer_.get());
  serials_ = std::make_unique<CaseSerials>([this](LocalDate day, int64_t count, CaseSerials::Answer answer) {
    auto end = std::make_shared<int64_t>(0);
    writer_->submit_task(
        [day, count, end](Connection& connection_in_use) -> Result<void> {
          const auto taken = take_serials(connection_in_use, day, count);
          if (!taken) return std::unexpected(taken.error());
          *end = *taken;
          return {};
        },
        [end, answer](Result<void> ok) { ok ? answer(*end) : answer(std::unexpected(ok.error())); });
  });
  return {};
}

// A newer program writes its newer formats at the end of the log.
Result<void> SqlStore::check_last_event() {
  return readers_.with([](Connection& reader) -> Result<void> {
    const auto head = reader.query(Sql::find_head);
    if (!head) return std::unexpected(head.error());
    if (head->empty()) return refuse(RefusalCode::corrupt, "the store has lost its head row");
    if (head->front().integer(0) == 0) return {};
    const auto last = reader.query(Sql::find_event, {head->front().integer(0)});
    if (!last) return std::unexpected(last.error());
    if (last->empty()) return refuse(RefusalCode::corrupt, "the log ends before its head");
    const auto event = decode(last->front().view(0));
    if (!event) return std::unexpected(event.error());
    return {};
  });
}

void SqlStore::submit(Job job, std::function<void(Result<Outcome>)> done) {
  if (!writer_) return done(reads_only());
  writer_->submit(std::move(job), std::move(done));
}

Result<void> SqlStore::write(WriteTask task) {
  if (!writer_) return reads_only();
  return writer_->run_task(std::move(task));
}

Result<CaseId> SqlStore::next_case_id(LocalDate opened_on) {
  if (!serials_) return reads_only();
  return serials_->next(opened_on);
}

Result<void> SqlStore::load(std::vector<Draft> drafts) {
  if (!writer_) return reads_only();
  return writer_->load(std::move(drafts));
}

void SqlStore::stop() {
  if (writer_) writer_->stop();
}

Result<void> SqlStore::ping() {
  return readers_.with([](Connection& reader) -> Result<void> {
    const auto head = reader.query(Sql::find_head);
    if (!head) return std::unexpected(head.error());
    return {};
  });
}

}  // namespace huiyin
