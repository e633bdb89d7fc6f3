#!/usr/bin/env bash
# Measures the packaged service over trees of several sizes, side by side: see docs/performance.md.
# Needs wrk, curl, pgbench and Node (Debian: wrk, curl, postgresql-contrib or postgresql-15, nodejs, npm); PostgreSQL's psql is not needed.
#   bench/benchmark.sh FOLDER [UNITS...]        e.g. bench/benchmark.sh /tmp/bench 10000 100000 1000000
# Databases are generated in FOLDER when they are not there yet, ten problems a unit; those that are there are migrated by the service.
# The table goes to FOLDER/benchmark.md, its drawing to FOLDER/benchmark.svg.
# Each statistic is read from the books, as by the first who asks; REMEMBERED=10000: as by those who ask after them.
# PORT=5600 is the one before that of the first database; a service listens 2,500 above its database.
# MEASURE holds options, e.g. "-Drounds=1 -Dwarm=2000 -Donly=statistics": rounds=5, seconds=1 of load, warm=100000 requests before
# anything is measured, only= a regular expression of names of readings and writes, or counting, move, import.
set -euo pipefail
[ $# -ge 1 ] || { grep '^#  ' "$0" >&2; exit 2; }
cd "$(dirname "$0")/.."
folder=$1
shift
sizes=("${@:-10000}")
bench() { java -cp 'target/quarkus-app/lib/main/*' "$@" 2> >(grep -v SLF4J >&2); }
started=()
stop() { kill "${started[@]}" 2>/dev/null || true; wait; }
trap stop EXIT

# Until the command succeeds, as long as the process lives.
wait_for() {
  local pid=$1 log=$2
  shift 2
  until "$@" > /dev/null 2>&1; do
    kill -0 "$pid" 2>/dev/null || { tail -20 "$log" >&2; exit 1; }
    sleep 0.5
  done
}

[ -f target/quarkus-app/quarkus-run.jar ] || ./mvnw -q package -DskipTests
[ -d "$folder/scripts/node_modules/autocannon" ] || npm install --silent --no-audit --no-fund --prefix "$folder/scripts" autocannon
javac -d "$folder/classes" -cp 'target/quarkus-app/lib/main/*' bench/measure/*.java
port=${PORT:-5600}
args=()
for units in "${sizes[@]}"; do
  port=$((port + 1))
  db=jdbc:postgresql://localhost:$port/postgres
  new=$([ -d "$folder/$units" ] || echo yes)
  mkdir -p "$folder/$units"
  java -cp 'target/quarkus-app/lib/main/*' bench/StartDatabase.java "$folder/$units" $port quiet > "$folder/$units/database.log" 2>&1 &
  started+=($!)
  wait_for $! "$folder/$units/database.log" grep '^jdbc:' "$folder/$units/database.log"
  if [ -n "$new" ]; then
    bench bench/GenerateUnits.java $db "$units"
    bench bench/GenerateProblems.java $db $((units * 10))
  fi
  http=$((port + 2500))
  QUARKUS_DATASOURCE_JDBC_URL=$db QUARKUS_DATASOURCE_USERNAME=postgres QUARKUS_DATASOURCE_PASSWORD=postgres \
    QINGDAN_ADMIN_PASSWORD='correct horse battery' QINGDAN_RATE_LIMIT_REQUESTS_PER_MINUTE=0 \
    QINGDAN_STATISTICS_REMEMBERED=${REMEMBERED:-0} \
    java -Xmx512m -Dquarkus.http.port=$http -Dquarkus.management.port=$((http + 1000)) \
    -jar target/quarkus-app/quarkus-run.jar > "$folder/$units/service.log" 2>&1 &
  started+=($!)
  wait_for $! "$folder/$units/service.log" curl -sf localhost:$((http + 1000))/q/health/ready
  args+=("$units" $http $port)
done
# shellcheck disable=SC2086 -- options
java ${MEASURE:-} -cp "$folder/classes:target/quarkus-app/lib/main/*" Measure "$folder/scripts" "$folder/benchmark.md" "${args[@]}" \
  2> >(grep -v SLF4J >&2)
