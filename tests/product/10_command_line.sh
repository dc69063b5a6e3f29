#!/bin/sh
# The command line from outside: a site made, checked, filled, verified, explained, backed up and restored.
# HUIYIN names the program; the last line counts.
. "$(dirname "$0")/lib/outside.sh"
number_is() { [ "$(number "$1")" = "$2" ] || { echo "$1 is not $2:"; cat "$work/out"; return 1; }; }

run init "$work/site"
ok "init makes a site" ended 0
ok "init prints the demo accounts" said "Demo accounts"
ok "init says what to do next" said "huiyin serve"
ok "the passwords are for the owner alone" [ "$(stat -c %a "$work/site/data/demo_accounts.txt")" = 600 ]
run init "$work/site"
ok "init leaves a folder alone that is not empty" ended 2

run check "$work/site" --json
ok "the plain district checks" ended 0
ok "check says ok" said '"ok":true'
ok "check counts the grids" number_is grids 12
ok "check counts the communities" number_is communities 4
ok "check counts the streets" number_is streets 2
cp "$work/site/units.csv" "$work/units.csv"
echo "broken,,,moon,," >>"$work/site/units.csv"
run check "$work/site"
ok "a broken file falls short" ended 1
ok "the finding names file, line and field" erred "units.csv:$(wc -l <"$work/site/units.csv") kind: "
run apply "$work/site" --json
ok "apply refuses it too" ended 1
ok "apply tells the problem in JSON" said '"ok":false'
cp "$work/units.csv" "$work/site/units.csv"
run apply "$work/site"
ok "apply adopts what holds" ended 0
run duties dry-run "$work/site" --table "$work/site/duties.csv" --json
ok "the duty table in force moves nothing" said '"moved":0'
head -5 "$work/site/duties.csv" >"$work/half.csv"
run duties dry-run "$work/site" --table "$work/half.csv"
ok "a table with gaps falls short" ended 1
ok "the gaps are named" erred "gap: no row of the duty table decides category"

cat >"$work/map.yaml" <<'MAP'
import: lake_town
programme: hotline_call
zone: Europe/Oslo
dates: "%d.%m.%Y %H:%M"
columns: {number: id, opened: opened, due: promised, settled: ended, status: status, channel: by, category: what, place: area}
channels: {exact: {Call: phone}, otherwise: import}
categories: {exact: {Lamp: "0106"}, otherwise: "9999"}
units: {otherwise: cc}
outcomes:
  Done: {state: closed, reason: solved}
  Passed: {state: transferred, reason: outside_district}
  Open: {state: in_progress}
MAP
cat >"$work/rows.csv" <<'ROWS'
id,opened,promised,ended,status,by,what,area,extra
1,02.01.2026 08:00,05.01.2026 08:00,03.01.2026 12:00,Done,Call,Lamp,Pier,a
2,02.01.2026 08:00,05.01.2026 08:00,09.01.2026 12:00,Done,Mail,Boats,Pier,b
3,02.01.2026 08:00,,03.01.2026 12:00,Passed,Call,Lamp,Pier,"c, d"
4,02.01.2026 08:00,05.01.2026 08:00,,Open,Call,Lamp,,e
5,soon,05.01.2026 08:00,,Open,Call,Lamp,,f
6,02.01.2026 08:00,05.01.2026 08:00,,Asleep,Call,Lamp,,g
ROWS
run import "$work/site" "$work/rows.csv" --map "$work/map.yaml" --json
ok "import brings in what reads" ended 0
ok "import rejects what does not" number_is rejected 2
ok "import agrees with the tallies" said '"agrees":true'
ok "the rejects lie with the site and say why" grep -q '^7,status: ' "$work/site/data/imports/rows.csv.rejects.csv"
ok "nothing is written beside the table" [ ! -e "$work/rows.csv.rejects.csv" ]
run import "$work/site" "$work/rows.csv" --map "$work/map.yaml" --json
ok "importing again adds nothing" number_is already 4
run import "$work/site" "$work/rows.csv" --map "$work/map.yaml"
ok "the numbers are told in words" said "The numbers agree."
sed 's/otherwise: "9999"/otherwise: "7777"/' "$work/map.yaml" >"$work/wrong.yaml"
run import "$work/site" "$work/rows.csv" --map "$work/wrong.yaml"
ok "a map that does not hold falls short" ended 1
ok "its finding names file, line and field" erred "wrong.yaml:7 categories.otherwise: "

run verify "$work/site" --json
ok "verify holds" ended 0
cp "$work/out" "$work/verified"
ok "verify counts what was taken" number_is taken 4
ok "verify counts what is in hand" number_is in_hand 1
ok "verify counts what was closed" number_is closed 2
ok "verify counts what was transferred" number_is transferred 1

run export "$work/site" --format csv --out "$work/cases.csv"
ok "export writes a file" ended 0
ok "it has a line a case" [ "$(wc -l <"$work/cases.csv")" -eq 5 ]
case_no=$(sed -n 2p "$work/cases.csv" | cut -d, -f1)
run export "$work/site" --format jsonl
ok "export goes to standard output" [ "$(wc -l <"$work/out")" -eq 4 ]
run explain "$work/site" "$case_no"
ok "explain knows the case" said "$case_no"
run explain "$work/site" MC-260102-99999-9
ok "explain falls short for no case" ended 1

run user "$work/site" add mei --name 梅 --post dispatcher@cc --json
ok "an account is added" ended 0
ok "its password is made and told" said '"password":"'
run user "$work/site" add mei --name 梅 --post dispatcher@cc
ok "a login is given once" ended 1
run user "$work/site" add lan --name 兰 --post emperor@cc
ok "a role there is not is wrong use" ended 2
echo "correct horse battery" >"$work/password"
"$huiyin" user "$work/site" password mei --password-stdin <"$work/password" >"$work/out" 2>"$work/err"
code=$?
ok "a password is taken from standard input" ended 0
run user "$work/site" posts mei --post reviewer@cc --post caller@cc
ok "posts are given anew" ended 0
run user "$work/site" disable mei
ok "an account is disabled" ended 0
run user "$work/site" list
ok "the list tells posts and who is disabled" said "mei  梅 (disabled)  reviewer@cc caller@cc"

run backup "$work/site" "$work/backup"
ok "backup copies the site" ended 0
run backup "$work/site" "$work/backup"
ok "backup leaves a folder alone that is not empty" ended 2
run restore "$work/again" "$work/backup"
ok "restore makes a site of it" ended 0
run restore "$work/again" "$work/backup"
ok "restore leaves data alone that is there" ended 2
run verify "$work/again" --json
ok "what is restored verifies to the same numbers" cmp "$work/out" "$work/verified"

run lifecycle draw "$work/site" --out "$work/pictures"
ok "lifecycles are drawn" ended 0
ok "as pictures" grep -q "<svg" "$work/pictures/request.svg"

run
ok "no subcommand is wrong use" ended 2
run verify
ok "a missing argument is wrong use" ended 2
run verify "$work/site" --nonsense
ok "an unknown option is wrong use" ended 2
run verify "$work/site" --store mysql:nowhere
ok "a store of another kind is wrong use" ended 2
run verify "$work/nowhere"
ok "a site that is not there falls short" ended 1
ok "and the error says what was wrong" erred "It did not work"
run --lang zh verify "$work/site"
ok "it speaks Chinese" said "核对一致"
run --help
ok "help is no error" ended 0
ok "help lists the subcommands" said "import"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
