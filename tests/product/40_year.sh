#!/bin/sh
# The sample district's year from outside: lived from a seed, verified, refused a second time, stopped half way, compared.
# HUIYIN names the program; the last line counts.
. "$(dirname "$0")/lib/outside.sh"
between() { # name, least, most
  value=$(number "$1")
  [ "$value" -ge "$2" ] && [ "$value" -le "$3" ] || { echo "$1 is '$value', not $2 to $3"; cat "$work/out"; return 1; }
}
same() { [ "$(number "$1")" = "$2" ] || { echo "$1 is not $2:"; cat "$work/out"; return 1; }; }

run init "$work/site" --sample
ok "the sample district is made" ended 0
cp -r "$work/site" "$work/empty"

run simulate "$work/site" --days 365 --seed 1 --json
ok "its year is lived" ended 0
ok "about as many reports as the ledger has" between taken 7500 8450
ok "about as many done" between done 7400 8400
ok "some in hand" between in_hand 25 130
ok "few of these supervised" between supervised 1 25
taken=$(number taken)
in_hand=$(number in_hand)

run verify "$work/site" --json
ok "every number recomputes from the events" said '"ok":true'
ok "taken as the simulation told" same taken "$taken"
ok "in hand as the simulation told" same in_hand "$in_hand"

run simulate "$work/site" --days 10
ok "a store with cases takes no second past" ended 2
ok "and says so" erred "empty store"

"$huiyin" simulate "$work/empty" --days 365 --seed 2 >/dev/null 2>&1 &
pid=$!
until [ -n "$(find "$work/empty/data" -name 'huiyin.db-wal' -size +200k 2>/dev/null)" ] || ! kill -0 $pid 2>/dev/null; do :; done
kill -INT $pid 2>/dev/null
wait $pid
run verify "$work/empty" --json
ok "what was lived until it was stopped verifies" said '"ok":true'

run simulate "$work/site" --seeds 2 --days 30 --json
ok "seeds are lived beside a store that has cases" said '"seed":2,'
run simulate "$work/site" --change "$root/examples/two_more_workers.yaml" --seeds 2 --days 30
ok "a change is compared" ended 0
ok "with its load" said "load per worker"
printf 'staff:\n  - {handlers: 1, unit: moon}\n' >"$work/change.yaml"
run simulate "$work/site" --change "$work/change.yaml"
ok "a wrong change falls short" ended 1
ok "and is named by file, line and field" erred "change.yaml:2 staff[0].unit"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
