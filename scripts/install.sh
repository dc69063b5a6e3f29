#!/bin/sh
# scripts/install.sh run|test: installs with apt-get what scripts/packages.txt names and this machine lacks.
# Says nothing and takes no time where everything is there.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:?run or test}

wanted() {
  sed 's/#.*//' scripts/packages.txt | awk -v purpose="$purpose" '
    /^\[/ { part = $1; next }
    NF && (part == "[run]" || purpose == "test") { print $1, $2 }'
}

present() { # package, command
  if [ -n "$2" ] && command -v "$2" >/dev/null 2>&1; then return 0; fi
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=$(wanted | while read -r package command; do
  present "$package" "${command:-}" || echo "$package"
done)
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
  # shellcheck disable=SC2086
  command -v sudo >/dev/null 2>&1 || { echo "Please install as root:" $missing >&2; exit 1; }
  as_root=sudo
fi
# shellcheck disable=SC2086
echo "installing:" $missing
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of names
$as_root apt-get install -y -qq --no-install-recommends $missing </dev/null >/dev/null
