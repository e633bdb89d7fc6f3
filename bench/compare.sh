#!/usr/bin/env bash
# What a request costs in several packages of the service: all of them run on one database, are warmed, and are asked in turn. Tells the
# median of the CPU per request of each, and what it is of the first one's in the same round. Name the first one twice to see how much
# means nothing. Needs PostgreSQL's programs (Debian: postgresql), wrk, jq, bc, curl.
#
#   bench/compare.sh 6 with=/tmp/with without=/tmp/without 'again=/tmp/with -Dsome.setting=x'       # WARM=20 twice, SECONDS_EACH=6, PORT=5600, JAVA_HOME
#
# Each argument is a name, a folder and options for the JVM, which runs in the folder.
set -euo pipefail
[ $# -ge 2 ] || { grep '^#  ' "$0" >&2; exit 2; }
cd "$(dirname "$0")/.."
bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin | tail -1)}
port=${PORT:-5600}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
pids=()
micros=()
password='correct horse battery staple'

as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
clean() {
  for pid in "${pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
  as_postgres "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean EXIT
[ "$(id -u)" = 0 ] && chown postgres "$work"
as_postgres "$bin/initdb" -D "$work/data" -U postgres --locale=C --encoding=UTF8 -A trust >/dev/null
as_postgres "$bin/pg_ctl" -D "$work/data" -l "$work/postgresql.log" -o "-p $port -k $work -c listen_addresses=localhost" -w start >/dev/null
psql -qX -h localhost -p "$port" -U postgres -c "create role qingdan login" -c "create database qingdan owner qingdan"

rounds=$1
shift
api() { echo "http://localhost:$((port + 1 + 2 * $1))/api/v1"; }
for n in $(seq 0 $(($# - 1))); do
  variant=${*:n + 1:1}
  read -r -a command <<<"${variant#*=}"
  cd "${command[0]}"
  QUARKUS_DATASOURCE_JDBC_URL="jdbc:postgresql://localhost:$port/qingdan" QUARKUS_DATASOURCE_USERNAME=qingdan QUARKUS_DATASOURCE_PASSWORD=none \
    QUARKUS_HTTP_PORT=$((port + 1 + 2 * n)) QUARKUS_MANAGEMENT_PORT=$((port + 2 + 2 * n)) QINGDAN_RATE_LIMIT_REQUESTS_PER_MINUTE=0 \
    QINGDAN_ADMIN_PASSWORD=$password "$java" -Xmx256m "${command[@]:1}" -jar quarkus-run.jar >"$work/service-$n.log" 2>&1 &
  pids+=($!)
  cd - >/dev/null
  timeout 120 bash -c "until curl -sfo /dev/null localhost:$((port + 2 + 2 * n))/q/health/ready; do kill -0 ${pids[n]} || exit 1; sleep 0.3; done" ||
    { cat "$work/service-$n.log" >&2; exit 1; }
done
token=$(curl -sf "$(api 0)/tokens" -H 'Content-Type: application/json' -d "{\"username\":\"admin\",\"password\":\"$password\"}" | jq -r .accessToken)
unit=$(curl -sf "$(api 0)/units" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{"code":"1","name":"省","kind":"PROVINCE"}' | jq -r .id)

ticks() { awk '{print $14 + $15}' "/proc/${pids[$1]}/stat"; }
load() { wrk -t1 -c8 -d"$2"s -H "Authorization: Bearer $token" "$(api "$1")/units/$unit" | awk '/requests in/ {n = $1} /Non-2xx/ {exit 1} END {print n}'; }
median() { sort -n | awk '{v[NR] = $1} END {print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2}'; }
last=$(($# - 1))
for half in 1 2; do for n in $(seq 0 $last); do load "$n" "${WARM:-20}" >/dev/null; done; done
for round in $(seq "$rounds"); do
  # there and back, so that none is always asked right after the same one
  if ((round % 2)); then order=$(seq 0 $last); else order=$(seq $last -1 0); fi
  for n in $order; do
    used=$(ticks "$n")
    requests=$(load "$n" "${SECONDS_EACH:-6}")
    micros[n]=$((($(ticks "$n") - used) * 10000 / requests))
    echo "${micros[n]}" >>"$work/micros-$n"
  done
  for n in $order; do echo "scale=3; ${micros[n]} / ${micros[0]}" | bc >>"$work/ratio-$n"; done
done
echo "| package | CPU of a unit by its id, µs | to the first |"
echo "|---|---|---|"
for n in $(seq 0 $last); do
  variant=${*:n + 1:1}
  echo "| ${variant%%=*} | $(median <"$work/micros-$n") | $(median <"$work/ratio-$n") ($(sort -n "$work/ratio-$n" | head -1) to $(sort -n "$work/ratio-$n" | tail -1)) |"
done
