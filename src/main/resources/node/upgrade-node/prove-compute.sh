# shellcheck shell=bash
# $SUBJECT serves the cloud again: nova-compute up and used as before, no VM of it in ERROR. Runs on a controller.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/hosts.sh
. ../lib/openstack.sh
. ../lib/vms.sh

check() {
  local line host status state broken
  answer line compute_service
  [ -n "$line" ] || missing "nova knows no compute service on $SUBJECT"
  IFS=$'\t' read -r host status state <<<"$line"
  [ "$state" = up ] || missing "nova-compute on $SUBJECT is $state"
  ! remembers_for_pair "enabled-$SUBJECT" || [ "$status" = enabled ] || missing "nova-compute on $SUBJECT is $status"
  answer broken broken_vms "$host"
  [ -z "$broken" ] || missing "VMs of $SUBJECT are in status ERROR: ${broken//$'\n'/ }"
  result "proof.compute-$SUBJECT" "nova-compute on $SUBJECT is up, its VMs run"
}

compute_service() { compute_services | of_host "$SUBJECT"; }
broken_vms() { vms_of "$1" | awk -F'\t' '$2 == "ERROR" { print $1 }'; }

act() { wait_until 180 holds check || fail "nova-compute on $SUBJECT is not up"; }

verify() { check; }

undo() { :; }
