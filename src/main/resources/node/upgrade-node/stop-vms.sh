# shellcheck shell=bash
# Without live migration the VMs of $SUBJECT are stopped, and which ones is noted first: they are started
# again when the node is back. Runs on a controller.

vms() { cloud nova list --all-tenants 1 --host "$HOST" | columns ID Status; }
running() { vms | awk -F'\t' '$2 == "ACTIVE" { print $1 }'; }

find_host() {
  HOST=$(cloud nova service-list --binary nova-compute | columns Host | of_host "$SUBJECT")
  [ -n "$HOST" ] || refuse "nova knows no compute service on $SUBJECT"
}

check() {
  local left
  [ "${LIVE_MIGRATION:-true}" = false ] || { echo "the VMs of $SUBJECT have moved"; return 0; }
  find_host
  left=$(vms | awk -F'\t' '$2 !~ /^(SHUTOFF|SHELVED|SHELVED_OFFLOADED|DELETED|SOFT_DELETED)$/')
  [ -z "$left" ] || missing "$(grep -c . <<<"$left") VMs of $SUBJECT are not stopped"
  result vms-stopped "$(notes "stopped-$SUBJECT" | grep -c . || true)"
}

act() {
  local id stopping
  find_host
  # noted before the first one stops, and added to: after a kill some are stopped already
  { notes "stopped-$SUBJECT"; running; } | sort -u | note "stopped-$SUBJECT"
  stopping=$(running)
  for id in $stopping; do
    # one that an attempt before is stopping refuses a second order
    cloud nova stop "$id" || echo "nova does not stop $id now"
  done
  wait_until 600 none_runs || fail "VMs of $SUBJECT do not stop: $(running | tr '\n' ' ')"
}

none_runs() {
  local list
  list=$(running) && [ -z "$list" ]
}

verify() { check; }

is_off() { shows '\| status +\| SHUTOFF ' cloud nova show "$1" 2>/dev/null; }
off() {
  local id
  for id in $(notes "stopped-$SUBJECT"); do
    ! is_off "$id" || echo "$id"
  done
}
none_off() { [ -z "$(off)" ]; }

undo() {
  local id
  for id in $(notes "stopped-$SUBJECT"); do
    ! is_off "$id" || cloud nova start "$id"
  done
  wait_until 600 none_off || fail "VMs of $SUBJECT did not start: $(off | tr '\n' ' ')"
  unnote "stopped-$SUBJECT"
}
