# shellcheck shell=bash
# The running VMs of $SUBJECT move to other computes; nova puts no new ones there. Runs on a controller.
# With LIVE_MIGRATION=false the VMs are left where they are: stop-vms follows.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/lists.sh
. ../lib/hosts.sh
. ../lib/openstack.sh
. ../lib/vms.sh

readonly WANTED_AT_ONCE=${MIGRATIONS_AT_ONCE:-4}

compute_service() { compute_services | of_host "$SUBJECT"; }

# with_status STATUSES: of `ID STATUS` lines on stdin the ids of those with one of them
with_status() { awk -F'\t' -v wanted="$1" 'index(wanted, "|" $2 "|") { print $1 }'; }
# those that have to move, be stopped or settle
not_at_rest() { awk -F'\t' 'NF && $2 !~ /^(SHUTOFF|SHELVED|SHELVED_OFFLOADED|DELETED|SOFT_DELETED)$/'; }
words() { echo "${1//$'\n'/ }"; }

find_host() {
  local line
  answer line compute_service
  HOST=${line%%$'\t'*}
  [ -n "$HOST" ] || refuse "nova knows no compute service on $SUBJECT"
  line=${line#*$'\t'}
  STATUS=${line%%$'\t'*}
}

check() {
  local left list
  find_host
  [ "$STATUS" = disabled ] || missing "nova may still schedule VMs to $SUBJECT"
  [ "${LIVE_MIGRATION:-true}" = true ] || return 0
  answer list vms_of "$HOST"
  answer left not_at_rest <<<"$list"
  [ -z "$left" ] || missing "$(grep -c . <<<"$left") VMs are still on $SUBJECT"
  answer list cut -f1 <<<"$list"
  result vms-left "$(number_of "$list")"
}

act() {
  find_host
  refuse_unmovable
  # Two nodes of a batch are evacuated at once: one must not disable what the other counts on.
  exclusive compute-services disable
  [ "${LIVE_MIGRATION:-true}" = true ] || { echo "the VMs of $SUBJECT will be stopped"; return 0; }
  wait_until "${EVACUATION_SECONDS:-3600}" evacuated || fail "VMs are still on $SUBJECT: $(words "$(vms_of "$HOST" | with_status '|ACTIVE|MIGRATING|')")"
}

refuse_unmovable() {
  local list vms
  answer vms vms_of "$HOST"
  answer list with_status '|ERROR|' <<<"$vms"
  [ -z "$list" ] || refuse "VMs of $SUBJECT are in status ERROR: $(words "$list"). Repair or delete them"
  answer list with_status '|PAUSED|SUSPENDED|RESCUE|VERIFY_RESIZE|UNKNOWN|' <<<"$vms"
  [ -z "$list" ] || refuse "VMs of $SUBJECT are neither running nor stopped: $(words "$list"). Resume, unpause or stop them"
}

disable() {
  local others
  find_host
  [ "$STATUS" != disabled ] || return 0
  answer others other_computes
  [ -n "$others" ] || refuse "$SUBJECT has the last enabled nova-compute: its VMs have no other host"
  # A service that the operator had disabled stays so in the end.
  remember_for_pair "enabled-$SUBJECT" echo "$HOST"
  as_admin nova service-disable "$HOST" nova-compute
}

other_computes() { compute_services | awk -F'\t' -v host="$HOST" '$1 != host && $2 == "enabled" && $3 == "up"'; }

# one round: true when nothing is left to move
evacuated() {
  local list moving todo id
  answer list vms_of "$HOST"
  answer todo with_status '|ERROR|' <<<"$list"
  [ -z "$todo" ] || refuse "migration left VMs in status ERROR: $(words "$todo"). Repair them and retry"
  answer moving with_status '|MIGRATING|' <<<"$list"
  moving=$(number_of "$moving")
  answer todo with_status '|ACTIVE|' <<<"$list"
  if [ -z "$todo" ]; then
    # neither is anything being built, rebooted or resized
    answer todo not_at_rest <<<"$list"
    [ "$moving" -eq 0 ] && [ -z "$todo" ]
    return
  fi
  for id in $todo; do
    [ "$moving" -lt "$WANTED_AT_ONCE" ] || break
    try as_admin nova live-migration "$id"
    moving=$((moving + 1))
  done
  return 1
}

verify() { check; }

# VMs that moved stay where they are: they run.
undo() {
  local line
  remembers_for_pair "enabled-$SUBJECT" || { forget_for_pair "enabled-$SUBJECT"; return 0; }
  as_admin nova service-enable "$(recall_for_pair "enabled-$SUBJECT")" nova-compute
  answer line compute_service
  line=${line#*$'\t'}
  [ "${line%%$'\t'*}" = enabled ] || fail "nova still schedules no VMs to $SUBJECT"
  forget_for_pair "enabled-$SUBJECT"
}
