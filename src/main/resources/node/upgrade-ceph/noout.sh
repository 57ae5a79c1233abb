# shellcheck shell=bash
# No OSD is put out while the monitors move, so no data moves. What the cluster is, is noted before, and who had
# set the flag: an operator's stays in the end.

report() {
  result fsid "$(ask_ceph fsid)"
  result osds "$(osd_ids)"
  result set_by "$(notes monitors-noout)"
}

check() {
  noted monitors-noout || missing "it is not noted yet who set noout"
  noout_set || missing "the flag noout isn't set"
  report
}

act() { set_noout monitors-noout; }

verify() { check; }

undo() { take_noout_back monitors-noout; }
