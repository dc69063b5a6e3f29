// A private PostgreSQL for the tests of one binary: made on first use in a temporary folder, reached by a unix socket,
// gone at the end. Works as root (the server then runs as user postgres) and as anybody else.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace huiyin {

class PostgresCluster {
 public:
  static PostgresCluster& shared() {
    static PostgresCluster cluster;
    return cluster;
  }

  // The URL of a database made for this call.
  std::string new_database() {
    const auto name = "site_" + std::to_string(++databases_count_);
    run(binary("createdb") + " -h " + folder_ + " -U huiyin " + name);
    return "postgresql:///" + name + "?host=" + folder_ + "&user=huiyin";
  }

  void start() {
    run(binary("pg_ctl") + " -D " + folder_ + "/data -l " + folder_ + "/log -w -o '" + options() + "' start");
  }
  void stop() { run(binary("pg_ctl") + " -D " + folder_ + "/data -w -m immediate stop"); }

  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;

 private:
  PostgresCluster() {
    auto pattern = (std::filesystem::temp_directory_path() / "huiyin_pg_XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder for PostgreSQL");
    folder_ = pattern;
    if (geteuid() == 0) run_as_me("chown postgres " + folder_);
    run(binary("initdb") + " -D " + folder_ + "/data -U huiyin -A trust -E UTF8 --locale=C --no-sync");
    start();
  }
  ~PostgresCluster() {
    std::system(as_server(binary("pg_ctl") + " -D " + folder_ + "/data -w -m immediate stop").c_str());
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  // The newest installed version's programs, else those on the PATH.
  static std::string binary(const std::string& name) {
    std::vector<std::filesystem::path> versions;
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", missing)) {
      if (std::filesystem::exists(entry.path() / "bin" / name)) versions.push_back(entry.path());
    }
    return versions.empty() ? name : (std::ranges::max(versions) / "bin" / name).string();
  }

  std::string options() const { return "-k " + folder_ + " -c listen_addresses= -c fsync=off -c shared_buffers=64MB"; }

  static std::string as_server(const std::string& command) {
    const auto quiet = command + " > /dev/null 2>&1 < /dev/null";
    return geteuid() == 0 ? "cd / && runuser -u postgres -- sh -c \"" + quiet + "\"" : quiet;
  }
  static void run(const std::string& command) { run_as_me(as_server(command)); }
  static void run_as_me(const std::string& command) {
    const int status = std::system(command.c_str());
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error("failed: " + command);
  }

  std::string folder_;
  int databases_count_ = 0;
};

}  // namespace huiyin
