# shellcheck shell=bash source-path=SCRIPTDIR
# The VMs that stop-vms stopped on $SUBJECT run again. Runs on a controller.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/openstack.sh

status_of() { as_admin nova show "$1" 2>/dev/null | awk -F'|' '{ gsub(/ /, "", $2) } $2 == "status" { gsub(/ /, "", $3); print $3 }'; }

# of the noted VMs those that don't run; who was deleted meanwhile needs nothing
idle() {
  local id
  for id in $(recall_for_pair "stopped-$SUBJECT"); do
    case $(status_of "$id") in '' | ACTIVE | DELETED | SOFT_DELETED) ;; *) echo "$id" ;; esac
  done
}

check() {
  local list
  list=$(idle)
  [ -z "$list" ] || missing "VMs of $SUBJECT do not run: ${list//$'\n'/ }"
  result vms-started "$(recall_for_pair "stopped-$SUBJECT" | grep -c . || true)"
}

act() {
  local id
  for id in $(idle); do
    [ "$(status_of "$id")" != ERROR ] || refuse "VM $id is in status ERROR"
    [ "$(status_of "$id")" != SHUTOFF ] || as_admin nova start "$id" || echo "nova does not start $id now"
  done
  wait_until 600 all_run || fail "VMs of $SUBJECT did not start: $(idle | tr '\n' ' ')"
}

all_run() { [ -z "$(idle)" ]; }

verify() { check; }

undo() { :; }
