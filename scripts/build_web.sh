#!/bin/sh
# scripts/build_web.sh: builds the screens of web/ into build/web, from which `huiyin serve` shows them. Does nothing and
# takes no time where nothing has changed since.
set -eu
cd "$(dirname "$0")/.."
stamp=build/web/.built

changed() {
  [ -f "$stamp" ] || return 0
  # What the build itself writes is no change.
  [ -n "$(find web docs/openapi.json -name node_modules -prune -o -type f ! -name '*.gen.ts' -newer "$stamp" -print | head -n 1)" ]
}

changed || exit 0
echo "building the screens"
cd web
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
npm run --silent build
mkdir -p ../build/web
touch "../$stamp"
