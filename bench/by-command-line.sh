#!/bin/sh
# What one local build of a demo runs, as a person would run it: the same dbt and mf commands on the same project, one
# after another by the command line. `npm run bench` lays the project out and takes the time.
# Usage: by-command-line.sh FOLDER, with dbt and mf on PATH
set -euf
cd "$1"
folder=$PWD
read -r database raw_schema < names
export DBT_RAW_SCHEMA="$raw_schema" DBT_SEND_ANONYMOUS_USAGE_STATS=false DO_NOT_TRACK=1
: > commands

parse="parse --no-partial-parse --show-all-deprecations --warn-error-options {\"error\":[\"Deprecations\"]}"
load="seed --full-refresh --select config.schema:raw"
production="build --exclude config.schema:raw --exclude-resource-type unit_test"
unit_tests="test --select test_type:unit"
docs="docs generate --static"
slim="build --no-partial-parse --select state:modified+ --exclude config.schema:raw --defer --state $folder/state"

# Opens a copy of the project with a database of its own: copy NAME [DATABASE TO START FROM]
copy() {
  rm -rf "$1" "databases/$1"
  mkdir -p databases "databases/$1"
  cp -R main "$1"
  if [ $# -gt 1 ]; then cp "databases/$2/$database" "databases/$1/$database"; fi
}

# Writes files over those of a copy: over NAME FOLDER
over() { if [ -d "$2" ]; then cp -R "$2/." "$1"; fi; }

# All raw seeds as a batch has them: batch NAME BATCH
batch() { cp -R main/seeds/. "$1/seeds"; over "$1" "batches/$2"; }

# Runs a command in a copy: in_copy NAME ENVIRONMENT PROGRAM ARGUMENT...
in_copy() {
  name=$1 environment=$2
  shift 2
  echo "$name: $*" >> commands
  (cd "$name" && DEMO_DATABASE="$folder/databases/$name/$database" DBT_PROFILES_DIR="$folder/profiles/$environment" "$@") < /dev/null
}
green() { in_copy "$@" || { echo "red, and should be green: $*" >&2; exit 1; }; }
red() { if in_copy "$@"; then echo "green, and should be red: $*" >&2; exit 1; fi; }

# Asks the queries of a list, or one of them: ask NAME LIST [QUERY]
ask() {
  while read -r query arguments; do
    # The arguments are words without spaces or stars.
    if [ "${3:-$query}" = "$query" ]; then green "$1" production mf query $arguments --csv "$folder/$1-$query.csv"; fi
  done < "$2"
}

# Lands every incident on a good day and mends it: strike NAME DAY
strike() {
  while read -r incident; do
    batch "$1" "$incident-on-$2"
    green "$1" production dbt $load
    red "$1" production dbt $production
    batch "$1" "$2"
    green "$1" production dbt $load
    green "$1" production dbt $production
  done < incidents
}

# The rehearsal: day one
copy day-one
for command in "$parse" "$load" "$production" "$unit_tests" "$docs"; do green day-one production dbt $command; done
ask day-one queries
ask day-one every-metric
mkdir -p state
cp day-one/target/manifest.json state
copy struck day-one
strike struck day-one

# The next day, and incidents on top of it
copy next-day day-one
batch next-day next-day
green next-day production dbt $load
green next-day production dbt $production
copy refreshed next-day
green refreshed production dbt $production --full-refresh
strike next-day next-day

# Each change, as its pull request and after the merge
while read -r change result moves; do
  copy "ci-$change" day-one
  over "ci-$change" "changes/$change"
  "$result" "ci-$change" ci dbt $slim
  if [ -n "$moves" ]; then
    copy "merged-$change" day-one
    over "merged-$change" "changes/$change"
    green "merged-$change" production dbt $production
    ask "merged-$change" queries "$moves"
  fi
done < changes.list

# The first runs of the jobs: load, production, CI of each change
copy demo
green demo production dbt $load
for command in deps "$production" "$docs"; do green demo production dbt $command; done
ask demo queries
cp demo/target/manifest.json state
while read -r change result _; do
  copy "demo-$change" demo
  over "demo-$change" "changes/$change"
  green "demo-$change" ci dbt deps
  "$result" "demo-$change" ci dbt $slim
done < changes.list
