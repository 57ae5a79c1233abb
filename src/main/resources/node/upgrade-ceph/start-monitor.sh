# shellcheck shell=bash source-path=SCRIPTDIR
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
  remembers_for_pair monitors-noout || missing "it is not recorded here who set noout"
  # asked without a quorum, ceph waits
  monitor_runs || missing "the monitor of $NODE_NAME is down"
  in_quorum || missing "not in quorum: all of $SEED_CONTROLLERS"
  answer fsid ask_ceph fsid
  [ "$fsid" = "$FSID" ] || missing "this is the cluster $fsid, not $FSID"
  answer osds osd_ids
  [ "$osds" = "$OSDS" ] || missing "the OSDs are $osds, they were $OSDS"
  ! has_gateway || [ "$(recall gateway)" = restarted ] || missing "RadosGW on $NODE_NAME still uses the seed's own key"
  answer status ask_ceph -s
  ! moves_data "$status" || missing "Ceph moves data"
  result proof.fsid "Ceph is the same cluster $fsid, its monitors $SEED_CONTROLLERS in quorum"
  result proof.osds "the OSDs are the same, $osds, and Ceph moves no data"
}

# moves_data STATUS: flags such as nobackfill don't count, whether among Ceph's complaints or in a line of their own
moves_data() { sed -E 's/(^|[ ,])no(backfill|rebalance|recover)\b//g' <<<"$1" | grep -E 'backfill|misplaced|recovery io' >/dev/null; }

act() {
  # who lifts it later asks here
  remember_for_pair monitors-noout <<<"$NOOUT_BY"
  if ! monitor_runs; then start_monitor || true; fi
  wait_until 60 settled && in_quorum || fail "the monitors don't come into quorum: $(last_words)"
  if has_gateway && [ "$(recall gateway)" != restarted ]; then
    echo begun | remember gateway
    service radosgw restart
    echo restarted | remember gateway
  fi
}

# In quorum, or dead, which upstart tells a moment after the start
settled() { in_quorum || output_matches 'stop/waiting' status ceph-mon "id=$NODE_NAME"; }

last_words() {
  local log="${OCTANE_ROOT:-}/var/log/ceph/ceph-mon.$NODE_NAME.log"
  if monitor_runs; then
    echo "$NODE_NAME's runs, in quorum are: $(monitors_in_quorum 2>/dev/null | tr '\n' ' ')"
  elif [ -s "$log" ]; then
    echo "$NODE_NAME's died: $(tail -n 1 "$log" | cut -c1-300)"
  else
    echo "$NODE_NAME's died"
  fi
}

verify() { check; }

# The seed's own monitor, where the original's store isn't there yet, is nobody's business here.
# To which epoch these monitors brought the map of OSDs is noted before they stop: the original's have to pass it.
undo() {
  local epoch
  if remembers monitor-installed && monitor_runs; then
    # without a quorum there is no answer, and the way back goes on: the OSDs are asked too
    epoch=$(try osdmap_epoch)
    [[ ! $epoch =~ ^[0-9]+$ ]] || remember_for_pair seed-osdmap echo "$epoch"
    stop_monitor
  fi
  ! remembers_for_pair seed-osdmap || result osdmap "$(recall_for_pair seed-osdmap)"
  forget_for_pair monitors-noout
}
