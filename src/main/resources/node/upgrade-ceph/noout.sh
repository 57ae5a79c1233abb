# shellcheck shell=bash
# No OSD is put out while the monitors move, so no data moves. What the cluster is, is noted before, and who had
# set the flag: an operator's stays in the end.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh
. ../lib/osdmap.sh

report() {
  local fsid osds
  answer fsid ask_ceph fsid
  answer osds osd_ids
  [ -n "$fsid" ] || unknown "Ceph does not say its fsid"
  [ -n "$osds" ] || fail "Ceph has no OSDs; see: ceph osd tree"
  result fsid "$fsid"
  result osds "$osds"
  result set_by "$(recall_for_pair monitors-noout)"
}

check() {
  remembers_for_pair monitors-noout || missing "it is not recorded yet who set noout"
  noout_set || missing "the flag noout isn't set"
  report
}

act() {
  are_in_quorum "$NODE_NAME" || refuse "the monitor of $NODE_NAME is not in quorum, so what it has is old; in quorum are $(monitors_in_quorum | tr '\n' ' ')"
  set_noout monitors-noout
}

verify() { check; }

# The original's monitors are back, on a store from before the move. SEED_OSDMAP: the epochs that the seed's had come to.
undo() {
  if remembers_for_pair monitors-noout; then catch_up "${SEED_OSDMAP:-}"; fi
  take_noout_back monitors-noout
}
