#include "definitions/lifecycle_file.h"

#include "definitions/lifecycle_reader.h"
#include "definitions/yaml.h"
#include "domain/check_lifecycle.h"

namespace huiyin {

namespace {

void add_flaws(const SourceFile& file, const LifecycleReader& reader, const std::vector<LifecycleFlaw>& flaws,
               Findings& findings) {
  for (const LifecycleFlaw& flaw : flaws) {
    std::string detail = flaw.detail;
    if (!flaw.path.empty()) detail += fmt::format("; for example: {}", fmt::join(flaw.path, " -> "));
    findings.push_back({file.path, reader.line_of(flaw.field), flaw.field, std::move(detail)});
  }
}

}  // namespace

std::expected<Lifecycle, Findings> read_lifecycle(const SourceFile& file) {
  return read_lifecycle(file, every_role());
}

std::expected<Lifecycle, Findings> read_lifecycle(const SourceFile& file, const std::set<Role>& staffed) {
  Findings findings;
  const yaml::Document document{file, findings};
  LifecycleReader reader;
  Lifecycle lifecycle = document.root() ? reader.read(document.root()) : Lifecycle{};
  // The checker looks at a whole lifecycle only: on a broken one it would report what is broken once more.
  if (findings.empty()) add_flaws(file, reader, check_lifecycle(lifecycle, staffed), findings);
  if (!findings.empty()) return std::unexpected(std::move(findings));
  return lifecycle;
}

}  // namespace huiyin
