# shellcheck shell=bash
# The original's monitor stops: a copy of a live store misses later writes without an error, and the new
# monitors take the same addresses.

check() { monitor_gone || missing "the monitor of $NODE_NAME runs"; }

act() { stop_monitor; }

verify() { check; }

undo() {
  monitor_up || start_monitor
  wait_until 120 quorum_of "$NODE_NAME" || fail "the monitor of $NODE_NAME doesn't come into quorum"
}
