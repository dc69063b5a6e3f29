// Definitions: files by the hash of their bytes, editions as manifests of them, each adopted by an event of case 0 in
// the same commit. An edition's number is the n of its event, so the log alone orders them.
#include <fmt/format.h>

#include <future>
#include <map>

#include "base/json.h"
#include "store/row_reader.h"
#include "store/sql_store.h"

namespace huiyin {
namespace {

Result<Edition> edition_of_row(const Rows::Row& row) {
  return Edition{row.integer(0), row.integer(1), row.text(2)};
}

// What is adopted, shared by the job's two halves; `edition.edition` is known once the job is decided.
struct Adoption {
  std::vector<std::pair<std::string, std::string>> files;  // hash, bytes
  Edition edition;
};

Result<std::shared_ptr<Adoption>> prepare(const std::vector<DefinitionFile>& files, int64_t effective_at_ms) {
  auto adoption = std::make_shared<Adoption>();
  std::map<std::string, std::string> manifest;
  for (const auto& file : files) {
    auto hash = hex(sha256(file.bytes));
    if (!manifest.emplace(file.path, hash).second) {
      return refuse(RefusalCode::broken_definition, "this path is there twice", file.path);
    }
    adoption->files.emplace_back(std::move(hash), file.bytes);
  }
  adoption->edition.effective_at_ms = effective_at_ms;
  adoption->edition.manifest = json::write(manifest);
  return adoption;
}

DraftEvent adopted_event(const Edition& edition, int64_t now_at_ms, const By& by) {
  DraftEvent event;
  event.core.kind = "adopted";
  event.core.n = edition.edition;
  event.core.silent = true;
  event.core.recorded_at_ms = now_at_ms;
  event.core.by = by;
  event.core.edition = edition.edition;
  event.core.codes = {{"effective_at_ms", std::to_string(edition.effective_at_ms)},
                      {"manifest", hex(sha256(edition.manifest))}};
  return event;
}

Result<void> write_rows(Connection& connection, const Adoption& adoption) {
  for (const auto& [hash, bytes] : adoption.files) {
    connection.queue(Sql::insert_definition, {hash, Param::bytes(bytes)});
  }
  const auto& edition = adoption.edition;
  connection.queue(Sql::insert_edition, {edition.edition, edition.effective_at_ms, edition.manifest});
  const auto answers = connection.flush();
  if (!answers) return std::unexpected(answers.error());
  return {};
}

Result<DefinitionFile> read_file(Connection& reader, const std::string& path, const std::string& hash) {
  const auto bytes = [&](const Rows::Row& row) -> Result<DefinitionFile> {
    if (hex(sha256(row.view(0))) != hash) {
      return refuse(RefusalCode::corrupt, "a stored definition is not the one its edition names", path);
    }
    return DefinitionFile{path, row.text(0)};
  };
  return one_of<DefinitionFile>(reader.query(Sql::find_definition, {hash}), bytes,
                                {RefusalCode::corrupt, "an edition names a file the store does not hold", path, {}});
}

}  // namespace

// Case 0 has nothing but adoptions, so its length is the newest edition.
Result<Edition> SqlStore::adopt(const std::vector<DefinitionFile>& files, int64_t effective_at_ms, const By& by,
                                int64_t after_edition) {
  if (!writer_) return refuse(RefusalCode::store_unavailable, "this store was opened for reading only");
  auto adoption = prepare(files, effective_at_ms);
  if (!adoption) return std::unexpected(std::move(adoption.error()));
  Job job;
  job.needs = {0};
  job.decide = [adoption = *adoption, now_at_ms = options_.now_at_ms(), by,
                after_edition](const std::vector<Case>& states) -> Result<Draft> {
    const int64_t newest = states.front().n;
    if (after_edition != 0 && newest != after_edition) {
      return refuse(RefusalCode::stale_version, fmt::format("edition {} was adopted meanwhile", newest), "/edition");
    }
    adoption->edition.edition = newest + 1;
    Draft draft;
    draft.events.push_back(adopted_event(adoption->edition, now_at_ms, by));
    return draft;
  };
  std::promise<Result<Outcome>> answer;
  writer_->submit(
      std::move(job), [&](Result<Outcome> outcome) { answer.set_value(std::move(outcome)); },
      [adoption = *adoption](Connection& connection) { return write_rows(connection, *adoption); });
  if (auto outcome = answer.get_future().get(); !outcome) return std::unexpected(std::move(outcome.error()));
  return (*adoption)->edition;
}

Result<std::vector<Edition>> SqlStore::editions() {
  return readers_.with(
      [](Connection& reader) { return all_of<Edition>(reader.query(Sql::all_editions), edition_of_row); });
}

Result<int64_t> SqlStore::newest_edition() {
  return readers_.with([](Connection& reader) -> Result<int64_t> {
    const auto rows = reader.query(Sql::newest_edition);
    if (!rows) return std::unexpected(rows.error());
    return rows->empty() ? 0 : rows->front().integer(0);
  });
}

Result<Carried> SqlStore::carried() {
  return readers_.with([](Connection& reader) -> Result<Carried> {
    const auto rows = reader.query(Sql::find_carried);
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty()) return Carried{};
    return Carried{rows->front().integer(0), {static_cast<int32_t>(rows->front().integer(1))}};
  });
}

Result<void> SqlStore::save_carried(const Carried& carried) {
  return write([carried](Connection& connection) -> Result<void> {
    const auto saved = connection.query(Sql::save_carried, {carried.edition, carried.day.days});
    if (!saved) return std::unexpected(saved.error());
    return {};
  });
}

Result<std::vector<DefinitionFile>> SqlStore::files_of(int64_t edition) {
  return readers_.with([&](Connection& reader) -> Result<std::vector<DefinitionFile>> {
    const auto found = one_of<Edition>(reader.query(Sql::find_edition, {edition}), edition_of_row,
                                       {RefusalCode::unknown_thing, "there is no such edition", {}, {}});
    if (!found) return std::unexpected(found.error());
    const auto manifest = json::read_text<std::map<std::string, std::string>>(found->manifest);
    if (!manifest) return refuse(RefusalCode::corrupt, "the manifest of an edition does not read");
    std::vector<DefinitionFile> files;
    for (const auto& [path, hash] : *manifest) {
      auto file = read_file(reader, path, hash);
      if (!file) return std::unexpected(std::move(file.error()));
      files.push_back(std::move(*file));
    }
    return files;
  });
}

}  // namespace huiyin
