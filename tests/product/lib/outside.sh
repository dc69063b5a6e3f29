# For the shell tests of this folder, read by them with `.`: the program run from outside, and what is counted. Gives huiyin,
# root (of the repository), work (a folder that goes with the test) and the words below; the test prints its own last line.
set -u
huiyin=${HUIYIN:-build/release/huiyin}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LANG=en_US.UTF-8 LC_ALL= HUIYIN_SHARE="$root"
passed=0
failed=0

ok() { # name, then a command that must succeed
  name=$1
  shift
  if "$@" >"$work/last.log" 2>&1; then
    passed=$((passed + 1))
    echo "ok - $name"
  else
    failed=$((failed + 1))
    echo "not ok - $name"
    sed 's/^/    /' "$work/last.log"
  fi
}

run() { # runs the program; what it said is in out and err, how it ended in code
  "$huiyin" "$@" >"$work/out" 2>"$work/err"
  code=$?
}
ended() { [ "$code" -eq "$1" ] || { echo "ended with $code"; cat "$work/out" "$work/err"; return 1; }; }
said() { grep -qF -- "$1" "$work/out" || { echo "no '$1' in:"; cat "$work/out" "$work/err"; return 1; }; }
erred() { grep -qF -- "$1" "$work/err" || { echo "no '$1' in:"; cat "$work/out" "$work/err"; return 1; }; }
number() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" "$work/out" | head -n 1; }
