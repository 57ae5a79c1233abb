# shellcheck shell=bash source-path=SCRIPTDIR
# $SUBJECT serves the cloud again: nova-compute up and used as before, no VM of it in ERROR. Runs on a controller.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/openstack.sh

check() {
  local line host status state broken
  line=$(as_admin nova service-list --binary nova-compute | table_columns Host Status State | of_host "$SUBJECT")
  [ -n "$line" ] || missing "nova knows no compute service on $SUBJECT"
  IFS=$'\t' read -r host status state <<<"$line"
  [ "$state" = up ] || missing "nova-compute on $SUBJECT is $state"
  ! remembers_for_pair "enabled-$SUBJECT" || [ "$status" = enabled ] || missing "nova-compute on $SUBJECT is $status"
  broken=$(as_admin nova list --all-tenants 1 --host "$host" | table_columns ID Status | awk -F'\t' '$2 == "ERROR" { print $1 }')
  [ -z "$broken" ] || missing "VMs of $SUBJECT are in status ERROR: ${broken//$'\n'/ }"
  result "proof.compute-$SUBJECT" "nova-compute on $SUBJECT is up in the seed, its VMs run"
}

act() { wait_until 180 quiet_check || fail "nova-compute on $SUBJECT is not up"; }
quiet_check() { (check) 2>/dev/null; }

verify() { check; }

undo() { :; }
