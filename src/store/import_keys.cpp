// Which rows of another system are cases here already.
#include "store/sql_store.h"

namespace huiyin {

Result<std::vector<CaseId>> SqlStore::imported(const std::string& source, const std::vector<std::string>& numbers) {
  return readers_.with([&](Connection& reader) -> Result<std::vector<CaseId>> {
    for (const auto& number : numbers) reader.queue(Sql::find_import_key, {source, number});
    const auto answers = reader.flush();
    if (!answers) return std::unexpected(answers.error());
    std::vector<CaseId> ids;
    ids.reserve(answers->size());
    for (const auto& rows : *answers) ids.push_back(rows.empty() ? 0 : rows.front().integer(0));
    return ids;
  });
}

}  // namespace huiyin
