// Another program as a child: no shell, its own process group, killed when it takes too long or says too much.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"

namespace huiyin {

struct ProgramLimits {
  std::chrono::milliseconds time_max{std::chrono::minutes{5}};
  size_t output_bytes_max = size_t{1} << 30;
};

struct ProgramAnswer {
  int exit_code = 0;
  std::string output;  // its standard output
  std::string errors;  // the first kilobytes of its standard error
};

// `arguments[0]` is the program: a path, or a name looked up in PATH. It reads nothing and inherits the environment.
// Not found -> unknown_thing; killed for its time -> too_many; for its output -> too_large; ended by a signal ->
// corrupt. Any exit code is an answer. Blocks the thread.
Result<ProgramAnswer> run_program(const std::vector<std::string>& arguments, const ProgramLimits& limits = {});

}  // namespace huiyin
