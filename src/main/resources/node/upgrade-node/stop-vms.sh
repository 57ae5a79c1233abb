# shellcheck shell=bash source-path=SCRIPTDIR
# Without live migration the VMs of $SUBJECT are stopped, and which ones is noted first: they are started
# again when the node is back. Runs on a controller.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/openstack.sh

vms() { as_admin nova list --all-tenants 1 --host "$HOST" | table_columns ID Status; }
running() { vms | awk -F'\t' '$2 == "ACTIVE" { print $1 }'; }

find_host() {
  HOST=$(as_admin nova service-list --binary nova-compute | table_columns Host | of_host "$SUBJECT")
  [ -n "$HOST" ] || refuse "nova knows no compute service on $SUBJECT"
}

check() {
  local left
  [ "${LIVE_MIGRATION:-true}" = false ] || { echo "the VMs of $SUBJECT have moved"; return 0; }
  find_host
  left=$(vms | awk -F'\t' '$2 !~ /^(SHUTOFF|SHELVED|SHELVED_OFFLOADED|DELETED|SOFT_DELETED)$/')
  [ -z "$left" ] || missing "$(grep -c . <<<"$left") VMs of $SUBJECT are not stopped"
  result vms-stopped "$(recall_for_pair "stopped-$SUBJECT" | grep -c . || true)"
}

act() {
  local id stopping
  find_host
  # noted before the first one stops, and added to: after a kill some are stopped already
  { recall_for_pair "stopped-$SUBJECT"; running; } | sort -u | remember_for_pair "stopped-$SUBJECT"
  stopping=$(running)
  for id in $stopping; do
    # one that an attempt before is stopping refuses a second order
    as_admin nova stop "$id" || echo "nova does not stop $id now"
  done
  wait_until 600 none_runs || fail "VMs of $SUBJECT do not stop: $(running | tr '\n' ' ')"
}

none_runs() {
  local list
  list=$(running) && [ -z "$list" ]
}

verify() { check; }

is_off() { output_matches '\| status +\| SHUTOFF ' as_admin nova show "$1" 2>/dev/null; }
off() {
  local id
  for id in $(recall_for_pair "stopped-$SUBJECT"); do
    ! is_off "$id" || echo "$id"
  done
}
none_off() { [ -z "$(off)" ]; }

undo() {
  local id
  for id in $(recall_for_pair "stopped-$SUBJECT"); do
    ! is_off "$id" || as_admin nova start "$id"
  done
  wait_until 600 none_off || fail "VMs of $SUBJECT did not start: $(off | tr '\n' ' ')"
  forget_for_pair "stopped-$SUBJECT"
}
