# shellcheck shell=bash
# The Ceph monitor of this node, under upstart or the old init script, whichever its directory is marked for.

. ../lib/frame.sh
. ../lib/hosts.sh

# its id: that of the folder that it has, whatever of the node's name; a new one has the host's short name
MON_ID=${NODE_NAME%%.*}
for MON_FOLDER in "${OCTANE_ROOT:-}"/var/lib/ceph/mon/ceph-*; do
  # a store that is being made: no domain follows the name there
  case $MON_FOLDER in *.octane-*) continue ;; esac
  if [ -d "$MON_FOLDER" ] && same_host "${MON_FOLDER##*/ceph-}" "$NODE_NAME"; then MON_ID=${MON_FOLDER##*/ceph-}; fi
done

# Whether this node's monitor runs, told by its store's lock: that is also what a copy of the store needs free.
# Not to be asked while one starts: the question holds the lock for a moment.
monitor_runs() {
  # shellcheck disable=SC2034 # that it has no others is enough
  local words map="$OCTANE_STATE/monmap.probe"
  [ -d "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$MON_ID" ] || return 1
  # now and then it ends with 1 and says nothing of the lock: that is no answer
  if ! answer_unless 'temporarily unavailable' words within 60 ceph-mon -i "$MON_ID" --extract-monmap "$map"; then
    return 0
  fi
  try rm -f "$map"
  return 1
}

# upstart or the old init script, whichever the monitor's directory is marked for
start_monitor() {
  if [ -e "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$MON_ID/sysvinit" ]; then
    within 120 service ceph start "mon.$MON_ID"
  else
    within 120 start ceph-mon "id=$MON_ID"
  fi
}

stop_monitor() {
  if [ -e "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$MON_ID/sysvinit" ]; then
    try within 120 service ceph stop "mon.$MON_ID"
  else
    try within 120 stop ceph-mon "id=$MON_ID"
  fi
  wait_until 30 monitor_stopped || fail "the monitor of $NODE_NAME doesn't stop"
}

monitor_stopped() { ! monitor_runs; }
