# shellcheck shell=bash
# Once every OSD is up under the new monitors, Ceph may put lost ones out again, unless the operator had forbidden it.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh

operators() { [ "$(recall_for_pair monitors-noout)" = operator ]; }

# Whoever the new monitors' map has as down and in the cluster is not there; those that it has as up may be gone all the same, since
# it is a copy of the original's: they are asked themselves. One that is down and out was so before.
all_up() {
  local tree osds ids
  answer tree ask_ceph osd tree -f json
  answer osds osds_that_count <<<"$tree"
  AWAY='all, since Ceph knows none'
  [ -n "$osds" ] || return 1
  answer AWAY awk '$2 != "up" { print "osd." $1 }' <<<"$osds"
  [ -z "$AWAY" ] || return 1
  answer ids cut -d' ' -f1 <<<"$osds"
  answer AWAY silent_osds "$ids"
  [ -z "$AWAY" ]
}

osds_that_count() { osds_in_json | awk '$2 == "up" || $3 > 0'; }

check() {
  [ -n "$OSD_NODES" ] || return 0 # without Ceph there is no flag
  if operators; then
    all_up || missing "not every OSD is up: ${AWAY//$'\n'/ }"
  elif noout_set; then
    missing "the flag noout is set"
  fi
}

act() {
  wait_until 120 all_up || fail "not up under the new monitors: ${AWAY//$'\n'/ }; noout stays set"
  if ! operators; then
    remember noout-lifted :
    ask_ceph osd unset noout
  fi
}

verify() {
  check
  [ -z "$OSD_NODES" ] || all_up || missing "not every OSD is up: ${AWAY//$'\n'/ }"
}

# For as long as these monitors are still the ones. That the original's don't put an OSD out either stands in their
# own store, so a Ceph that doesn't answer here is in nobody's way.
undo() {
  local code=0
  [ -n "$OSD_NODES" ] || return 0
  remembers noout-lifted || { forget noout-lifted; return 0; }
  # where it fails twice, the original's monitors have noout set
  ask_ceph osd set noout || code=$?
  [ "$code" -eq 0 ] || try ask_ceph osd set noout
  forget noout-lifted
}
