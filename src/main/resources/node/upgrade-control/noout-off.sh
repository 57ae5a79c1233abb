# shellcheck shell=bash
# Once every OSD is up under the new monitors, Ceph may put lost ones out again, unless the operator had forbidden it.

operators() { [ "$(notes monitors-noout)" = operator ]; }

all_up() {
  local tree
  tree=$(ask_ceph osd tree -f json) || return 1
  [ "$(grep -oE '"status": ?"up"' <<<"$tree" | wc -l)" -eq "$(grep -oE '"name": ?"osd\.[0-9]+"' <<<"$tree" | wc -l)" ]
}

# `-` where the flag isn't set; an unanswered question is no answer
flag() { ask_ceph osd dump | awk '$1 == "flags" { print ($2 ~ /noout/ ? "noout" : "-") }'; }

check() {
  local now
  ! operators || return 0
  now=$(flag)
  [ "$now" = - ] || missing "the flag noout is set"
}

act() {
  wait_until 120 all_up || fail "not every OSD is up under the new monitors; noout stays set"
  ask_ceph osd unset noout
}

verify() {
  check
  all_up || missing "not every OSD is up"
}

undo() { operators || ask_ceph osd set noout; }
