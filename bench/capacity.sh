#!/usr/bin/env bash
# How many requests of each kind a core of the warm service answers: the CPU that the process and its PostgreSQL took, divided by the
# requests, on a small database. CPU is steadier than time where the machine is shared. Needs PostgreSQL's programs
# (Debian: postgresql), wrk, jq, curl, pgrep (procps).
#
#   ./mvnw package -DskipTests && bench/capacity.sh        # APP=target/quarkus-app, OPTIONS=-Xmx384m, SECONDS_EACH=10, PORT=5590, JAVA_HOME
#
# As in a pod: OPTIONS='-XX:AOTCache=app.aot -XX:MaxRAM=640m -XX:MaxRAMPercentage=60', of a package with a cache (bench/start.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin | tail -1)}
port=${PORT:-5590}
app=${APP:-target/quarkus-app}
seconds=${SECONDS_EACH:-10}
read -r -a options <<<"${OPTIONS:--Xmx384m}"
work=$(mktemp -d)
pid=
api=http://localhost:$((port + 1))/api/v1
json='Content-Type: application/json'
password='correct horse battery staple'

as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
clean() {
  [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true
  as_postgres "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean EXIT
[ "$(id -u)" = 0 ] && chown postgres "$work"
as_postgres "$bin/initdb" -D "$work/data" -U postgres --locale=C --encoding=UTF8 -A trust >/dev/null
as_postgres "$bin/pg_ctl" -D "$work/data" -l "$work/postgresql.log" -o "-p $port -k $work -c listen_addresses=localhost" -w start >/dev/null
psql -qX -h localhost -p "$port" -U postgres -c "create role qingdan login" -c "create database qingdan owner qingdan"
# In the folder of the package, as the image does.
cd "$app"
QUARKUS_DATASOURCE_JDBC_URL="jdbc:postgresql://localhost:$port/qingdan" QUARKUS_DATASOURCE_USERNAME=qingdan QUARKUS_DATASOURCE_PASSWORD=none \
  QUARKUS_HTTP_PORT=$((port + 1)) QUARKUS_MANAGEMENT_PORT=$((port + 2)) QUARKUS_SHUTDOWN_DELAY=0S QINGDAN_RATE_LIMIT_REQUESTS_PER_MINUTE=0 \
  QINGDAN_ADMIN_PASSWORD=$password "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${options[@]}" -jar quarkus-run.jar >"$work/service.log" 2>&1 &
pid=$!
cd - >/dev/null
timeout 120 bash -c "until curl -sfo /dev/null localhost:$((port + 2))/q/health/ready; do kill -0 $pid || exit 1; sleep 0.3; done" || { cat "$work/service.log" >&2; exit 1; }

login() { curl -sf $api/tokens -H "$json" -d "{\"username\":\"$1\",\"password\":\"$password\"}" | jq -r .accessToken; }
post() { curl -sf "$api/$2" -H "Authorization: Bearer $1" -H "$json" -d "$3" | jq -r .id; }
admin=$(login admin)
account=$(post "$admin" accounts "{\"username\":\"office\",\"displayName\":\"办公室\",\"password\":\"$password\"}")
for role in SUPERVISOR REPORTER VIEWER; do post "$admin" grants "{\"account\":\"$account\",\"role\":\"$role\"}" >/dev/null; done
office=$(login office)
unit=$(post "$admin" units '{"code":"city","name":"市","kind":"CITY"}')
for i in $(seq 60); do post "$admin" units "{\"code\":\"c$i\",\"name\":\"区$i\",\"kind\":\"COUNTY\",\"parent\":\"$unit\"}" >/dev/null; done
campaign=$(post "$office" campaigns "{\"name\":\"活动\",\"topUnit\":\"$unit\",\"startsOn\":\"2019-09-09\"}")
batch=$(post "$office" "campaigns/$campaign/batches" '{"name":"第一批","startsOn":"2019-09-09"}')
for path in "campaigns/$campaign" "batches/$batch"; do
  tag=$(curl -si "$api/$path" -H "Authorization: Bearer $office" | tr -d '\r' | sed -n 's/^etag: //Ip')
  curl -sfo /dev/null -X PATCH "$api/$path" -H "Authorization: Bearer $office" -H "If-Match: $tag" -H 'Content-Type: application/merge-patch+json' -d '{"status":"OPEN"}'
done
list=$(post "$office" problem-lists "{\"batch\":\"$batch\",\"unit\":\"$unit\"}")
body="{\"list\":\"$list\",\"title\":\"排水不畅\",\"category\":\"OTHER\"}"
for i in $(seq 60); do problem=$(post "$office" problems "$body"); done
cat >"$work/report.lua" <<EOF
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '$body'
EOF

ticks() { awk '{print $14 + $15}' "/proc/$pid/stat"; }
# The server's own processes: those that have ended, perhaps just now, are counted by their parent.
database_ticks() { local all; all=$(head -1 "$work/data/postmaster.pid"); { cat "/proc/$all/stat" $(pgrep -P "$all" | sed 's|.*|/proc/&/stat|') 2>/dev/null || true; } | awk '{n += $14 + $15 + $16 + $17} END {print n}'; }
load() { wrk -t1 -c8 -d"$1"s -H "Authorization: Bearer $office" "${@:3}" "$api/$2"; }
measure() {
  local name=$1 path=$2 used database out requests
  load 5 "$path" "${@:3}" >/dev/null
  used=$(ticks) database=$(database_ticks)
  out=$(load "$seconds" "$path" --latency "${@:3}")
  used=$(($(ticks) - used)) database=$(($(database_ticks) - database))
  requests=$(sed -n 's/^ *\([0-9]*\) requests in.*/\1/p' <<<"$out")
  ! grep -q 'Non-2xx' <<<"$out" || echo "$name was refused: $out" >&2
  echo "| $name | $((requests / seconds)) | $((used * 10000 / requests)) | $((database * 10000 / requests)) | $((requests * 100 / used)) | $(awk '/50%/ {a = $2} /99%/ {b = $2} END {print a " / " b}' <<<"$out") |"
}
echo "| request | a second | CPU of the service, µs | of the database, µs | requests per vCPU of the service | half / 99 % within |"
echo "|---|---|---|---|---|---|"
load 20 "problems?limit=20" >/dev/null
measure "a unit by its id" "units/$unit"
measure "a page of 50 units" "units?limit=50"
measure "a problem by its id" "problems/$problem"
measure "a page of 20 problems of a unit" "problems?limit=20&unit=$unit"
measure "figures of a unit" "statistics/problems?unit=$unit&campaign=$campaign"
measure "report a problem" problems -s "$work/report.lua"
# What a pod has to hold; pages of files can be read again.
awk '/VmHWM|RssAnon|RssFile/ {print $1, int($2 / 1024) " MB"}' "/proc/$pid/status"
