# shellcheck shell=bash
# The original's monitor stops: a copy of a live store misses later writes without an error, and the new
# monitors take the same addresses.

. ../lib/frame.sh
. ../lib/ceph.sh
. ../lib/monitor.sh

check() { monitor_stopped || missing "the monitor of $NODE_NAME runs"; }

act() { stop_monitor; }

verify() { check; }

undo() {
  monitor_runs || start_monitor
  wait_until 120 are_in_quorum "$NODE_NAME" || fail "the monitor of $NODE_NAME doesn't come into quorum"
}
