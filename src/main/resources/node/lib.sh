# shellcheck shell=bash
# What every node script has at hand. It arrives on the stdin of one `bash -s`, after the quoted
# assignments and before the script itself; the last line is `main PHASE </dev/null`, since a child
# that reads stdin would otherwise swallow the rest of the script.
#
# A script defines check, act, verify and undo. Exit codes: 0 done; 3 missing (the effect is not there
# or not proved); 4 refused (will never work); 75 busy (no attempt: the step waits as long as it may take);
# anything else failed, tried again.
# A result is one line on stdout, `octane-result KEY VALUE`; everything else printed is the log, and the
# last line on stderr is the failure's sentence.

set -Eeuo pipefail

readonly OCTANE_HOME="${OCTANE_ROOT:-}/var/lib/octane"
# all that upgrades of this cluster remember on this node: it goes as a whole
readonly OCTANE_CLUSTER="$OCTANE_HOME/cluster-${ORIG_ID:-0}"
# what this upgrade remembers
readonly OCTANE_STATE="$OCTANE_CLUSTER/upgrade-${UPGRADE:-0}"

# ---- verdicts

verdict() {
  # Programs end with 3, 4 and 75 too (ceph's exit codes are errno, `service x status` says 3):
  # only a code that was spoken here keeps its meaning.
  echo "$1" >"$OCTANE_HOME/verdict.$$" || true
  echo "$2" >&2
  exit "$1"
}
missing() { verdict 3 "$*"; }
refuse() { verdict 4 "$*"; }
busy() { verdict 75 "$*"; }
fail() {
  echo "$*" >&2
  exit 1
}

# result KEY VALUE: stored with the step; keys under `proof.` are sentences for the operator
result() {
  [[ $1 =~ ^[a-z0-9._-]+$ ]] || fail "'$1' is no name of a result"
  printf 'octane-result %s %s\n' "$1" "${2//$'\n'/ }"
}

# ---- the frame

main() {
  local phase=$1
  case $phase in check | act | verify | undo) ;; *) refuse "there is no phase '$phase'" ;; esac
  # Who only looks leaves no trace, not even a folder or a lock; `fail` is the only verdict there.
  if [ "${LOOK_ONLY:-}" = yes ]; then
    check
    return
  fi
  mkdir -p "$OCTANE_HOME/fence"
  chmod 700 "$OCTANE_HOME"
  rm -f "$OCTANE_HOME/verdict.$$" "$OCTANE_HOME/trace.$$"
  trap leave EXIT
  trap 'echo "ended with $?: $BASH_COMMAND" >>"$OCTANE_HOME/trace.$$"' ERR
  # One lock a step: two evacuations may drive one controller at once, two attempts of one step may not.
  exec 9>>"$OCTANE_HOME/fence/${UPGRADE:-0}-${STEP:-0}.lock"
  flock -w 5 9 || busy "another attempt is at work on ${NODE_NAME:-this node}"
  fence
  mkdir -p "$OCTANE_STATE"
  # Children don't inherit the lock: a service started here would keep it for ever.
  "$phase" 9>&-
}

leave() {
  local code=$? spoken=
  [ ! -s "$OCTANE_HOME/verdict.$$" ] || spoken=$(<"$OCTANE_HOME/verdict.$$")
  if [ "$code" -ne 0 ] && [ -z "$spoken" ] && [ -s "$OCTANE_HOME/trace.$$" ]; then head -n 1 "$OCTANE_HOME/trace.$$"; fi
  rm -f "$OCTANE_HOME/verdict.$$" "$OCTANE_HOME/trace.$$"
  case $code in 3 | 4 | 75) [ "$spoken" = "$code" ] || exit 1 ;; esac
  exit "$code"
}

# An attempt that was overtaken (its instance was paused or cut off) changes nothing any more.
fence() {
  local file="$OCTANE_HOME/fence/${UPGRADE:-0}-${STEP:-0}" highest=0
  [ ! -s "$file" ] || highest=$(<"$file")
  [ "${FENCE:-0}" -ge "$highest" ] || refuse "attempt with fence $FENCE was overtaken by one with $highest"
  [ "${FENCE:-0}" -eq "$highest" ] || replace "$file" 600 <<<"$FENCE"
}

# exclusive NAME COMMAND…: never beside another of the same NAME, not even beside what a killed attempt
# left running: unlike the lock of `main` this one is inherited, so it ends with the last child.
exclusive() {
  local name=$1
  shift
  (
    flock -w 20 8 || busy "$name of an earlier attempt is still running"
    "$@"
  ) 8>>"$OCTANE_HOME/$name.lock"
}

# ---- files: whole, atomic replacement

# replace PATH MODE: stdin becomes the file, owner as before, nothing kept
replace() {
  local path=$1 mode=$2 new
  new="$(dirname "$path")/.$(basename "$path").octane-new"
  rm -f "$new"
  (umask 077 && cat >"$new")
  [ ! -e "$path" ] || chown --reference="$path" "$new"
  chmod "$mode" "$new"
  mv -f "$new" "$path"
}

# Where the file as it was before Octane is kept: beside it, except that in interfaces.d every visible
# file is read, so a copy there has to be hidden.
before_of() {
  case $1 in
    */interfaces.d/*) echo "$(dirname "$1")/.$(basename "$1").octane-before" ;;
    *) echo "$1.octane-before" ;;
  esac
}

# put_file PATH MODE: as `replace`, and keeps what was there before Octane (a file that wasn't there
# leaves an empty mark with the ending .absent, so that restore_file removes it again)
put_file() {
  local path=$1 before
  before=$(before_of "$path")
  if [ ! -e "$before" ] && [ ! -e "$before.absent" ]; then
    if [ -e "$path" ]; then
      cp -p "$path" "$before.new"
      mv -f "$before.new" "$before"
    else
      : >"$before.absent"
    fi
  fi
  replace "$path" "$2"
}

# restore_file PATH: the file is again what it was before Octane; nothing happens if it was never put. What a
# killed attempt left half written goes.
restore_file() {
  local before
  before=$(before_of "$1")
  rm -f "$before.new" "$(dirname "$1")/.$(basename "$1").octane-new"
  if [ -e "$before" ]; then
    mv -f "$before" "$1"
  elif [ -e "$before.absent" ]; then
    rm -f "$1" "$before.absent"
  fi
}

# keep_file PATH: what is there now is the new normal; nothing of before is kept
keep_file() {
  local before
  before=$(before_of "$1")
  rm -f "$before" "$before.absent"
}

# ---- memory of this upgrade on this node: small files of mode 600

remember() { replace "$OCTANE_STATE/$1" 600; }
remembers() { [ -e "$OCTANE_STATE/$1" ]; }
recall() { if [ -e "$OCTANE_STATE/$1" ]; then cat "$OCTANE_STATE/$1"; fi; }
forget() { rm -f "$OCTANE_STATE/$1" "$OCTANE_STATE/.$1.octane-new"; }

# ---- memory of the pair of clusters on this node: stages may run as upgrades of their own

readonly OCTANE_PAIR="$OCTANE_CLUSTER/seed-${SEED_ID:-0}"

note() {
  mkdir -p "$OCTANE_PAIR"
  replace "$OCTANE_PAIR/$1" 600
}
noted() { [ -e "$OCTANE_PAIR/$1" ]; }
notes() { if noted "$1"; then cat "$OCTANE_PAIR/$1"; fi; }
unnote() { rm -f "$OCTANE_PAIR/$1" "$OCTANE_PAIR/.$1.octane-new"; }

# sweep: what this step and those after it left on the node goes: dumps, notes, fences and jobs that have ended. For
# the undo of a step before which this upgrade changed nothing here; what a step before it remembers stays.
sweep() {
  local path id
  for path in "$OCTANE_HOME"/{jobs,fence}/"${UPGRADE:-0}"-*; do
    # `4-17`, `4-17.lock`, and what else is named after a step
    id=${path##*/"${UPGRADE:-0}"-}
    id=${id%%[!0-9]*}
    [ -e "$path" ] && [ "${id:-0}" -ge "${STEP:-0}" ] || continue
    # the folder of a job of this very step may be in use
    case $path in "$OCTANE_HOME/jobs/${UPGRADE:-0}-${STEP:-0}"*) ;; *) rm -rf "$path" ;; esac
  done
  for path in "$OCTANE_HOME"/{verdict,trace}.*; do
    # of an attempt that was killed
    kill -0 "${path##*.}" 2>/dev/null || rm -f "$path"
  done
  forget "before-${WHAT:-}"
  find "$OCTANE_STATE" -mindepth 1 -maxdepth 1 ! -name 'before-*' -exec rm -rf {} +
  rm -f "$OCTANE_HOME"/{dump,restore,migrate,pack,unpack,apt,compute-services}.lock
  rmdir "$OCTANE_STATE" "$OCTANE_CLUSTER"/seed-* "$OCTANE_CLUSTER" "$OCTANE_HOME"/shared/* "$OCTANE_HOME/shared" \
    "$OCTANE_HOME/jobs" 2>/dev/null || true
}

# ---- what the upgrades of several clusters use on the Fuel master

# share NAME: the upgrade of this cluster uses it from now on (prepare and cleanup-fuel may be upgrades of their
# own); so does whoever prepares the master without any cluster
share() {
  mkdir -p "$OCTANE_HOME/shared/$1"
  : >"$OCTANE_HOME/shared/$1/$(sharer)"
}
shares() { [ -e "$OCTANE_HOME/shared/$1/$(sharer)" ]; }
sharer() { if [ "${ORIG_ID:-0}" = 0 ]; then echo operator; else echo "cluster-$ORIG_ID"; fi; }

# unshare NAME: this cluster's upgrade is done with it; true if nobody else uses it. An operator who cleans up the
# master without naming a cluster speaks for all.
unshare() {
  if [ "$(sharer)" = operator ]; then
    rm -rf "$OCTANE_HOME/shared/$1"
  else
    rm -f "$OCTANE_HOME/shared/$1/$(sharer)"
  fi
  [ -z "$(ls "$OCTANE_HOME/shared/$1" 2>/dev/null)" ]
}

# unshared NAME: neither this cluster's upgrade nor one it speaks for uses it
unshared() {
  if [ "$(sharer)" = operator ]; then
    [ -z "$(ls "$OCTANE_HOME/shared/$1" 2>/dev/null)" ]
  else
    [ ! -e "$OCTANE_HOME/shared/$1/$(sharer)" ]
  fi
}

# used NAME: somebody uses it
used() { [ -n "$(ls "$OCTANE_HOME/shared/$1" 2>/dev/null)" ]; }

# ---- Astute's RabbitMQ, on the Fuel master

# On masters of Fuel 6 to 8 the broker lives in a container.
broker() {
  if command -v dockerctl >/dev/null; then dockerctl shell rabbitmq "$@"; else "$@"; fi
}

# Octane's queue gets a copy of each reply of Astute: one that is lost would be waited for until its deadline. Over AMQP
# 1.0 nobody can declare a durable queue, hence in RabbitMQ's own words, which 3.3 to 3.6 share.
readonly REPLY_QUEUE_MADE="$OCTANE_HOME/reply-queue-made-by-octane"
readonly REPLY_QUEUE='Queue = rabbit_misc:r(<<"/">>, queue, <<"octane">>)'
readonly REPLY_BINDING='{binding, rabbit_misc:r(<<"/">>, exchange, <<"nailgun">>), <<"nailgun">>, Queue, []}'

# has_replies: a durable queue, bound to where Astute's replies go
has_replies() {
  shows $'^octane\ttrue$' broker rabbitmqctl -q list_queues name durable &&
    shows $'^nailgun\toctane\tnailgun$' broker rabbitmqctl -q list_bindings source_name destination_name routing_key
}

# has_reply_queue: of whatever kind; no answer is neither yes nor no
has_reply_queue() {
  local queues
  queues=$(broker rabbitmqctl -q list_queues name) || fail "RabbitMQ does not say which queues it has"
  grep -qx octane <<<"$queues"
}

make_reply_queue() {
  ! has_replies || return 0
  has_reply_queue || : >"$REPLY_QUEUE_MADE"
  broker rabbitmqctl -q eval \
    "$REPLY_QUEUE, rabbit_amqqueue:declare(Queue, true, false, [], none), rabbit_binding:add($REPLY_BINDING)."
  wait_until 10 has_replies ||
    fail "RabbitMQ has no queue octane that is bound to exchange nailgun: Astute makes the exchange; does it run?"
}

# remove_reply_queue: with its binding, if Octane made it; never with replies in it
remove_reply_queue() {
  [ -e "$REPLY_QUEUE_MADE" ] || return 0
  if has_reply_queue; then
    broker rabbitmqctl -q eval \
      "$REPLY_QUEUE, {ok, Found} = rabbit_amqqueue:lookup(Queue), rabbit_amqqueue:delete(Found, false, true)."
    ! has_reply_queue || busy "replies of Astute wait in RabbitMQ's queue octane"
  fi
  rm -f "$REPLY_QUEUE_MADE"
}

# ---- OpenStack's clients

# cloud COMMAND…: a client with the administrator's credentials, which stay in its environment
cloud() (
  set +u
  # shellcheck source=/dev/null
  . "${OCTANE_ROOT:-}/root/openrc"
  "$@"
)

# columns NAME…: of a client's table on stdin the named columns, tab separated, without the header.
# All but the first are counted from the right: the names that tenants give may hold a `|`.
columns() {
  NAMES=$(printf '%s|' "$@") awk -F'|' '
    /^\+/ || NF < 3 { next }
    { for (i = 2; i < NF; i++) gsub(/^ +| +$/, "", $i) }
    !header {
      header = NF; wanted = split(ENVIRON["NAMES"], name, "|") - 1
      for (w = 1; w <= wanted; w++) {
        for (i = 2; i < NF; i++) if ($i == name[w]) at[w] = i
        if (!at[w]) { print "the table has no column " name[w] >"/dev/stderr"; exit 1 }
      }
      next
    }
    {
      for (w = 1; w <= wanted; w++) printf "%s%s", (w > 1 ? "\t" : ""), $(at[w] == 2 ? 2 : at[w] + NF - header)
      print ""
    }'
}

# of_host NAME: of lines whose first column is a host, those of NAME, whether or not a domain follows it
of_host() { awk -F'\t' -v name="$1" '$1 == name || index($1, name ".") == 1'; }

# ---- waiting and words

# wait_until SECONDS COMMAND…: asks five times a second, 1 if it never came true
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

# shows PATTERN COMMAND…: a line of the command's output matches. Not through a pipe: `grep -q` breaks off
# at the first match, and a program that still writes then would count as failed.
shows() {
  local text
  text=$("${@:2}") || return 1
  grep -qE -e "$1" <<<"$text"
}

# has WORD LIST: WORD is one of the space separated LIST
has() { [[ " $2 " == *" $1 "* ]]; }

# value_of NAME LIST: `node-4` of `node-4=10.0.0.4 node-5=10.0.0.5`
value_of() {
  local pair
  for pair in $2; do
    if [ "${pair%%=*}" = "$1" ]; then
      echo "${pair#*=}"
      return 0
    fi
  done
  return 1
}

# first WORD…: the first of a list
first() { echo "${1:-}"; }

# openstack_name VERSION: juno of 2014.2.2-6.1; also the name of the level its nova speaks over RPC
openstack_name() {
  case $1 in
    2013.2* | *-5.0) echo havana ;;
    2014.1*) echo icehouse ;;
    2014.2*) echo juno ;;
    2015.1*) echo kilo ;;
    liberty-*) echo liberty ;;
    mitaka-*) echo mitaka ;;
    newton-*) echo newton ;;
    *) refuse "the OpenStack release of version '$1' is unknown" ;;
  esac
}

# ---- pacemaker. Commands return before anything has happened and exit 0 after a failed stop; only
# crm_mon's XML tells the truth.

cluster_up() { crm_mon --as-xml >/dev/null 2>&1; }

# resource_states: a line `TOP ID ROLE ACTIVE BLOCKED FAILED` per instance; TOP is its clone or group, or itself
resource_states() {
  crm_mon --as-xml | awk '
    function value(name,   text) {
      if (!match($0, "[ ]" name "=\"[^\"]*\"")) return "-"
      text = substr($0, RSTART, RLENGTH)
      sub(/^[^"]*"/, "", text)
      sub(/"$/, "", text)
      return text
    }
    /<resources>/ { inside = 1 }
    /<\/resources>/ { inside = 0 }
    !inside { next }
    /<(clone|group|bundle) / { if (depth++ == 0) top = value("id") }
    /<\/(clone|group|bundle)>/ { depth-- }
    /<resource / {
      id = value("id")
      sub(/:[0-9]+$/, "", id)
      print (depth > 0 ? top : id), id, value("role"), value("active"), value("blocked"), value("failed")
    }'
}

# resources_active NAMES / resources_stopped NAMES: is every one of them active somewhere / none anywhere
resources_active() {
  local states name
  states=$(resource_states) || return 1
  for name in $1; do
    awk -v n="$name" '($1 == n || $2 == n) && $4 == "true" && $6 != "true" { found = 1 } END { exit !found }' \
      <<<"$states" || return 1
  done
}
resources_stopped() {
  local states top id role active blocked failed running=no
  states=$(resource_states) || return 1
  while read -r top id role active blocked failed; do
    has "$top" "$1" || has "$id" "$1" || continue
    if [ "$blocked" = true ] || [ "$failed" = true ]; then
      fail "pacemaker failed to stop $id ($role, blocked: $blocked); look at its log, then: pcs resource cleanup $id"
    fi
    [ "$active" != true ] || running=yes
  done <<<"$states"
  [ "$running" = no ]
}

# ---- services of OpenStack under upstart, and apache, which serves keystone and horizon

openstack_jobs() {
  initctl list | awk '$1 ~ /^(nova|keystone|heat|neutron|cinder|glance)/ && $2 ~ /^start\/running/ { print $1 }'
}

services_list() { echo "$OCTANE_PAIR/services"; }

openstack_stopped() { [ -z "$(openstack_jobs)" ] && ! service apache2 status >/dev/null 2>&1; }

openstack_started() {
  local running name
  running=$(openstack_jobs)
  while read -r name; do
    if [ "$name" = apache2 ]; then
      service apache2 status >/dev/null 2>&1 || return 1
    else
      has "$name" "${running//$'\n'/ }" || return 1
    fi
  done <"$(services_list)"
}

# Stops what runs, all at once, after it was written down; run again it adds to the list what still ran.
stop_openstack() {
  local name
  {
    notes services
    openstack_jobs
    if service apache2 status >/dev/null 2>&1; then echo apache2; fi
  } | sort -u | note services
  for name in $(openstack_jobs); do
    stop "$name" >/dev/null &
  done
  service apache2 stop || true
  wait
  wait_until 60 openstack_stopped || fail "still running: $(openstack_jobs | tr '\n' ' ')"
}

# Starts what stop_openstack wrote down. The list stays: whoever starts again finds everything running.
start_openstack() {
  local running name
  [ -e "$(services_list)" ] || return 0
  running=$(openstack_jobs)
  while read -r name; do
    if [ "$name" = apache2 ]; then
      service apache2 start >/dev/null &
    elif ! has "$name" "${running//$'\n'/ }"; then
      start "$name" >/dev/null &
    fi
  done <"$(services_list)"
  wait
  wait_until 60 openstack_started || fail "not running after the start: $(not_started)"
}

not_started() {
  local running
  running=$(openstack_jobs)
  grep -vxF -e apache2 -f <(echo "$running") "$(services_list)" | tr '\n' ' ' || true
}

# ---- MySQL. Root's password is in root's .my.cnf, never on a command line.

# The statement's answer, columns separated by tabs
sql() { mysql --batch --skip-column-names -e "$1"; }

# Those of OpenStack's databases that there are
openstack_databases() {
  local all name
  all=$(sql 'SHOW DATABASES')
  for name in nova keystone heat neutron cinder glance; do
    if has "$name" "${all//$'\n'/ }"; then echo "$name"; fi
  done
}

# measure DATABASE…: a line `database.table ROWS CHECKSUM` per table; all databases at once
measure() {
  local database folder
  folder=$(mktemp -d "$OCTANE_STATE/measure.XXXXXX")
  for database in "$@"; do
    (measure_one "$database" >"$folder/$database.part" && mv "$folder/$database.part" "$folder/$database") &
  done
  wait
  for database in "$@"; do
    [ -e "$folder/$database" ] || fail "$database could not be counted"
    cat "$folder/$database"
  done
  rm -rf "$folder"
}

measure_one() {
  local tables table counts='' sums='' rows checksums
  tables=$(sql "SELECT table_name FROM information_schema.tables WHERE table_schema='$1'" | sort)
  [ -n "$tables" ] || return 0
  for table in $tables; do
    counts+="SELECT COUNT(*) FROM \`$1\`.\`$table\`; "
    sums+="${sums:+, }\`$1\`.\`$table\`"
  done
  rows=$(sql "$counts")
  checksums=$(sql "CHECKSUM TABLE $sums" | cut -f2)
  paste -d' ' <(sed "s/^/$1./" <<<"$tables") <(echo "$rows") <(echo "$checksums")
}

# differ_from FILE: the tables that are not as `measure` found them when it wrote that file. Of a table that was
# moving then only the existence is compared.
differ_from() {
  local here
  # shellcheck disable=SC2046 # a list of names
  here=$(measure $(cut -d. -f1 "$1" | uniq))
  awk 'NR == FNR { here[$1] = $0; next }
    $3 == "moving" ? !($1 in here) : here[$1] != $0 { print $1 }' <(echo "$here") "$1"
}

# load_databases FILE: a whole dump into MySQL. A failing statement holds table data: only its head is kept.
load_databases() {
  local complaint="$OCTANE_STATE/mysql.err" code=0 why
  gzip -dc "$1" | mysql 2>"$complaint" || code=$?
  why=$(grep -oE '^ERROR [0-9]+ \([^)]*\)( at line [0-9]+)?' "$complaint" | tail -n 1) || true
  rm -f "$complaint"
  [ "$code" -eq 0 ] || fail "the dump could not be restored: ${why:-mysql ended with $code}"
}

# whole_dump FILE: mysqldump's last line is the only mark of a whole one; a cut one restores without an error
whole_dump() { gzip -dc "$1" 2>/dev/null | tail -n 5 | grep -q '^-- Dump completed'; }

# ---- Ceph. Without quorum it hangs for ever unless told how long to wait; it prints some answers to stderr.

ask_ceph() { ceph --connect-timeout 10 "$@"; }

# Whether this node's monitor runs, told by its store's lock: that is also what a copy of the store needs free.
# Not to be asked while one starts: the question holds the lock for a moment.
monitor_up() {
  local words map="$OCTANE_STATE/monmap.probe"
  [ -d "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME" ] || return 1
  if words=$(ceph-mon -i "$NODE_NAME" --extract-monmap "$map" 2>&1); then
    rm -f "$map"
    return 1
  fi
  case $words in
    *'temporarily unavailable'*) return 0 ;;
    *) fail "the store of $NODE_NAME's monitor can't be read: $(tail -n 1 <<<"${words%%$'\n'}" | cut -c1-300)" ;;
  esac
}

# The names in quorum, one a line. HEALTH hides a dead monitor for a minute after a new map.
quorum() {
  ask_ceph quorum_status -f json | sed -n 's/.*"quorum_names": *\[\([^]]*\)\].*/\1/p' | tr -d '" ' | tr ',' '\n'
}

quorum_of() {
  local names name
  names=$(quorum 2>/dev/null) || return 1
  for name in $1; do
    has "$name" "${names//$'\n'/ }" || return 1
  done
}

# The ids of the OSDs in one line, sorted
osd_ids() {
  ask_ceph osd tree -f json | grep -oE '"name": ?"osd\.[0-9]+"' | grep -oE '[0-9]+' | sort -n | tr '\n' ' ' | sed 's/ $//'
}

# noout_set: whether Ceph has the flag. No answer is neither yes nor no: nothing goes on without one.
noout_set() {
  local dump flags
  dump=$(ask_ceph osd dump) || fail "Ceph does not answer"
  flags=$(grep '^flags' <<<"$dump") || fail "Ceph does not say which flags are set"
  [[ ",${flags#flags }," == *,noout,* ]]
}

# set_noout NOTE: sets it, after it was noted who had: an operator's flag stays in the end
set_noout() {
  noted "$1" || if noout_set; then note "$1" <<<operator; else note "$1" <<<octane; fi
  noout_set || ask_ceph osd set noout
}

# take_noout_back NOTE: as it was before set_noout
take_noout_back() {
  if [ "$(notes "$1")" = octane ]; then
    ! noout_set || ask_ceph osd unset noout
    ! noout_set || fail "Ceph's flag noout is still set"
  fi
  unnote "$1"
}

# client_keys FOLDER: the keyrings of Ceph's clients in it; RadosGW's is Fuel's keyring.radosgw.gateway
client_keys() {
  local file
  for file in "$1"/*.keyring "$1"/keyring.*; do
    case ${file##*/} in *.octane-*) ;; *) [ ! -e "$file" ] || echo "${file##*/}" ;; esac
  done
}

# has_gateway: RadosGW is one of this node's services
has_gateway() { client_keys "${OCTANE_ROOT:-}/etc/ceph" | grep -c '^keyring\.radosgw\.' >/dev/null; }

# upstart or the old init script, whichever the monitor's directory is marked for
start_monitor() {
  if [ -e "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME/sysvinit" ]; then
    service ceph start "mon.$NODE_NAME"
  else
    start ceph-mon "id=$NODE_NAME"
  fi
}
stop_monitor() {
  if [ -e "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME/sysvinit" ]; then
    service ceph stop "mon.$NODE_NAME" || true
  else
    stop ceph-mon "id=$NODE_NAME" || true
  fi
  wait_until 30 monitor_gone || fail "the monitor of $NODE_NAME doesn't stop"
}
monitor_gone() { ! monitor_up; }

# ---- the level nova speaks over RPC: a block of Octane's own inside the section [upgrade_levels]

nova_conf() { echo "${OCTANE_ROOT:-}/etc/nova/nova.conf"; }

# pinned_level: what Octane's block says, nothing without one
pinned_level() {
  sed -n '/^# octane: begin/,/^# octane: end/s/^compute=//p' "$(nova_conf)"
}

# without_pin FILE: its text as it was before pin_level
without_pin() {
  sed -e '/^# octane: begin/,/^# octane: end/d' -e 's/^# octane: aside: //' "$1"
}

# with_pin LEVEL FILE: its text with the level pinned. A line of somebody else's in that section is set aside.
with_pin() {
  without_pin "$2" | awk -v level="$1" '
    { line[NR] = $0 }
    /^\[upgrade_levels\][ \t]*$/ { section = NR }
    !header && /^\[/ { header = NR }
    END {
      if (!NR || !header) header = NR + 1
      for (i = 1; i <= NR + 1; i++) {
        if (!section && i == header) {
          print "# octane: begin, section"
          print "[upgrade_levels]"
          print "compute=" level
          print "# octane: end"
        }
        if (i > NR) break
        if (line[i] ~ /^\[/) inside = (i == section)
        if (inside && line[i] ~ /^compute[ \t]*=/) print "# octane: aside: " line[i]
        else print line[i]
        if (i == section) {
          print "# octane: begin"
          print "compute=" level
          print "# octane: end"
        }
      }
    }'
}

# ---- the links among the seed's controllers, as long as they are isolated: GRE between their addresses in the
# admin network, the first is the hub

readonly BRIDGES="br-ex br-mgmt"

# OVS only where the bridge is one already or nothing else is there: since 6.1 Fuel makes both with brctl.
on_ovs() { is_ovs "$1" || { ! command -v brctl >/dev/null && command -v ovs-vsctl >/dev/null; }; }

# links: one line `bridge port remote key` for every GRE end of this node
links() {
  local hub position=0 index=0 name bridge peer remote
  hub=$(first $SEED_CONTROLLERS)
  for name in $SEED_CONTROLLERS; do
    position=$((position + 1))
    if [ "$name" = "$hub" ]; then continue; fi
    if [ "$NODE_NAME" = "$hub" ]; then peer=$name; elif [ "$NODE_NAME" = "$name" ]; then peer=$hub; else continue; fi
    remote=$(admin_address "$peer")
    index=0
    for bridge in $BRIDGES; do
      index=$((index + 1))
      link "$bridge" "$remote" "$position" "$((SEED_ID * 100 + position * 10 + index))"
    done
  done
}

link() {
  if on_ovs "$1"; then
    echo "$1 $1--gre-$2 $2 $4"
  else
    echo "$1 gre$3-$4 $2 $4"
  fi
}

admin_address() {
  value_of "$1" "$SEED_CONTROLLER_ADMIN_ADDRESSES" || refuse "the admin address of $1 is unknown"
}

exists() { ip -o link show dev "$1" >/dev/null 2>&1; }

is_up() { shows '<([^>]*,)?UP[,>]' ip -o link show dev "$1" 2>/dev/null; }

# a GRE port of Open vSwitch is no device of its own
linked() { has_port "$1" "$2" && { is_ovs "$1" || is_up "$2"; }; }

# not_linked: the links of this node that aren't there, one a line
not_linked() {
  local bridge port wanted
  wanted=$(links)
  while read -r bridge port _; do
    [ -z "$bridge" ] || linked "$bridge" "$port" || echo "$bridge $port"
  done <<<"$wanted"
}

add_links() {
  local bridge port remote key wanted
  wanted=$(links)
  while read -r bridge port remote key; do
    [ -z "$bridge" ] || linked "$bridge" "$port" || add_link "$bridge" "$port" "$remote" "$key"
  done <<<"$wanted"
}

add_link() {
  local bridge=$1 port=$2 remote=$3 key=$4
  if on_ovs "$bridge"; then
    vsctl --may-exist add-port "$bridge" "$port" \
      -- set Interface "$port" type=gre "options:remote_ip=$remote" "options:key=$key"
  else
    exists "$port" || ip link add "$port" type gretap remote "$remote" local "$(admin_address "$NODE_NAME")" key "$key"
    attach "$bridge" "$port"
  fi
}

# ways_out BRIDGE: network cards, bonds and their VLANs, and patches to an OVS bridge that holds one
ways_out() {
  bridge_ports "$1" | grep -vE '^gre[0-9]|--gre-' | grep -E '^(eth|en[opsx]|em|ib|bond|p[0-9]+p)[0-9]|\.[0-9]+$|--br-(eth|bond)' || true
}

# announce BRIDGE…: the neighbours still know another's hardware address for ours; without a word from us they'd
# ask only after a while
announce() {
  local bridge address device namespace
  command -v arping >/dev/null || return 0
  for bridge in "$@"; do
    for address in $(ip -o -4 addr show "$bridge" | awk '{ sub("/.*", "", $4); print $4 }'); do
      arping -c 1 -A -I "$bridge" "$address" >/dev/null 2>&1 &
    done
  done
  for namespace in $(ip netns list | cut -d' ' -f1); do
    ip netns exec "$namespace" ip -4 addr show | awk '$1 == "inet" { sub("/.*", "", $2); print $2, $NF }' |
      while read -r address device; do
        case $address in 127.*) ;; *) ip netns exec "$namespace" arping -c 1 -A -I "$device" "$address" >/dev/null 2>&1 & ;; esac
      done
  done
  wait
}

# ---- who answers for an address

# answers ADDRESS DEVICE: the hardware addresses that answer, without this node's own: its VIPs are in a namespace that a
# pair of devices joins to the bridge, so it hears itself
answers() {
  arping -c 3 -w 3 -I "$2" "$1" | grep -oiE '([0-9a-f]{2}:){5}[0-9a-f]{2}' | tr 'A-F' 'a-f' | sort -u |
    grep -vxF -f <(own_macs) || true
}

# own_macs: the hardware addresses of this very node, in whatever namespace
own_macs() {
  local space
  for space in "" $(spaces); do
    # shellcheck disable=SC2086 # words of a command
    ${space:+ip netns exec $space} ip -o link show || true
  done | sed -n 's!.*link/ether \([0-9a-fA-F:]*\).*!\1!p' | tr 'A-F' 'a-f' | sort -u
}

spaces() { ip netns list 2>/dev/null | awk '{ print $1 }'; }

# own ADDRESS: the address is on this very node, in whatever namespace
own() {
  local space
  for space in "" $(spaces); do
    # shellcheck disable=SC2086 # words of a command
    if shows "inet ${1//./\\.}/" ${space:+ip netns exec $space} ip -o -4 addr show; then return 0; fi
  done
  return 1
}

# ---- HTTP

# http_code URL: 000 if nobody answers
http_code() { curl -s -k -o /dev/null -w '%{http_code}' --max-time 5 "$1" || true; }

# ---- haproxy's files

readonly HAPROXY="${OCTANE_ROOT:-}/etc/haproxy"
readonly PAGE='use_backend maintenance if TRUE'

mode_of_defaults() {
  awk '/^defaults/ { d = 1; next } /^[a-z]/ { d = 0 } d && $1 == "mode" { m = $2 } END { print m ? m : "http" }' \
    "$HAPROXY/haproxy.cfg"
}

# sections FILE WHAT: the file with the page (WHAT=page), or the URLs that will be closed (WHAT=urls). haproxy sends
# requests on to https before it chooses a backend: such a URL is never closed, nor does it reach any service.
sections() {
  awk -v what="$2" -v page="  $PAGE" -v defaults="$(mode_of_defaults)" '
    function flush(   i, last) {
      if (what == "urls") {
        if (closable() && !away)
          for (i = 1; i <= urls; i++) if (!plain_away || url[i] ~ /^https:/) print url[i]
      } else {
        last = n
        while (last > 0 && text[last] ~ /^[ \t]*$/) last--
        for (i = 1; i <= last; i++) print text[i]
        if (closable() && !paged) print page
        for (; i <= n; i++) print text[i]
      }
      n = 0; urls = 0; paged = 0; away = 0; plain_away = 0; mode = defaults; kind = ""
    }
    function closable() { return (kind == "listen" || kind == "frontend") && mode == "http" && tolower(name) != "stats" }
    BEGIN { mode = defaults }
    /^(global|defaults|listen|frontend|backend|peers|userlist)([ \t]|$)/ { flush(); kind = $1; name = $2 }
    $1 == "mode" { mode = $2 }
    $1 == "bind" { url[++urls] = ($0 ~ / ssl( |$)/ ? "https://" : "http://") $2 "/" }
    $1 == "redirect" || ($1 == "http-request" && $2 == "redirect") {
      if (!/ (if|unless) /) away = 1
      else if (/ if +! *[{] *ssl_fc *[}]/ || / unless +[{] *ssl_fc *[}]/) plain_away = 1
    }
    $1 == "use_backend" && $2 == "maintenance" { paged = 1 }
    { text[++n] = $0 }
    END { flush() }' "$1"
}

# The URLs that haproxy serves by HTTP for services of OpenStack
api_urls() {
  local file
  for file in "$HAPROXY"/conf.d/*.cfg; do
    if [ -e "$file" ]; then sections "$file" urls; fi
  done | sort -u
}

# keystone_answers: on both virtual addresses, by TLS where haproxy wants it; nobody vouches for the certificate there
keystone_answers() {
  local vip url urls
  urls=$(api_urls)
  for vip in "$MANAGEMENT_VIP" "$PUBLIC_VIP"; do
    url=http://$vip:5000/
    if has "https://$vip:5000/" "${urls//$'\n'/ }"; then url=https://$vip:5000/; fi
    [[ $(http_code "${url}v2.0/") =~ ^[23] ]] || return 1
  done
}

# ---- bridges, of Linux or of Open vSwitch. Nothing of them is idempotent, so look first; ovs-vsctl waits for
# ever without --timeout.

vsctl() { ovs-vsctl --timeout=10 "$@"; }

is_ovs() { command -v ovs-vsctl >/dev/null && vsctl br-exists "$1" 2>/dev/null; }

# The ports of a bridge, one a line
bridge_ports() {
  if is_ovs "$1"; then
    vsctl list-ports "$1"
  else
    brctl show "$1" | awk 'NR == 2 && NF > 3 { print $4 } NR > 2 && NF == 1 { print $1 }'
  fi
}

# has_port BRIDGE PORT
has_port() {
  local ports
  ports=$(bridge_ports "$1")
  has "$2" "${ports//$'\n'/ }"
}

attach() {
  if ! has_port "$1" "$2"; then
    if is_ovs "$1"; then vsctl --may-exist add-port "$1" "$2"; else brctl addif "$1" "$2"; fi
  fi
  ip link set up dev "$2"
}

detach() {
  if ! has_port "$1" "$2"; then return 0; fi
  if is_ovs "$1"; then vsctl --if-exists del-port "$1" "$2"; else brctl delif "$1" "$2"; fi
}

# The interface's file; what is read at the next boot
ifcfg() { echo "${OCTANE_ROOT:-}/etc/network/interfaces.d/ifcfg-$1"; }

# keep_ports BRIDGE PORTS: the bridge comes up with these ports after a reboot too
keep_ports() {
  local file
  file=$(ifcfg "$1")
  [ -e "$file" ] || return 0
  awk -v ports="$2" '
    /^[ \t]*bridge_ports/ { if (!done++) print "bridge_ports " ports; next }
    { print }
    END { if (!done) print "bridge_ports " ports }' "$file" | put_file "$file" 644
}
