#!/bin/sh
# Runs the walk of docs/api.md block by block against a fresh site, on each store there is.
set -eu
cd "$(dirname "$0")/../.."
huiyin=${HUIYIN:-build/release/huiyin}
passed=0
failed=0

walk() { # name, store url ('' = embedded)
  folder=$(mktemp -d)
  SITE=$folder/site
  export SITE
  if [ -n "$2" ]; then set -- "$1" --store "$2"; else set -- "$1"; fi
  name=$1
  shift
  "$huiyin" init "$SITE" "$@" >"$folder/init.log"
  mkfifo "$folder/said"
  "$huiyin" serve "$SITE" "$@" --listen 127.0.0.1:0 >"$folder/said" 2>"$folder/server.log" &
  server=$!
  # The server says where it listens once it does; its voice stays open until it has ended.
  exec 3<"$folder/said"
  BASE=
  while [ -z "$BASE" ] && read -r line <&3; do
    BASE=$(echo "$line" | grep -oE 'http://127\.0\.0\.1:[0-9]+' || true)
  done
  export BASE
  awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' docs/api.md >"$folder/walk.sh"
  if sh -eu "$folder/walk.sh" >"$folder/walk.log" 2>&1; then
    echo "ok - the walk of docs/api.md holds on $name"
    passed=$((passed + 1))
  else
    echo "not ok - the walk of docs/api.md on $name"
    tail -n 30 "$folder/walk.log"
    failed=$((failed + 1))
  fi
  kill -TERM "$server"
  wait "$server" || true
  exec 3<&-
  if "$huiyin" verify "$SITE" "$@" --json | grep -q '"ok": *true'; then
    echo "ok - verify holds after the walk on $name"
    passed=$((passed + 1))
  else
    echo "not ok - verify after the walk on $name"
    failed=$((failed + 1))
  fi
  rm -rf "$folder"
}

walk sqlite ''
if [ -n "${HUIYIN_TEST_POSTGRES:-}" ]; then
  database=walk_$$
  psql "$HUIYIN_TEST_POSTGRES" -qc "CREATE DATABASE $database"
  walk postgresql "$(echo "$HUIYIN_TEST_POSTGRES" | sed "s,///[^?]*,///$database,")"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
