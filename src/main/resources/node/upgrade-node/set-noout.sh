# shellcheck shell=bash
# Ceph moves no data while OSD nodes are installed anew. A flag that the operator had set stays in the end.

flag_is_set() {
  local flags
  # no answer is neither yes nor no
  flags=$(ask_ceph osd dump | sed -n 's/^flags //p') || fail "Ceph does not answer"
  [[ ",$flags," == *,noout,* ]]
}

check() {
  noted noout || missing "it is not noted yet who set noout"
  flag_is_set || missing "Ceph's flag noout is not set"
}

act() {
  noted noout || if flag_is_set; then note noout <<<operator; else note noout <<<octane; fi
  flag_is_set || ask_ceph osd set noout
}

verify() { check; }

undo() {
  if [ "$(notes noout)" = octane ]; then
    ! flag_is_set || ask_ceph osd unset noout
    ! flag_is_set || fail "Ceph's flag noout is still set"
  fi
  unnote noout
}
