# shellcheck shell=bash
# The Ceph monitor of this node, under upstart or the old init script, whichever its directory is marked for.

. ../lib/frame.sh

# Whether this node's monitor runs, told by its store's lock: that is also what a copy of the store needs free.
# Not to be asked while one starts: the question holds the lock for a moment.
monitor_runs() {
  # shellcheck disable=SC2034 # that it has no others is enough
  local words map="$OCTANE_STATE/monmap.probe"
  [ -d "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME" ] || return 1
  # now and then it ends with 1 and says nothing of the lock: that is no answer
  if ! answer_unless 'temporarily unavailable' words within 60 ceph-mon -i "$NODE_NAME" --extract-monmap "$map"; then
    return 0
  fi
  try rm -f "$map"
  return 1
}

# upstart or the old init script, whichever the monitor's directory is marked for
start_monitor() {
  if [ -e "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME/sysvinit" ]; then
    within 120 service ceph start "mon.$NODE_NAME"
  else
    within 120 start ceph-mon "id=$NODE_NAME"
  fi
}

stop_monitor() {
  if [ -e "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME/sysvinit" ]; then
    try within 120 service ceph stop "mon.$NODE_NAME"
  else
    try within 120 stop ceph-mon "id=$NODE_NAME"
  fi
  wait_until 30 monitor_stopped || fail "the monitor of $NODE_NAME doesn't stop"
}

monitor_stopped() { ! monitor_runs; }
