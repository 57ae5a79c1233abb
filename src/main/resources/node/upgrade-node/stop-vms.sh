# shellcheck shell=bash
# Without live migration the VMs of $SUBJECT are stopped, and which ones is noted first: they are started
# again when the node is back. Runs on a controller.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/lists.sh
. ../lib/hosts.sh
. ../lib/openstack.sh
. ../lib/vms.sh

running() { vms_of "$HOST" | awk -F'\t' '$2 == "ACTIVE" { print $1 }'; }
not_stopped() { vms_of "$HOST" | awk -F'\t' '$2 !~ /^(SHUTOFF|SHELVED|SHELVED_OFFLOADED|DELETED|SOFT_DELETED)$/'; }

find_host() {
  local services
  answer services compute_services
  answer HOST of_host "$SUBJECT" <<<"$services"
  HOST=${HOST%%$'\t'*}
  [ -n "$HOST" ] || refuse "nova knows no compute service on $SUBJECT"
}

check() {
  local left
  [ "${LIVE_MIGRATION:-true}" = false ] || { echo "the VMs of $SUBJECT have moved"; return 0; }
  remembers_for_pair "stopped-$SUBJECT" || missing "it is not recorded yet which VMs run on $SUBJECT"
  find_host
  answer left not_stopped
  [ -z "$left" ] || missing "$(grep -c . <<<"$left") VMs of $SUBJECT are not stopped"
  result vms-stopped "$(number_of "$(recall_for_pair "stopped-$SUBJECT")")"
}

act() {
  local id stopping
  find_host
  # noted before the first one stops, and added to: after a kill some are stopped already
  remember_for_pair "stopped-$SUBJECT" running_and_noted
  answer stopping running
  for id in $stopping; do
    # one that an attempt before is stopping refuses a second order
    try as_admin nova stop "$id"
  done
  wait_until 600 none_runs || fail "VMs of $SUBJECT do not stop: $(running | tr '\n' ' ')"
}

none_runs() {
  local list
  answer list running
  [ -z "$list" ]
}

running_and_noted() {
  {
    recall_for_pair "stopped-$SUBJECT"
    running
  } | sort -u
}

verify() { check; }

# of the noted VMs those that are off
off() {
  local id status
  for id in $(recall_for_pair "stopped-$SUBJECT"); do
    answer status vm_status "$id"
    [ "$status" != SHUTOFF ] || echo "$id"
  done
}
none_off() {
  local list
  answer list off
  [ -z "$list" ]
}

undo() {
  local id list
  answer list off
  for id in $list; do
    try as_admin nova start "$id"
  done
  wait_until 600 none_off || fail "VMs of $SUBJECT did not start: $(off | tr '\n' ' ')"
  forget_for_pair "stopped-$SUBJECT"
}
