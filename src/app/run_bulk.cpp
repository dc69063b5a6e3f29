#include <atomic>
#include <future>
#include <memory>
#include <set>

#include "app/run_command.h"

namespace huiyin {

namespace {

using BulkDone = std::function<void(Result<std::vector<BulkOutcome>>)>;

// Filled from the writer's thread, one slot a case; whoever fills the last one answers.
struct Bulk {
  std::vector<BulkOutcome> outcomes;
  std::atomic<size_t> open_count;
  BulkDone done;
};

Result<void> check_targets(const std::vector<BulkTarget>& targets) {
  if (targets.empty()) return refuse(RefusalCode::invalid_input, "name at least one case", "/cases");
  if (targets.size() > kBulkCasesMax) {
    return refuse(RefusalCode::too_large, "a bulk command takes at most " + std::to_string(kBulkCasesMax) + " cases",
                  "/cases");
  }
  std::set<std::string> seen;
  for (const auto& target : targets) {
    if (!seen.insert(target.case_no).second) {
      return refuse(RefusalCode::invalid_input, target.case_no + " is named twice", "/cases");
    }
  }
  return {};
}

void take(Bulk& bulk, size_t index, Result<CommandAnswer> answer) {
  auto& outcome = bulk.outcomes[index];
  if (answer) {
    outcome.answer = std::move(*answer);
  } else {
    outcome.refusal = std::move(answer.error());
  }
  if (--bulk.open_count == 0) bulk.done(std::move(bulk.outcomes));
}

}  // namespace

void run_bulk(App& app, const Caller& caller, const std::vector<BulkTarget>& targets, const std::string& command,
              const json::Value& form, BulkDone done) {
  if (auto checked = check_targets(targets); !checked) return done(std::unexpected(checked.error()));
  const auto bulk = std::make_shared<Bulk>();
  bulk->outcomes.resize(targets.size());
  bulk->open_count = targets.size();
  bulk->done = std::move(done);
  for (size_t index = 0; index < targets.size(); ++index) {
    bulk->outcomes[index].case_no = targets[index].case_no;
  }
  for (size_t index = 0; index < targets.size(); ++index) {
    const CommandInput input{targets[index].case_no, command, targets[index].version, form, 0};
    run_command(app, caller, input, std::nullopt,
                [bulk, index](Result<CommandAnswer> answer) { take(*bulk, index, std::move(answer)); });
  }
}

Result<std::vector<BulkOutcome>> run_bulk(App& app, const Caller& caller, const std::vector<BulkTarget>& targets,
                                          const std::string& command, const json::Value& form) {
  std::promise<Result<std::vector<BulkOutcome>>> promise;
  run_bulk(app, caller, targets, command, form,
           [&](Result<std::vector<BulkOutcome>> outcomes) { promise.set_value(std::move(outcomes)); });
  return promise.get_future().get();
}

}  // namespace huiyin
