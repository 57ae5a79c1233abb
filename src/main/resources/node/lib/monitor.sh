# shellcheck shell=bash source-path=SCRIPTDIR
# The Ceph monitor of this node, under upstart or the old init script, whichever its directory is marked for.

. ../lib/frame.sh

# Whether this node's monitor runs, told by its store's lock: that is also what a copy of the store needs free.
# Not to be asked while one starts: the question holds the lock for a moment.
monitor_runs() {
  local words map="$OCTANE_STATE/monmap.probe"
  [ -d "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME" ] || return 1
  if words=$(ceph-mon -i "$NODE_NAME" --extract-monmap "$map" 2>&1); then
    rm -f "$map"
    return 1
  fi
  case $words in
    *'temporarily unavailable'*) return 0 ;;
    *) fail "the store of $NODE_NAME's monitor can't be read: $(tail -n 1 <<<"${words%%$'\n'}" | cut -c1-300)" ;;
  esac
}

# upstart or the old init script, whichever the monitor's directory is marked for
start_monitor() {
  if [ -e "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME/sysvinit" ]; then
    service ceph start "mon.$NODE_NAME"
  else
    start ceph-mon "id=$NODE_NAME"
  fi
}

stop_monitor() {
  if [ -e "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME/sysvinit" ]; then
    service ceph stop "mon.$NODE_NAME" || true
  else
    stop ceph-mon "id=$NODE_NAME" || true
  fi
  wait_until 30 monitor_stopped || fail "the monitor of $NODE_NAME doesn't stop"
}

monitor_stopped() { ! monitor_runs; }
