#!/bin/sh
# scripts/format.sh [--check]: brings every C++ file into the form of .clang-format, or only checks that it is.
set -eu
cd "$(dirname "$0")/.."
mode=-i
[ "${1:-}" != --check ] || mode="--dry-run -Werror"
# shellcheck disable=SC2086  # one or two options
find src tests bench -name '*.h' -o -name '*.cpp' | sort | xargs -r -n 40 -P 2 clang-format-19 $mode
