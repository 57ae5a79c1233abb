# shellcheck shell=bash
# No OSD is put out while the monitors move, so no data moves. What the cluster is, is noted before.

flagged() { shows '^flags .*noout' ask_ceph osd dump; }

report() {
  result fsid "$(ask_ceph fsid)"
  result osds "$(osd_ids)"
}

check() {
  flagged || missing "the flag noout isn't set"
  report
}

act() { ask_ceph osd set noout; }

verify() { check; }

undo() { ask_ceph osd unset noout; }
