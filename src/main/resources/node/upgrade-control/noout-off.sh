# shellcheck shell=bash source-path=SCRIPTDIR
# Once every OSD is up under the new monitors, Ceph may put lost ones out again, unless the operator had forbidden it.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh

operators() { [ "$(recall_for_pair monitors-noout)" = operator ]; }

all_up() {
  local tree
  tree=$(ask_ceph osd tree -f json) || return 1
  [ "$(grep -oE '"status": ?"up"' <<<"$tree" | wc -l)" -eq "$(grep -oE '"name": ?"osd\.[0-9]+"' <<<"$tree" | wc -l)" ]
}

check() {
  [ -n "$OSD_NODES" ] || return 0 # without Ceph there is no flag
  if ! operators && noout_set; then missing "the flag noout is set"; fi
}

act() {
  wait_until 120 all_up || fail "not every OSD is up under the new monitors; noout stays set"
  : | remember noout-lifted
  ask_ceph osd unset noout
}

verify() {
  check
  all_up || missing "not every OSD is up"
}

# For as long as these monitors are still the ones. That the original's don't put an OSD out either stands in their
# own store, so a Ceph that doesn't answer here is in nobody's way.
undo() {
  [ -n "$OSD_NODES" ] || return 0
  remembers noout-lifted || { forget noout-lifted; return 0; }
  ask_ceph osd set noout || echo "Ceph doesn't answer from the seed; the original's monitors have noout set"
  forget noout-lifted
}
