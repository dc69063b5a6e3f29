#include "http/server/head_scan.h"

namespace huiyin::http {

HeadScan::State HeadScan::refuse_head(std::string_view reason) {
  reason_ = reason;
  return State::refused;
}

HeadScan::State HeadScan::step(char c) {
  if (c == '\0') return refuse_head("the head holds a NUL byte");
  if (after_cr_ != (c == '\n')) return refuse_head("a line does not end with CR LF");
  after_cr_ = c == '\r';
  if (c == '\r') return State::incomplete;
  if (c == '\n') {
    const bool empty_line = line_bytes_ == 0;
    line_bytes_ = 0;
    line_begun_ = true;
    return empty_line ? State::complete : State::incomplete;
  }
  if (line_begun_ && line_bytes_ == 0 && (c == ' ' || c == '\t')) return refuse_head("a header line is folded");
  ++line_bytes_;
  return State::incomplete;
}

HeadScan::State HeadScan::feed(std::string_view buffer) {
  while (scanned_ < buffer.size()) {
    const auto state = step(buffer[scanned_++]);
    if (state != State::incomplete) return state;
  }
  return State::incomplete;
}

}  // namespace huiyin::http
