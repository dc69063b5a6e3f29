#include "http/server/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace huiyin::http {
namespace {

void append_escaped(std::string& out, const std::string& value) {
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
}

std::string label_text(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels) {
    if (!out.empty()) out += ',';
    out += name + "=\"";
    append_escaped(out, value);
    out += '"';
  }
  return out;
}

std::string braced(const std::string& labels) {
  return labels.empty() ? std::string{} : "{" + labels + "}";
}

void append_header(std::string& out, const std::string& name, const std::string& help, std::string_view kind) {
  fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, kind);
}

template <class Families>
void append_values(std::string& out, const Families& families, std::string_view kind) {
  for (const auto& [name, family] : families) {
    append_header(out, name, family.help, kind);
    for (const auto& [labels, value] : family.by_labels) {
      fmt::format_to(std::back_inserter(out), "{}{} {}\n", name, braced(labels), value->value());
    }
  }
}

}  // namespace

void Histogram::observe_us(int64_t duration_us) {
  const auto bucket = std::ranges::lower_bound(kBoundsUs, duration_us) - kBoundsUs.begin();
  buckets_[static_cast<size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  sum_us_.fetch_add(static_cast<uint64_t>(std::max<int64_t>(duration_us, 0)), std::memory_order_relaxed);
}

uint64_t Histogram::count() const {
  uint64_t sum = 0;
  for (const auto& bucket : buckets_) sum += bucket.load(std::memory_order_relaxed);
  return sum;
}

void Histogram::append_to(std::string& out, const std::string& name, const std::string& labels) const {
  const std::string prefix = labels.empty() ? std::string{} : labels + ",";
  auto at = std::back_inserter(out);
  uint64_t so_far = 0;
  for (size_t i = 0; i < kBoundsUs.size(); ++i) {
    so_far += buckets_[i].load(std::memory_order_relaxed);
    fmt::format_to(at, "{}_bucket{{{}le=\"{}\"}} {}\n", name, prefix, static_cast<double>(kBoundsUs[i]) / 1e6, so_far);
  }
  so_far += buckets_.back().load(std::memory_order_relaxed);
  fmt::format_to(at, "{}_bucket{{{}le=\"+Inf\"}} {}\n", name, prefix, so_far);
  const auto sum_s = static_cast<double>(sum_us_.load(std::memory_order_relaxed)) / 1e6;
  fmt::format_to(at, "{}_sum{} {}\n{}_count{} {}\n", name, braced(labels), sum_s, name, braced(labels), so_far);
}

template <class T>
T& Metrics::figure(std::map<std::string, Family<T>>& families, const std::string& name, const std::string& help,
                   const Labels& labels) {
  const std::lock_guard lock(mutex_);
  auto& family = families[name];
  if (family.help.empty()) family.help = help;
  auto& value = family.by_labels[label_text(labels)];
  if (!value) value = std::make_unique<T>();
  return *value;
}

Counter& Metrics::counter(const std::string& name, const std::string& help, const Labels& labels) {
  return figure(counters_, name, help, labels);
}

Gauge& Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels) {
  return figure(gauges_, name, help, labels);
}

Histogram& Metrics::histogram(const std::string& name, const std::string& help, const Labels& labels) {
  return figure(histograms_, name, help, labels);
}

void Metrics::gauge_from(const std::string& name, const std::string& help, std::function<int64_t()> read) {
  const std::lock_guard lock(mutex_);
  readings_[name] = {help, std::move(read)};
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  append_values(out, counters_, "counter");
  append_values(out, gauges_, "gauge");
  for (const auto& [name, reading] : readings_) {
    append_header(out, name, reading.first, "gauge");
    fmt::format_to(std::back_inserter(out), "{} {}\n", name, reading.second());
  }
  for (const auto& [name, family] : histograms_) {
    append_header(out, name, family.help, "histogram");
    for (const auto& [labels, histogram] : family.by_labels) histogram->append_to(out, name, labels);
  }
  return out;
}

}  // namespace huiyin::http
