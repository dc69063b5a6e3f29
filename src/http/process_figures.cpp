#include "http/process_figures.h"

#include <unistd.h>

#include <fstream>

namespace huiyin::http {

int64_t resident_bytes() {
  std::ifstream statm{"/proc/self/statm"};
  int64_t pages_total = 0, pages_resident = 0;
  if (!(statm >> pages_total >> pages_resident)) return 0;
  return pages_resident * sysconf(_SC_PAGESIZE);
}

void add_process_figures(Metrics& metrics, const Store& store) {
  const auto& counters = store.counters();
  const auto figure = [&](const char* name, const char* help, const std::atomic<int64_t>& counter) {
    metrics.gauge_from(name, help, [&counter] { return counter.load(); });
  };
  figure("huiyin_store_commits", "Commits since the start", counters.commits);
  figure("huiyin_store_jobs", "Commands that reached the writer since the start", counters.jobs);
  figure("huiyin_store_events", "Events written since the start", counters.events);
  figure("huiyin_store_statements", "Statements run since the start", counters.statements);
  figure("huiyin_store_batch_milliseconds", "Time spent in batches since the start", counters.batch_ms_total);
  figure("huiyin_store_failures", "Batches that failed since the start", counters.failures);
  metrics.gauge_from("huiyin_process_resident_bytes", "Resident memory", resident_bytes);
}

}  // namespace huiyin::http
