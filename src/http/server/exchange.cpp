#include "http/server/exchange.h"

#include <fmt/format.h>
#include <spdlog/logger.h>

#include <algorithm>
#include <exception>
#include <random>
#include <utility>

#include "http/server/access_log.h"
#include "http/server/compress.h"
#include "http/server/conditional.h"
#include "http/server/problem.h"

namespace huiyin::http {
namespace {

int64_t elapsed_us(SteadyTime since) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - since).count();
}

std::string random_prefix() {
  std::random_device device;
  return fmt::format("{:08x}", device());
}

}  // namespace

RouteFigures::RouteFigures(Metrics& metrics, std::string route)
    : metrics_(metrics),
      route_(std::move(route)),
      durations_(metrics.histogram("huiyin_http_request_seconds", "From the head read to the answer ready.",
                                   {{"route", route_}})) {}

void RouteFigures::count(int status, int64_t duration_us) {
  durations_.observe_us(duration_us);
  auto& slot = by_status_[static_cast<size_t>(std::clamp(status - kFirstStatus, 0, 499))];
  Counter* counter = slot.load(std::memory_order_acquire);
  if (!counter) {
    counter = &metrics_.counter("huiyin_http_requests_total", "Requests by route and status.",
                                {{"route", route_}, {"status", std::to_string(status)}});
    slot.store(counter, std::memory_order_release);
  }
  counter->add();
}

ServerCore::ServerCore(ServerOptions given_options, Router given_router)
    : options(std::move(given_options)),
      router(std::move(given_router)),
      metrics(options.metrics ? options.metrics : std::make_shared<Metrics>()),
      connections(metrics->gauge("huiyin_http_connections", "Open connections.")),
      in_flight(metrics->gauge("huiyin_http_in_flight", "Requests being answered.")),
      queued(metrics->gauge("huiyin_http_queued", "Requests waiting for a worker.")),
      accept_backoffs(metrics->counter("huiyin_http_accept_backoffs_total", "Accepts put off: no descriptor left.")),
      id_prefix_(random_prefix()),
      unmatched_(*metrics, "unmatched") {
  for (const auto& route : router.routes()) {
    figures_.emplace(route.get(), std::make_unique<RouteFigures>(*metrics, route->name));
  }
}

std::string ServerCore::next_request_id() {
  return fmt::format("{}-{:x}", id_prefix_, last_id_.fetch_add(1, std::memory_order_relaxed));
}

std::shared_ptr<void> ServerCore::room_for_large_body() {
  const auto give_back = [this](void*) { --large_bodies_; };
  if (++large_bodies_ <= options.large_bodies_max) return {this, give_back};
  give_back(nullptr);
  return {};
}

void ServerCore::count(const Route* route, int status, int64_t duration_us) {
  (route ? *figures_.at(route) : unmatched_).count(status, duration_us);
}

Wire finished(ServerCore& core, const Request& request, const Route* route, Response response, AnswerFrame frame) {
  answer_conditionally(request, response);
  if (frame.may_compress) compress(request, response);
  const std::string_view route_name = route ? std::string_view{route->name} : "unmatched";
  const AccessFacts facts{route_name, response.status, response.body.size(), elapsed_us(frame.started_at)};
  core.count(route, facts.status, facts.duration_us);
  if (core.options.access_log) core.options.access_log->info(access_line(request, facts));
  const WireOptions wire{frame.keep_alive && !core.stopping, request.method == "HEAD"};
  return serialise(std::move(response), request.request_id, wire);
}

Exchange::Exchange(std::shared_ptr<ServerCore> core, Request request, const Route& route, AnswerFrame frame,
                   Deliver deliver)
    : core_(std::move(core)), request_(std::move(request)), route_(route), frame_(frame), deliver_(std::move(deliver)) {
  core_->in_flight.add(1);
}

Exchange::~Exchange() {
  if (!answered_) answer(problem(Fault::internal_error, {}, request_));
  leave_queue();
  core_->in_flight.add(-1);
}

void Exchange::answer(Response response) {
  if (answered_.exchange(true)) return;
  deliver_(finished(*core_, request_, &route_, std::move(response), frame_));
}

void Exchange::leave_queue() {
  if (std::exchange(queued_, false)) core_->queued.add(-1);
}

void Exchange::submit(const std::shared_ptr<Exchange>& exchange, WorkerPool& pool) {
  exchange->queued_ = true;
  exchange->core_->queued.add(1);
  if (pool.submit([exchange] { run(exchange); })) return;
  exchange->leave_queue();
  exchange->answer(problem(Fault::overloaded, "too many requests wait", exchange->request_));
}

Result<void> Exchange::pass_guard() {
  if (core_->options.gatekeeper) return core_->options.gatekeeper(request_, route_);
  if (route_.guard.door == Door::everyone) return {};
  return refuse(RefusalCode::signed_out, "this address is not public");
}

void Exchange::call_handler(const std::shared_ptr<Exchange>& self) {
  if (const auto* handler = std::get_if<Handler>(&route_.handler)) {
    answer((*handler)(request_));
  } else {
    frame_.may_compress = false;
    std::get<AsyncHandler>(route_.handler)(request_, Respond{self});
  }
}

void Exchange::answer_exception(std::string_view what) {
  if (core_->options.error_log) {
    core_->options.error_log->error("route={} id={} exception={} {}", route_.name, request_.request_id, what,
                                    scrubbed_headers(request_.headers));
  }
  answer(problem(Fault::internal_error, {}, request_));
}

void Exchange::run(const std::shared_ptr<Exchange>& exchange) {
  exchange->leave_queue();
  try {
    if (auto passed = exchange->pass_guard(); passed) {
      exchange->call_handler(exchange);
    } else {
      exchange->answer(problem(passed.error(), exchange->request_));
    }
  } catch (const std::exception& error) {
    exchange->answer_exception(error.what());
  } catch (...) {
    exchange->answer_exception("of an unknown kind");
  }
}

void Respond::operator()(Response response) const {
  exchange_->answer(std::move(response));
}

}  // namespace huiyin::http
