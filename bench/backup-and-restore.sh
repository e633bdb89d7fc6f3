#!/usr/bin/env bash
# Takes a dump and a base backup of a service that is being written to, restores each into a server of its own, and looks whether
# login, figures, books and writes are right there. Ends with another number than 0, and leaves its logs, where something is not.
# Needs PostgreSQL's programs (Debian: postgresql), jq, bc, curl, and a build with the demo:
#
#   ./mvnw package -DskipTests -Dquarkus.profile=demo
#   bench/backup-and-restore.sh                        # PG_BIN=/usr/lib/postgresql/15/bin, PORT=5540
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin | tail -1)}
port=${PORT:-5540}
work=$(mktemp -d)
pids=()
json='Content-Type: application/json'
fail=0

# PostgreSQL does not run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
clean() {
  local status=$? last=$BASH_COMMAND
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for data in "$work"/*/PG_VERSION; do as_postgres "$bin/pg_ctl" -D "$(dirname "$data")" -m immediate stop >/dev/null 2>&1 || true; done
  if [ "$status" = 0 ]; then rm -rf "$work"; else echo "ended with $status after: $last; logs: $work" >&2; fi
}
trap clean EXIT
[ "$(id -u)" = 0 ] && chown postgres "$work"

begin() { as_postgres "$bin/pg_ctl" -D "$work/$1" -l "$work/$1.log" -o "-p $2 -k $work -c listen_addresses=localhost" -w start >/dev/null; }
empty() {
  as_postgres "$bin/initdb" -D "$work/$1" -U postgres --locale=C --encoding=UTF8 -A trust >/dev/null
  begin "$1" "$2"
  psql -qX -h localhost -p "$2" -U postgres -c "create role qingdan login" -c "create database qingdan owner qingdan"
}
is() { if [ "$2" = "$3" ]; then echo "$1: $2"; else echo "$1: $2, and should be $3" >&2; fail=1; fi; }
query() { psql -qXAt -h localhost -p "$1" -U qingdan -d qingdan -c "$2"; }
timed() { local since=$EPOCHREALTIME; "${@:2}"; echo "$1: $(echo "$EPOCHREALTIME - $since" | bc | sed 's/^\./0./') s"; }

# Starts the service on the database at the port; it listens on the port + 100 and + 200.
serve() {
  QUARKUS_DATASOURCE_JDBC_URL="jdbc:postgresql://localhost:$1/qingdan" QUARKUS_DATASOURCE_USERNAME=qingdan QUARKUS_DATASOURCE_PASSWORD=none \
    QUARKUS_HTTP_PORT=$(($1 + 100)) QUARKUS_MANAGEMENT_PORT=$(($1 + 200)) QUARKUS_SHUTDOWN_DELAY=0S QINGDAN_RATE_LIMIT_REQUESTS_PER_MINUTE=0 \
    timeout 500 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -jar target/quarkus-app/quarkus-run.jar >"$work/service-$1.log" 2>&1 &
  pids+=($!)
  timeout 120 bash -c "until curl -sfo /dev/null localhost:$(($1 + 200))/q/health/ready; do kill -0 $! || exit 1; sleep 0.3; done" || { cat "$work/service-$1.log" >&2; exit 1; }
}
login() {
  curl -sf "localhost:$(($1 + 100))/api/v1/tokens" -H "$json" -d "{\"username\":\"$2\",\"password\":\"qingdan-demo-only\"}" | jq -r .accessToken
}
call() { curl -sf "localhost:$(($1 + 100))/api/v1/$3" -H "Authorization: Bearer $2" "${@:4}"; }
figures() {
  local token campaign
  token=$(login "$1" tianjin)
  campaign=$(call "$1" "$token" 'problems?limit=1' | jq -r '.items[0].campaign')
  call "$1" "$token" "statistics/problems?unit=code:120000000000&campaign=$campaign&by=child" | jq -cS . | cksum
}
write() { call "$1" "$(login "$1" admin)" units -H "$json" -d "{\"code\":\"$2\",\"name\":\"写入\",\"kind\":\"PROVINCE\"}" | jq -r .code; }
differences() {
  local token job
  token=$(login "$1" admin)
  job=$(call "$1" "$token" ledger/verifications -H "$json" -d '{}' | jq -r .id)
  timeout 60 bash -c "until curl -sf localhost:$(($1 + 100))/api/v1/jobs/$job -H 'Authorization: Bearer $token' | jq -e '.status == \"SUCCEEDED\"' >/dev/null; do sleep 0.3; done"
  call "$1" "$token" "jobs/$job" | jq .result.differences
}
# What was written before it began is in it; same login, same figures, right books, and it takes new changes, whose numbers go on.
judge() {
  local written last
  written=$(query "$1" "select count(*) from unit where code like 'during-%'")
  echo "written since the first: $written, of which $earlier before it began"
  is "those from before are in it" "$((written >= earlier))" 1
  is "figures, by sum and bytes" "$(figures "$1")" "$before"
  is "differences between books and rows" "$(differences "$1")" 0
  last=$(query "$1" "select max(id) from change")
  is "written after" "$(write "$1" "after-$1")" "after-$1"
  is "changes of it, all behind $last" "$(query "$1" "select count(*) || ', ' || bool_and(c.id > $last) from change c join unit u on u.id = c.entity_id where u.code = 'after-$1'")" "1, true"
}

empty first "$port"
serve "$port"
before=$(figures "$port")
echo "PostgreSQL $("$bin/postgres" --version | sed 's/.*) //'), $(query "$port" "select pg_size_pretty(pg_database_size('qingdan'))"), $(query "$port" "select count(*) from unit") units"

# Somebody writes all the while.
(for i in $(seq 40); do write "$port" "during-$i" >>"$work/written" || true; done) & pids+=($!)
writer=$!
timeout 60 bash -c "until [ -s '$work/written' ]; do sleep 0.1; done"
earlier=$(wc -l <"$work/written")
timed "pg_dump" "$bin/pg_dump" -h localhost -p "$port" -U qingdan -d qingdan -Fc -f "$work/dump"
timed "pg_basebackup" as_postgres "$bin/pg_basebackup" -h localhost -p "$port" -U postgres -D "$work/second" -c fast -X stream
"$bin/pg_verifybackup" "$work/second" >/dev/null
echo "pg_verifybackup: right"
wait "$writer"
echo "written meanwhile: $(wc -l <"$work/written")"

echo "--- from the dump ($(du -h "$work/dump" | cut -f1))"
empty third $((port + 2))
timed "pg_restore" "$bin/pg_restore" -h localhost -p $((port + 2)) -U qingdan -d qingdan --no-owner --exit-on-error -j 2 "$work/dump"
psql -qX -h localhost -p $((port + 2)) -U postgres -d qingdan -c analyze
serve $((port + 2))
judge $((port + 2))

echo "--- from the base backup"
[ "$(id -u)" = 0 ] && chown -R postgres "$work/second"
timed "start and recovery" begin second $((port + 1))
serve $((port + 1))
judge $((port + 1))
exit $fail
