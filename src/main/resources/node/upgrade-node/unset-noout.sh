# shellcheck shell=bash
# After the last OSD node Ceph may move data again, unless the operator had forbidden it before.

flag_is_set() { ask_ceph osd dump | grep -q '^flags .*noout'; }
ours() { [ "$(recall noout)" = octane ]; }

check() {
  if ours && flag_is_set; then missing "Ceph's flag noout is still set"; fi
}

act() {
  if ours && flag_is_set; then ask_ceph osd unset noout; fi
}

verify() {
  check
  if ours; then result proof.noout "Ceph's flag noout is lifted again"; fi
}

# Its own undo sets the flag again, since the nodes before it will go back one by one.
undo() {
  if ours && ! flag_is_set; then ask_ceph osd set noout; fi
}
