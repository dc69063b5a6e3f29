#!/bin/sh
# The pictures of the lifecycles in docs/ are those the program draws from the files.
set -eu
cd "$(dirname "$0")/../.."
huiyin=${HUIYIN:-build/release/huiyin}
drawn=$(mktemp -d)
trap 'rm -rf "$drawn"' EXIT
passed=0
failed=0
for file in lifecycles/*.yaml; do
  name=$(basename "$file" .yaml)
  "$huiyin" lifecycle draw "$file" --out "$drawn" >/dev/null
  if cmp -s "$drawn/$name.svg" "docs/pictures/$name.svg"; then
    echo "ok - docs/pictures/$name.svg is drawn from $file"
    passed=$((passed + 1))
  else
    echo "not ok - docs/pictures/$name.svg is old: huiyin lifecycle draw $file --out docs/pictures"
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
