#!/bin/sh
# Every shell script of the repository parses.
set -eu
cd "$(dirname "$0")/.."
for script in run test .ci/run scripts/*.sh tests/product/*.sh; do
  [ ! -f "$script" ] || sh -n "$script"
done
