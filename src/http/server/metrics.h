// Figures of the process in the Prometheus text format. Safe from any thread; adding and observing take no lock.
// References stay valid as long as the Metrics.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace huiyin::http {

using Labels = std::vector<std::pair<std::string, std::string>>;

class Counter {
 public:
  void add(uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<uint64_t> value_{0};
};

class Gauge {
 public:
  void add(int64_t change) { value_.fetch_add(change, std::memory_order_relaxed); }
  void set(int64_t value) { value_.store(value, std::memory_order_relaxed); }
  int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<int64_t> value_{0};
};

// Durations, from half a millisecond to ten seconds.
class Histogram {
 public:
  static constexpr std::array<int64_t, 12> kBoundsUs{500,    1'000,   2'500,   5'000,     10'000,    25'000,
                                                     50'000, 100'000, 250'000, 1'000'000, 2'500'000, 10'000'000};
  void observe_us(int64_t duration_us);
  uint64_t count() const;
  void append_to(std::string& out, const std::string& name, const std::string& labels) const;

 private:
  std::array<std::atomic<uint64_t>, kBoundsUs.size() + 1> buckets_{};
  std::atomic<uint64_t> sum_us_{0};
};

class Metrics {
 public:
  // The same name and labels give the same figure again. `help` counts the first time.
  Counter& counter(const std::string& name, const std::string& help, const Labels& labels = {});
  Gauge& gauge(const std::string& name, const std::string& help, const Labels& labels = {});
  Histogram& histogram(const std::string& name, const std::string& help, const Labels& labels = {});
  // Read at each scrape, from the scraping thread; must outlive this object.
  void gauge_from(const std::string& name, const std::string& help, std::function<int64_t()> read);

  std::string text() const;

 private:
  template <class T>
  struct Family {
    std::string help;
    std::map<std::string, std::unique_ptr<T>> by_labels;  // key: the labels as text
  };
  template <class T>
  T& figure(std::map<std::string, Family<T>>& families, const std::string& name, const std::string& help,
            const Labels& labels);

  mutable std::mutex mutex_;
  std::map<std::string, Family<Counter>> counters_;
  std::map<std::string, Family<Gauge>> gauges_;
  std::map<std::string, Family<Histogram>> histograms_;
  std::map<std::string, std::pair<std::string, std::function<int64_t()>>> readings_;
};

}  // namespace huiyin::http
