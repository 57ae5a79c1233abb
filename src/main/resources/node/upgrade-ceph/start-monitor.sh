# shellcheck shell=bash
# The seed's monitors start on the original's store; then it must be the same cluster with the same OSDs, and
# no data moves. Started says nothing: only the names in quorum do. RadosGW, where there is one, takes up the key that
# this cluster knows.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh
. ../lib/osdmap.sh
. ../lib/monitor.sh

in_quorum() { are_in_quorum "$SEED_CONTROLLERS"; }

check() {
  local fsid osds status
  [ -n "$FSID" ] && [ -n "$OSDS" ] || refuse "it was not recorded which Ceph this was, or which OSDs it had: noout did not run"
  remembers_for_pair monitors-noout || missing "it is not recorded here who set noout"
  # asked without a quorum, ceph waits
  monitor_runs || missing "the monitor of $NODE_NAME is down"
  in_quorum || missing "not in quorum: all of $SEED_CONTROLLERS"
  answer fsid ask_ceph fsid
  [ "$fsid" = "$FSID" ] || missing "this is the cluster $fsid, not $FSID"
  answer osds osd_ids
  [ "$osds" = "$OSDS" ] || missing "the OSDs are $osds, they were $OSDS"
  ! has_gateway || [ "$(recall gateway)" = restarted ] || missing "RadosGW on $NODE_NAME still uses a key of its own"
  answer status ask_ceph -s
  ! moves_data "$status" || missing "Ceph moves data"
  result proof.fsid "Ceph is the same cluster $fsid, its monitors $SEED_CONTROLLERS in quorum"
  result proof.osds "the OSDs are the same, $osds, and Ceph moves no data"
}

# moves_data STATUS: flags such as nobackfill don't count, whether among Ceph's complaints or in a line of their own
moves_data() {
  local status
  answer status sed -E 's/(^|[ ,])no(backfill|rebalance|recover)\b//g' <<<"$1"
  [[ $status =~ backfill|misplaced|recovery\ io ]]
}

act() {
  # who lifts it later asks here
  remember_for_pair monitors-noout echo "$NOOUT_BY"
  if ! monitor_runs; then start_monitor; fi
  if ! wait_until 60 settled || ! monitor_runs || ! in_quorum; then fail "the monitors don't come into quorum: $(last_words)"; fi
  if has_gateway && [ "$(recall gateway)" != restarted ]; then
    remember gateway echo begun
    within 120 service radosgw restart
    remember gateway echo restarted
  fi
}

# Dead, which upstart tells a moment after the start, or in quorum
settled() { ! starting || in_quorum; }

# an instance that has ended is unknown to upstart
starting() {
  local state
  # the old init script has no such word; without a quorum nobody answers then
  [ ! -e "${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$MON_ID/sysvinit" ] || return 0
  answer_unless 'Unknown instance' state within 60 status ceph-mon "id=$MON_ID" && [[ $state != *stop/waiting* ]]
}

last_words() {
  local log="${OCTANE_ROOT:-}/var/log/ceph/ceph-mon.$MON_ID.log" names
  if monitor_runs; then
    answer_if_any names monitors_in_quorum
    echo "$NODE_NAME's runs, in quorum are: ${names//$'\n'/ }"
  elif [ -s "$log" ]; then
    answer names complaints "$log"
    echo "$NODE_NAME's died: $names"
  else
    echo "$NODE_NAME's died"
  fi
}

# complaints LOG: the last two lines of level -1, where the last alone may say `failed to initialize`; without any the last with words
complaints() {
  tail -n 200 "$1" | awk '
    NF { last = $0 }
    / -1 / { before = worst; worst = $0 }
    END { print substr(worst == "" ? last : (before == "" ? "" : before "; ") worst, 1, 600) }'
}

verify() { check; }

# The seed's own monitor, where the original's store isn't there yet, is nobody's business here.
# To which epoch these monitors brought the map of OSDs is noted before they stop: the original's have to pass it.
undo() {
  local epoch
  if remembers monitor-installed && monitor_runs; then
    # without a quorum there is no answer, and the way back goes on: the OSDs are asked too
    answer_if_any epoch osdmap_epoch
    [[ ! $epoch =~ ^[0-9]+$ ]] || remember_for_pair seed-osdmap echo "$epoch"
    stop_monitor
  fi
  ! remembers_for_pair seed-osdmap || result osdmap "$(recall_for_pair seed-osdmap)"
  forget_for_pair monitors-noout
}
