# shellcheck shell=bash
# After the last OSD node Ceph may move data again, unless the operator had forbidden it before.

flag_is_set() {
  local flags
  # no answer is neither yes nor no
  flags=$(ask_ceph osd dump | sed -n 's/^flags //p') || fail "Ceph does not answer"
  [[ ",$flags," == *,noout,* ]]
}
ours() { [ "$(notes noout)" = octane ]; }

check() {
  if ours; then missing "Ceph's flag noout is still set"; fi
}

act() {
  ours || return 0
  ! flag_is_set || ask_ceph osd unset noout
  unnote noout
}

verify() {
  check
  flag_is_set || result proof.noout "Ceph's flag noout is lifted again"
}

# A node that goes back was not installed anew, so its OSDs never stopped: nobody needs the flag.
undo() { :; }
