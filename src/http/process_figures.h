// Figures of the store and of the process for /metrics, read at each scrape.
#pragma once

#include <cstdint>

#include "http/server/metrics.h"
#include "store/store.h"

namespace huiyin::http {

// `store` outlives `metrics`' last scrape.
void add_process_figures(Metrics& metrics, const Store& store);

// Resident memory of this process; 0 where the system does not say.
int64_t resident_bytes();

}  // namespace huiyin::http
