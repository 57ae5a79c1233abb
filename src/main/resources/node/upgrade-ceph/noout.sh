# shellcheck shell=bash source-path=SCRIPTDIR
# No OSD is put out while the monitors move, so no data moves. What the cluster is, is noted before, and who had
# set the flag: an operator's stays in the end.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh

report() {
  result fsid "$(ask_ceph fsid)"
  result osds "$(osd_ids)"
  result set_by "$(recall_for_pair monitors-noout)"
}

check() {
  remembers_for_pair monitors-noout || missing "it is not recorded yet who set noout"
  noout_set || missing "the flag noout isn't set"
  report
}

act() { set_noout monitors-noout; }

verify() { check; }

undo() { take_noout_back monitors-noout; }
