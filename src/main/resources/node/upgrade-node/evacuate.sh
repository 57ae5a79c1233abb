# shellcheck shell=bash source-path=SCRIPTDIR
# The running VMs of $SUBJECT move to other computes; nova puts no new ones there. Runs on a controller.
# With LIVE_MIGRATION=false the VMs are left where they are: stop-vms follows.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/openstack.sh

readonly WANTED_AT_ONCE=${MIGRATIONS_AT_ONCE:-4}

service() {
  as_admin nova service-list --binary nova-compute | table_columns Host Status State | of_host "$SUBJECT"
}

# `ID STATUS` of what nova has on the host
vms() { as_admin nova list --all-tenants 1 --host "$HOST" | table_columns ID Status; }
with_status() { awk -F'\t' -v wanted="$1" 'index(wanted, "|" $2 "|") { print $1 }'; }
words() { echo "${1//$'\n'/ }"; }

find_host() {
  local line
  line=$(service)
  HOST=${line%%$'\t'*}
  [ -n "$HOST" ] || refuse "nova knows no compute service on $SUBJECT"
  line=${line#*$'\t'}
  STATUS=${line%%$'\t'*}
}

check() {
  local left
  find_host
  [ "$STATUS" = disabled ] || missing "nova may still schedule VMs to $SUBJECT"
  [ "${LIVE_MIGRATION:-true}" = true ] || return 0
  left=$(vms | awk -F'\t' '$2 !~ /^(SHUTOFF|SHELVED|SHELVED_OFFLOADED|DELETED|SOFT_DELETED)$/')
  [ -z "$left" ] || missing "$(grep -c . <<<"$left") VMs are still on $SUBJECT"
  result vms-left "$(vms | grep -c . || true)"
}

act() {
  find_host
  refuse_unmovable
  # Two nodes of a batch are evacuated at once: one must not disable what the other counts on.
  exclusive compute-services disable
  [ "${LIVE_MIGRATION:-true}" = true ] || { echo "the VMs of $SUBJECT will be stopped"; return 0; }
  wait_until "${EVACUATION_SECONDS:-3600}" evacuated || fail "VMs are still on $SUBJECT: $(words "$(vms | with_status '|ACTIVE|MIGRATING|')")"
}

refuse_unmovable() {
  local list
  list=$(vms | with_status '|ERROR|')
  [ -z "$list" ] || refuse "VMs of $SUBJECT are in status ERROR: $(words "$list"). Repair or delete them"
  list=$(vms | with_status '|PAUSED|SUSPENDED|RESCUE|VERIFY_RESIZE|UNKNOWN|')
  [ -z "$list" ] || refuse "VMs of $SUBJECT are neither running nor stopped: $(words "$list"). Resume, unpause or stop them"
}

disable() {
  local others
  find_host
  [ "$STATUS" != disabled ] || return 0
  others=$(as_admin nova service-list --binary nova-compute | table_columns Host Status State |
    awk -F'\t' -v host="$HOST" '$1 != host && $2 == "enabled" && $3 == "up"' | grep -c . || true)
  [ "$others" -gt 0 ] || refuse "$SUBJECT has the last enabled nova-compute: its VMs have no other host"
  # A service that the operator had disabled stays so in the end.
  remember_for_pair "enabled-$SUBJECT" <<<"$HOST"
  as_admin nova service-disable "$HOST" nova-compute
}

# one round: true when nothing is left to move
evacuated() {
  local list moving todo id
  # an `until` around it: bash would go on after a failure of the client, with nothing to move
  list=$(vms) || return 1
  todo=$(with_status '|ERROR|' <<<"$list")
  [ -z "$todo" ] || refuse "migration left VMs in status ERROR: $(words "$todo"). Repair them and retry"
  moving=$(with_status '|MIGRATING|' <<<"$list" | grep -c . || true)
  todo=$(with_status '|ACTIVE|' <<<"$list")
  [ -n "$todo" ] || { [ "$moving" -eq 0 ] && settled "$list"; return; }
  for id in $todo; do
    [ "$moving" -lt "$WANTED_AT_ONCE" ] || break
    as_admin nova live-migration "$id" || echo "nova does not migrate $id now"
    moving=$((moving + 1))
  done
  return 1
}

# neither is anything being built, rebooted or resized
settled() { [ -z "$(awk -F'\t' '$2 !~ /^(SHUTOFF|SHELVED|SHELVED_OFFLOADED|DELETED|SOFT_DELETED)$/' <<<"$1")" ]; }

verify() { check; }

# VMs that moved stay where they are: they run.
undo() {
  remembers_for_pair "enabled-$SUBJECT" || { forget_for_pair "enabled-$SUBJECT"; return 0; }
  as_admin nova service-enable "$(recall_for_pair "enabled-$SUBJECT")" nova-compute
  [ "$(service | cut -f2)" = enabled ] || fail "nova still schedules no VMs to $SUBJECT"
  forget_for_pair "enabled-$SUBJECT"
}
