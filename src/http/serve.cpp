#include "http/serve.h"

#include <fmt/format.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <thread>

#include "app/deliver_texts.h"
#include "app/open_site.h"
#include "app/sweeper.h"
#include "http/process_figures.h"
#include "http/server/server.h"
#include "http/web.h"
#include "http/wording/messages.h"

namespace huiyin::http {

// In the order they are built; they end in reverse.
struct Service::Parts {
  OpenSite site;
  std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
  std::unique_ptr<Api> api;
  std::unique_ptr<Sweeper> sweeper;
  std::unique_ptr<TextDeliverer> texts;
  std::unique_ptr<Server> server;
  bool stopped = false;
};

namespace {

constexpr int64_t kGraceMs = 10'000;
constexpr size_t kWorkersMin = 4;
constexpr size_t kAccessLogBytes = size_t{16} << 20;
constexpr size_t kAccessLogsKept = 10;

struct Endpoint {
  std::string address;
  uint16_t port = 0;
};

Result<Endpoint> endpoint_of(const std::string& listen) {
  const auto wrong = [&] {
    return refuse(RefusalCode::wrong_use, fmt::format("'{}' is no address to listen at: try 127.0.0.1:12345", listen));
  };
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos) return wrong();
  Endpoint endpoint{listen.substr(0, colon), 0};
  const auto* end = listen.data() + listen.size();
  const auto read = std::from_chars(listen.data() + colon + 1, end, endpoint.port);
  if (read.ec != std::errc{} || read.ptr != end) return wrong();
  const bool bracketed = endpoint.address.starts_with('[') && endpoint.address.ends_with(']');
  if (bracketed) endpoint.address = endpoint.address.substr(1, endpoint.address.size() - 2);
  if (endpoint.address.empty()) return wrong();
  return endpoint;
}

// Lines reach the file when a second has passed, so that a request does not wait for the disk.
Result<std::shared_ptr<spdlog::logger>> access_log_at(const std::string& path) {
  if (path.empty()) return nullptr;
  try {
    auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, kAccessLogBytes, kAccessLogsKept);
    auto logger = std::make_shared<spdlog::logger>("access", std::move(sink));
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %v");
    spdlog::drop(logger->name());
    spdlog::register_logger(logger);
    spdlog::flush_every(std::chrono::seconds{1});
    return logger;
  } catch (const spdlog::spdlog_ex& error) {
    return refuse(RefusalCode::wrong_use, fmt::format("no access log can be written at '{}': {}", path, error.what()));
  }
}

ServerOptions server_options(const ServeOptions& options, const Endpoint& endpoint, const Api& api) {
  const size_t processors = std::max(1U, std::thread::hardware_concurrency());
  ServerOptions server;
  server.address = endpoint.address;
  server.port = endpoint.port;
  server.threads = options.threads > 0 ? options.threads : std::max<size_t>(1, processors / 2);
  server.worker_threads = options.workers > 0 ? options.workers : std::max(kWorkersMin, processors);
  server.metrics = api.metrics;
  server.trusted_proxies = {"127.0.0.1", "::1"};  // TLS ends in a proxy on this machine
  server.error_log = spdlog::default_logger();
  server.gatekeeper = [&api](Request& request, const Route& route) { return api.gate.pass(request, route); };
  return server;
}

// A receipt opens its case: it goes to its phone, never into the log.
TextWords words_of(const ServeOptions& options) {
  if (!options.text_program.empty()) return notice_message;
  return [](TextNotice notice) {
    notice.receipt = "…";
    return notice_message(notice);
  };
}

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

}  // namespace

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Service::~Service() {
  stop(0);
  parts_->server.reset();  // its last handlers may still use the rest
}

Result<std::unique_ptr<Service>> Service::start(const ServeOptions& options) {
  const auto endpoint = endpoint_of(options.listen);
  if (!endpoint) return std::unexpected(endpoint.error());
  auto site = open_site(options.site, options.store_url);
  if (!site) return std::unexpected(site.error());
  if (auto loaded = site->app->load_editions(); !loaded) return std::unexpected(loaded.error());
  auto parts = std::make_unique<Parts>();
  parts->site = std::move(*site);
  ApiOptions api_options;
  api_options.intake_limits = options.intake_limits;
  api_options.web_dir = options.web_dir;
  if (!options.text_program.empty()) api_options.text_gateway = program_gateway(options.text_program);
  parts->api = std::make_unique<Api>(*parts->site.app, api_options, parts->metrics);
  add_process_figures(*parts->metrics, *parts->site.store);
  auto router = parts->api->routes();
  add_web_routes(router, options.web_dir);
  auto access_log = access_log_at(options.access_log);
  if (!access_log) return std::unexpected(access_log.error());
  auto listening = server_options(options, *endpoint, *parts->api);
  listening.access_log = std::move(*access_log);
  auto server = Server::start(std::move(listening), std::move(router));
  if (!server) return std::unexpected(server.error());
  parts->server = std::move(*server);
  parts->sweeper = std::make_unique<Sweeper>(*parts->site.app);
  parts->sweeper->start();
  parts->texts = std::make_unique<TextDeliverer>(*parts->site.app, api_options.text_gateway, words_of(options));
  parts->texts->start();
  return std::unique_ptr<Service>{new Service{std::move(parts)}};
}

uint16_t Service::port() const {
  return parts_->server->port();
}

App& Service::app() {
  return *parts_->site.app;
}

const Api& Service::api() const {
  return *parts_->api;
}

void Service::stop(int64_t grace_ms) {
  if (std::exchange(parts_->stopped, true)) return;
  parts_->server->stop(grace_ms);
  parts_->texts->stop();
  parts_->sweeper->stop();
  parts_->site.store->stop();
}

Result<void> serve(const ServeOptions& options) {
  const auto signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread starts: all of them leave the signals to us
  auto service = Service::start(options);
  if (!service) return std::unexpected(service.error());
  const auto address = options.listen.substr(0, options.listen.rfind(':'));
  fmt::print("huiyin listens at http://{}:{}/\n", address, (*service)->port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  (*service)->stop(kGraceMs);
  return {};
}

}  // namespace huiyin::http
