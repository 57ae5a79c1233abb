# shellcheck shell=bash
# The VMs that stop-vms stopped on $SUBJECT run again. Runs on a controller.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/lists.sh
. ../lib/openstack.sh

# of the noted VMs `ID STATUS` of those that don't run; who was deleted meanwhile needs nothing
idle() {
  local id status
  for id in $(recall_for_pair "stopped-$SUBJECT"); do
    answer status vm_status "$id"
    case $status in GONE | ACTIVE | DELETED | SOFT_DELETED) ;; *) echo "$id $status" ;; esac
  done
}

check() {
  local list
  [ "${LIVE_MIGRATION:-true}" = true ] || remembers_for_pair "stopped-$SUBJECT" ||
    refuse "it was not recorded which VMs were stopped on $SUBJECT: stop-vms did not run, or another controller has the note"
  answer list idle
  [ -z "$list" ] || missing "VMs of $SUBJECT do not run: ${list//$'\n'/ }"
  result vms-started "$(number_of "$(recall_for_pair "stopped-$SUBJECT")")"
}

act() {
  local id status list
  answer list idle
  while read -r id status; do
    case $status in
      ERROR) refuse "VM $id is in status ERROR" ;;
      SHUTOFF) try as_admin nova start "$id" ;;
    esac
  done <<<"$list"
  wait_until 600 all_run || fail "VMs of $SUBJECT did not start: $(idle | tr '\n' ' ')"
}

all_run() {
  local list
  answer list idle
  [ -z "$list" ]
}

verify() { check; }

undo() { :; }
