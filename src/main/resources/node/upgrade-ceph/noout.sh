# shellcheck shell=bash
# No OSD is put out while the monitors move, so no data moves. What the cluster is, is noted before, and who had
# set the flag: an operator's stays in the end.

flagged() { shows '^flags .*noout' ask_ceph osd dump; }

report() {
  result fsid "$(ask_ceph fsid)"
  result osds "$(osd_ids)"
  result set_by "$(notes monitors-noout)"
}

check() {
  noted monitors-noout || missing "it is not noted yet who set noout"
  flagged || missing "the flag noout isn't set"
  report
}

act() {
  noted monitors-noout || if flagged; then note monitors-noout <<<operator; else note monitors-noout <<<octane; fi
  flagged || ask_ceph osd set noout
}

verify() { check; }

undo() {
  if [ "$(notes monitors-noout)" = octane ]; then
    ! flagged || ask_ceph osd unset noout
    ! flagged || fail "the flag noout is still set"
  fi
  unnote monitors-noout
}
