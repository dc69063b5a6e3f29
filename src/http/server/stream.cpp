#include "http/server/stream.h"

#include <utility>

namespace huiyin::http {

Stream::Stream(std::string beat, size_t pending_bytes_max)
    : beat_(std::move(beat)), pending_bytes_max_(pending_bytes_max) {}

void Stream::push(std::string_view bytes) {
  {
    const std::scoped_lock lock{mutex_};
    if (closed_) return;
    closed_ = pending_.size() + bytes.size() > pending_bytes_max_;
    if (!closed_) pending_ += bytes;
  }
  tell();
}

void Stream::close() {
  {
    const std::scoped_lock lock{mutex_};
    closed_ = true;
  }
  tell();
}

bool Stream::is_closed() const {
  const std::scoped_lock lock{mutex_};
  return closed_;
}

void Stream::on_change(std::function<void()> changed) {
  const std::scoped_lock lock{mutex_};
  changed_ = std::move(changed);
}

std::string Stream::take() {
  const std::scoped_lock lock{mutex_};
  return std::exchange(pending_, {});
}

void Stream::tell() {
  std::function<void()> changed;
  {
    const std::scoped_lock lock{mutex_};
    changed = changed_;
  }
  if (changed) changed();
}

}  // namespace huiyin::http
