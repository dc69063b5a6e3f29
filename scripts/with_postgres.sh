#!/bin/sh
# scripts/with_postgres.sh COMMAND...: runs COMMAND beside a throwaway PostgreSQL 15 on a private socket and removes it
# afterwards. COMMAND finds its address in HUIYIN_TEST_POSTGRES. The server never runs as root, as PostgreSQL wants it.
set -eu
bin=/usr/lib/postgresql/15/bin
base=$(mktemp -d)
chmod 711 "$base"
mkdir "$base/socket"

if [ "$(id -u)" -eq 0 ]; then
  chown -R postgres "$base"
  as_server() { (cd "$base" && setpriv --reuid=postgres --regid=postgres --clear-groups "$@"); }
else
  as_server() { (cd "$base" && "$@"); }
fi

finish() {
  as_server "$bin/pg_ctl" -D "$base/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$base"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

as_server "$bin/initdb" -D "$base/data" -U huiyin -A trust -E UTF8 --locale=C >/dev/null
# fsync off: these data live for one test run; what durability costs and keeps is checked on the product, not here.
as_server "$bin/pg_ctl" -D "$base/data" -l "$base/server.log" -w start \
  -o "-c listen_addresses='' -c unix_socket_directories='$base/socket' -c fsync=off -c max_connections=200" >/dev/null
as_server "$bin/createdb" -h "$base/socket" -U huiyin huiyin_test

HUIYIN_TEST_POSTGRES="postgresql:///huiyin_test?host=$base/socket&user=huiyin"
export HUIYIN_TEST_POSTGRES
"$@"
