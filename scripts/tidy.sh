#!/bin/sh
# scripts/tidy.sh BUILD_DIR [FILE...]: clang-tidy on the given files, or on the C++ files changed since the last landed
# commit (the files of the last commit, where that cannot be told). BUILD_DIR is one compiled by clang.
# Stops looking at further files after HUIYIN_TIDY_SECONDS (300) and says how many it left out.
set -eu
cd "$(dirname "$0")/.."
build_dir=$1
shift

changed() {
  landed=$(git merge-base HEAD '@{upstream}' 2>/dev/null || true)
  if [ -z "$landed" ] || [ "$landed" = "$(git rev-parse HEAD)" ]; then landed=$(git rev-parse -q --verify HEAD~1 || true); fi
  if [ -n "$landed" ]; then
    git diff --name-only "$landed" --
  else
    git show --name-only --format= HEAD
  fi
  git ls-files --others --exclude-standard
}

# A changed header is read through the source file of its name.
sources() {
  sed 's/\.h$/.cpp/' | sort -u | while read -r file; do
    case $file in src/*.cpp | tests/*.cpp | bench/*.cpp | sim/*.cpp) [ ! -f "$file" ] || echo "$file" ;; esac
  done
}

if [ $# -gt 0 ]; then files=$(printf '%s\n' "$@"); else files=$(changed | sources); fi
[ -n "$files" ] || { echo "no C++ file changed"; exit 0; }

HUIYIN_TIDY_UNTIL=$(($(date +%s) + ${HUIYIN_TIDY_SECONDS:-300}))
export HUIYIN_TIDY_UNTIL
# shellcheck disable=SC2016  # expanded by the inner shell
printf '%s\n' "$files" | xargs -n 1 -P 2 sh -c '
  if [ "$(date +%s)" -ge "$HUIYIN_TIDY_UNTIL" ]; then echo "left out for time: $1"; exit 0; fi
  clang-tidy-19 --quiet --warnings-as-errors="*" -p "$0" "$1" >"$0/tidy.$$" 2>&1
  status=$?
  [ "$status" -eq 0 ] || cat "$0/tidy.$$"
  rm "$0/tidy.$$"
  exit "$status"' "$build_dir"
