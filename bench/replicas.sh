#!/usr/bin/env bash
# Starts three services at once on an empty database; then lets two work on it as one: jobs, folding, failed logins, revocation; then
# restarts both in turn under load behind a proxy that sends nothing twice. Ends with another number than 0, and leaves its logs, where
# something is not as it should be.
# Needs PostgreSQL's programs (Debian: postgresql), haproxy, wrk, jq, bc, curl, and a build:
#
#   ./mvnw package -DskipTests
#   bench/replicas.sh                        # PG_BIN=/usr/lib/postgresql/15/bin, PORT=5560, ROUNDS=2, APP=target/quarkus-app
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin | tail -1)}
port=${PORT:-5560}
rounds=${ROUNDS:-2}
app=${APP:-target/quarkus-app}
proxy=$((port + 90))
# Where haproxy is, which is not on everybody's path.
PATH=$PATH:/usr/sbin
work=$(mktemp -d)
declare -A pids=()
others=()
json='Content-Type: application/json'
password='correct horse battery staple'
fail=0

as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
clean() {
  local status=$? last=$BASH_COMMAND
  for pid in "${others[@]}" "${pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
  as_postgres "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
  if [ "$status" = 0 ]; then rm -rf "$work"; else echo "ended with $status after: $last; logs: $work" >&2; fi
}
trap clean EXIT
[ "$(id -u)" = 0 ] && chown postgres "$work" && chmod 755 "$work"

is() { if [ "$2" = "$3" ]; then echo "$1: $2"; else echo "$1: $2, and should be $3" >&2; fail=1; fi; }
query() { psql -qXAt -h localhost -p "$port" -U qingdan -d qingdan -c "$1"; }
# Replica n listens on port + n, and with health and metrics on port + 10 + n.
begin() {
  QUARKUS_DATASOURCE_JDBC_URL="jdbc:postgresql://localhost:$port/qingdan" QUARKUS_DATASOURCE_USERNAME=qingdan QUARKUS_DATASOURCE_PASSWORD=none \
    QUARKUS_HTTP_PORT=$((port + $1)) QUARKUS_MANAGEMENT_PORT=$((port + 10 + $1)) QUARKUS_SHUTDOWN_DELAY=3S \
    QINGDAN_DEMO_ENABLED=false QINGDAN_ADMIN_PASSWORD=$password QINGDAN_RATE_LIMIT_REQUESTS_PER_MINUTE=0 \
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -jar "$app/quarkus-run.jar" >>"$work/replica-$1.log" 2>&1 &
  pids[$1]=$!
}
ready() {
  timeout 180 bash -c "until curl -sfo /dev/null localhost:$((port + 10 + $1))/q/health/ready; do kill -0 ${pids[$1]} || exit 1; sleep 0.2; done" ||
    { tail -20 "$work/replica-$1.log" | cut -c1-400 >&2; exit 1; }
}
finish() { kill -TERM "${pids[$1]}"; wait "${pids[$1]}" || true; unset "pids[$1]"; }
login() { curl -s "localhost:$((port + $1))/api/v1/tokens" -H "$json" -d "{\"username\":\"$2\",\"password\":\"$3\"}"; }
call() { curl -s "localhost:$((port + $1))/api/v1/$2" -H "Authorization: Bearer $3" "${@:4}"; }
status() { call "$@" -o /dev/null -w '%{http_code}'; }

as_postgres "$bin/initdb" -D "$work/data" -U postgres --locale=C --encoding=UTF8 -A trust >/dev/null
as_postgres "$bin/pg_ctl" -D "$work/data" -l "$work/postgresql.log" -o "-p $port -k $work -c listen_addresses=localhost" -w start >/dev/null
psql -qX -h localhost -p "$port" -U postgres -c "create role qingdan login" -c "create database qingdan owner qingdan"

echo "--- three at once on an empty database"
since=$EPOCHREALTIME
for n in 1 2 3; do begin "$n"; done
for n in 1 2 3; do ready "$n"; done
echo "all ready after $(echo "scale=1; ($EPOCHREALTIME - $since) / 1" | bc) s"
migrations=$(find src/main/resources/db/migration -name 'V*.sql' | wc -l)
is "migrations, each once" "$(query "select count(distinct version) || ' of ' || count(*) from flyway_schema_history where success and version is not null")" "$migrations of $migrations"
# the lock is for one migration: whoever comes next takes the next one
echo "replicas that migrated: $(grep -l 'Successfully applied' "$work"/replica-*.log | wc -l)"
is "first administrators" "$(query "select count(*) from account")" 1
is "errors in the logs" "$(grep -c '"level":"ERROR"' "$work"/replica-*.log | awk -F: '{n += $2} END {print n}')" 0
finish 3

echo "--- two as one"
admin=$(login 1 admin "$password" | jq -r .accessToken)
for i in $(seq 20); do
  printf 'code,name,kind,parentCode\nimported-%s,导入,PROVINCE,\n' "$i" >"$work/import-$i.csv"
  # an account has a few jobs at a time: it comes again
  timeout 60 bash -c "until [ \"\$(curl -so /dev/null -w '%{http_code}' localhost:$((port + i % 2 + 1))/api/v1/imports/units -H 'Authorization: Bearer $admin' \
    -H 'Content-Type: text/csv' --data-binary @$work/import-$i.csv)\" = 202 ]; do sleep 0.3; done"
done
timeout 120 bash -c "until [ \"\$(psql -qXAt -h localhost -p $port -U qingdan -d qingdan -c \"select count(*) from job where finished_at is null\")\" = 0 ]; do sleep 0.3; done"
is "jobs, each done once" "$(query "select count(*) || ', ' || sum(attempts) || ' attempts' from job where status = 'SUCCEEDED'")" "20, 20 attempts"
echo "by replica: $(query "select string_agg(n || '', ' and ') from (select count(*) n from job group by runner) r")"

# Who sees everything, supervises and reports: to fill the books from both sides.
its_id() { jq -r .id; }
account=$(call 1 accounts "$admin" -H "$json" -d "{\"username\":\"office\",\"displayName\":\"办公室\",\"password\":\"$password\"}" | its_id)
for role in SUPERVISOR REPORTER; do call 1 grants "$admin" -H "$json" -d "{\"account\":\"$account\",\"role\":\"$role\"}" >/dev/null; done
office=$(login 2 office "$password" | jq -r .accessToken)
unit=$(call 1 units "$admin" -H "$json" -d '{"code":"city","name":"市","kind":"CITY"}' | its_id)
open() {
  local tag
  tag=$(call 1 "$1" "$office" -i | tr -d '\r' | sed -n 's/^etag: //Ip')
  call 1 "$1" "$office" -o /dev/null -X PATCH -H "If-Match: $tag" -H 'Content-Type: application/merge-patch+json' -d '{"status":"OPEN"}'
}
campaign=$(call 1 campaigns "$office" -H "$json" -d "{\"name\":\"活动\",\"topUnit\":\"$unit\",\"startsOn\":\"2019-09-09\"}" | its_id)
batch=$(call 2 "campaigns/$campaign/batches" "$office" -H "$json" -d '{"name":"第一批","startsOn":"2019-09-09"}' | its_id)
open "campaigns/$campaign"
open "batches/$batch"
list=$(call 2 problem-lists "$office" -H "$json" -d "{\"batch\":\"$batch\",\"unit\":\"$unit\"}" | its_id)
report() {
  for i in $(seq 100); do
    call "$1" problems "$office" -o /dev/null -H "$json" -d "{\"list\":\"$list\",\"title\":\"排水不畅 $i\",\"category\":\"OTHER\"}"
  done
}
report 1 & first=$!
report 2 & second=$!
wait $first $second
timeout 60 bash -c "until [ \"\$(psql -qXAt -h localhost -p $port -U qingdan -d qingdan -c \"select count(*) from ledger_posting\")\" = 0 ]; do sleep 0.3; done"
is "problems, and what the books say" "$(query "select count(*) from problem") $(query "select sum(reported) from ledger_entry")" "200 200"
job=$(call 2 ledger/verifications "$admin" -H "$json" -d '{}' | its_id)
timeout 60 bash -c "until curl -s localhost:$((port + 1))/api/v1/jobs/$job -H 'Authorization: Bearer $admin' | jq -e .finishedAt >/dev/null; do sleep 0.3; done"
is "differences between books and rows" "$(call 1 "jobs/$job" "$admin" | jq .result.differences)" 0
is "what both replicas measure" "$(for n in 1 2; do timeout 60 bash -c "until curl -s localhost:$((port + 10 + n))/q/metrics | grep -q '^qingdan_problems_reported 200'; do sleep 0.5; done" && echo 200; done | xargs)" "200 200"

tokens=$(login 1 office "$password")
is "a session that ended at the first, at the second" \
  "$(status 2 me "$(jq -r .accessToken <<<"$tokens")") $(call 1 tokens/revocation "$(jq -r .accessToken <<<"$tokens")" -o /dev/null -w '%{http_code}' -H "$json" -d "{\"refreshToken\":\"$(jq -r .refreshToken <<<"$tokens")\"}") $(status 2 me "$(jq -r .accessToken <<<"$tokens")")" "200 204 401"
grant=$(call 1 "grants?account=$account" "$admin" | jq -r '.items[] | select(.role == "SUPERVISOR").id')
grant_tag=$(call 1 "grants/$grant" "$admin" -i | tr -d '\r' | sed -n 's/^etag: //Ip')
new_task() { status 2 "campaigns/$campaign/tasks" "$office" -H "$json" -d "{\"name\":\"任务$1\"}"; }
is "a right revoked at the first, at the second" "$(new_task 1) $(status 1 "grants/$grant" "$admin" -X DELETE -H "If-Match: $grant_tag") $(new_task 2)" "201 204 403"
for n in 1 2 1 2 1; do login $n office wrong >/dev/null; done
is "five failed logins at both, then at each" "$(for n in 1 2; do login $n office "$password" | jq -r .code; done | xargs)" "too-many-logins too-many-logins"

echo "--- restarts in turn under load"
cat >"$work/haproxy.cfg" <<EOF
global
  maxconn 200
defaults
  mode http
  retries 0
  timeout connect 2s
  timeout client 30s
  timeout server 30s
  timeout check 10s
frontend all
  bind 127.0.0.1:$proxy
  default_backend replicas
backend replicas
  balance roundrobin
  option httpchk GET /q/health/ready
  server first 127.0.0.1:$((port + 1)) check port $((port + 11)) inter 300ms fall 2 rise 2
  server second 127.0.0.1:$((port + 2)) check port $((port + 12)) inter 300ms fall 2 rise 2
EOF
haproxy -db -f "$work/haproxy.cfg" >"$work/haproxy.log" 2>&1 & others+=($!)
timeout 20 bash -c "until curl -sfo /dev/null localhost:$proxy/q/openapi; do sleep 0.2; done"
write() {
  local i=0
  while [ ! -e "$work/enough-$1" ]; do
    i=$((i + 1))
    curl -so /dev/null -w '%{http_code}\n' "localhost:$proxy/api/v1/units" -H "Authorization: Bearer $admin" -H "$json" \
      -d "{\"code\":\"written-$1-$i\",\"name\":\"写入\",\"kind\":\"PROVINCE\"}" >>"$work/written" || true
  done
}
for round in $(seq "$rounds"); do
  # for each round a token of its own, which is good for fifteen minutes: for as long as two restarts may take
  admin=$(login 1 admin "$password" | jq -r .accessToken)
  # slow is not failed
  wrk -t1 -c4 -d880s --timeout 10s -H "Authorization: Bearer $admin" "http://127.0.0.1:$proxy/api/v1/units?limit=20" >>"$work/wrk.log" 2>&1 & reader=$!
  write "$round" & writer=$!
  others+=("$reader" "$writer")
  for n in 1 2; do
    since=$EPOCHREALTIME
    finish $n
    ended=$EPOCHREALTIME
    begin $n
    ready $n
    # until the proxy has seen it
    sleep 2
    echo "round $round, replica $n: ended in $(echo "scale=1; ($ended - $since) / 1" | bc) s, back after $(echo "scale=1; ($EPOCHREALTIME - $since) / 1" | bc) s"
  done
  touch "$work/enough-$round"
  wait "$writer"
  # it tells what it has
  kill -INT "$reader" || { echo "the reads ended before the restarts" >&2; fail=1; }
  wait "$reader" || true
done
grep -E 'requests in|Non-2xx|Socket errors|Requests/sec' "$work/wrk.log" | sed 's/^ */reads: /'
is "rounds of reads" "$(grep -c 'requests in' "$work/wrk.log")" "$rounds"
is "reads that failed" "$(grep -cE 'Non-2xx|Socket errors' "$work/wrk.log")" 0
is "writes that were not accepted" "$(grep -vc '^201$' "$work/written")" 0
is "writes, and their rows" "$(query "select count(*) from unit where code like 'written-%'")" "$(grep -c '^201$' "$work/written")"
exit $fail
