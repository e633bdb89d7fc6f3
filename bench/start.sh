#!/usr/bin/env bash
# Starts packages of the service in turn on one database that is migrated, and tells of each the median of: time and CPU until it has
# answered from the database, and its resident memory after fifty requests. Needs PostgreSQL's programs (Debian: postgresql), jq, bc, curl.
#
#   bench/start.sh 5 jar=target/quarkus-app 'cds=target/quarkus-app -Xshare:auto -XX:TieredStopAtLevel=1'
#   TRAIN=target/quarkus-app bench/start.sh        # instead: writes app.aot into that package, trained on a start and some requests
#
# Each argument is a name, a folder and options for the JVM, which runs in the folder. JAVA_HOME names the JVM, PORT=5580.
# TRAIN_WITH=-XX:ArchiveClassesAtExit=app.jsa writes an archive of AppCDS instead of app.aot; to be named by -XX:SharedArchiveFile=app.jsa.
set -euo pipefail
[ -n "${TRAIN:-}" ] || [ $# -ge 2 ] || { grep '^#  ' "$0" >&2; exit 2; }
cd "$(dirname "$0")/.."
bin=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin | tail -1)}
port=${PORT:-5580}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
pid=
api=http://localhost:$((port + 1))/api/v1
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
begin() {
  cd "$1"
  QUARKUS_DATASOURCE_JDBC_URL="jdbc:postgresql://localhost:$port/qingdan" QUARKUS_DATASOURCE_USERNAME=qingdan QUARKUS_DATASOURCE_PASSWORD=none \
    QUARKUS_HTTP_PORT=$((port + 1)) QUARKUS_MANAGEMENT_PORT=$((port + 2)) QUARKUS_SHUTDOWN_DELAY=0S QINGDAN_RATE_LIMIT_REQUESTS_PER_MINUTE=0 \
    QINGDAN_ADMIN_PASSWORD=$password "$java" -Xmx256m "${@:2}" -jar quarkus-run.jar >"$work/service.log" 2>&1 &
  pid=$!
  cd - >/dev/null
}
until_answered() {
  local until=$((SECONDS + 120))
  until curl -sfo /dev/null "$@"; do
    if ! kill -0 "$pid" || [ $SECONDS -gt $until ]; then cat "$work/service.log" >&2; exit 1; fi
    sleep 0.05
  done
}
login() { curl -sf $api/tokens -H 'Content-Type: application/json' -d "{\"username\":\"${1:-admin}\",\"password\":\"$password\"}" | jq -r .accessToken; }
cpu() { awk -v hz="$(getconf CLK_TCK)" '{print ($14 + $15) / hz}' "/proc/$pid/stat"; }
finish() { kill "$pid"; wait "$pid" || true; pid=; }
some_requests() {
  local i
  for i in $(seq 10); do
    for path in 'units?limit=5' units/count me campaigns problems; do curl -so /dev/null "$api/$path" -H "Authorization: Bearer $token"; done
  done
}
post() { curl -sf "$api/$1" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$2" | jq -r .id; }
# Opens a campaign and reports problems in it, reads them from the lists and the figures, imports and exports: what loads most of the service.
a_short_story() {
  local account role unit campaign batch path tag list problem
  account=$(post accounts "{\"username\":\"trainer\",\"displayName\":\"办公室\",\"password\":\"$password\"}")
  for role in SUPERVISOR REPORTER; do post grants "{\"account\":\"$account\",\"role\":\"$role\"}" >/dev/null; done
  unit=$(post units '{"code":"1","name":"市","kind":"CITY"}')
  post units "{\"code\":\"2\",\"name\":\"区\",\"kind\":\"COUNTY\",\"parent\":\"$unit\"}" >/dev/null
  curl -so /dev/null "$api/imports/units" -H "Authorization: Bearer $token" -H 'Content-Type: text/csv' --data-binary $'code,name,kind,parentCode\n3,县,COUNTY,1'
  token=$(login trainer)
  campaign=$(post campaigns "{\"name\":\"活动\",\"topUnit\":\"$unit\",\"startsOn\":\"2019-09-09\"}")
  batch=$(post "campaigns/$campaign/batches" '{"name":"第一批","startsOn":"2019-09-09"}')
  for path in "campaigns/$campaign" "batches/$batch"; do
    tag=$(curl -si "$api/$path" -H "Authorization: Bearer $token" | tr -d '\r' | sed -n 's/^etag: //Ip')
    curl -sfo /dev/null -X PATCH "$api/$path" -H "Authorization: Bearer $token" -H "If-Match: $tag" -H 'Content-Type: application/merge-patch+json' -d '{"status":"OPEN"}'
  done
  list=$(post problem-lists "{\"batch\":\"$batch\",\"unit\":\"$unit\"}")
  problem=$(post problems "{\"list\":\"$list\",\"title\":\"排水不畅\",\"category\":\"OTHER\"}")
  for path in "problems/$problem" "problems?unit=$unit&q=%E6%8E%92%E6%B0%B4" "problem-lists/$list" "statistics/problems?unit=$unit&campaign=$campaign" "units/$unit/ancestors" exports/units units/nobody; do
    curl -so /dev/null "$api/$path" -H "Authorization: Bearer $token"
  done
}
median() { sort -n | awk '{v[NR] = $1} END {print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2}'; }

if [ -n "${TRAIN:-}" ]; then
  with=${TRAIN_WITH:--XX:AOTCacheOutput=app.aot}
  begin "$TRAIN" "$with"
  until_answered "http://localhost:$((port + 2))/q/health/ready"
  token=$(login)
  some_requests
  a_short_story
  for path in metrics health; do curl -so /dev/null "http://localhost:$((port + 2))/q/$path"; done
  finish
  ls -l "$TRAIN/${with#*=}"
  exit
fi

rounds=$1
shift
read -r -a first <<<"${1#*=}"
begin "${first[@]}"
until_answered "http://localhost:$((port + 2))/q/health/ready"
token=$(login)
finish
for round in $(seq 0 "$rounds"); do
  for variant in "$@"; do
    read -r -a command <<<"${variant#*=}"
    since=$EPOCHREALTIME
    begin "${command[@]}"
    until_answered "$api/units?limit=1" -H "Authorization: Bearer $token"
    answered=$(echo "$EPOCHREALTIME - $since" | bc)
    used=$(cpu)
    some_requests
    memory=$(awk '/VmRSS/ {print $2 / 1024}' "/proc/$pid/status")
    # The first round warms the files.
    [ "$round" = 0 ] || echo "$answered $used $memory" >>"$work/of-${variant%%=*}"
    finish
  done
done
echo "| package | first answer, s | CPU until then, s | RSS, MB |"
echo "|---|---|---|---|"
for variant in "$@"; do
  of="$work/of-${variant%%=*}"
  echo "| ${variant%%=*} | $(cut -d' ' -f1 "$of" | median) | $(cut -d' ' -f2 "$of" | median) | $(cut -d' ' -f3 "$of" | median) |"
done
