# shellcheck shell=bash
# Before anything is changed, and again before the first OSD node is installed: the Fuel master's puppet modules of the release to
# install have the edits that prepare makes. Without them the deployment would format the partitions whose OSDs were kept.

. ../lib/frame.sh
. ../lib/blocks.sh

# before there is a seed, the plan knows
readonly RELEASE=${SEED_VERSION:-${TARGET_VERSION:-}}

check() {
  local modules="${OCTANE_ROOT:-}/etc/puppet/$RELEASE/modules/ceph/manifests"
  [ -n "$OSD_NODES" ] || return 0
  if ! has_edit osd-activation "$modules/osds.pp" || ! has_edit osd-data-kept "$modules/osds/osd.pp"; then
    missing "the puppet modules of $RELEASE would format the OSDs of reinstalled nodes: run 'octane prepare --env ${ORIG_ID:-}'"
  fi
}

# has_edit NAME FILE: once; twice, puppet would not read the file
has_edit() {
  local times=0
  if [ -e "$2" ]; then answer times times_applied "$1" "$2"; fi
  [ "$times" -eq 1 ]
}

act() { holds check || refuse "the puppet modules of $RELEASE lack Octane's edits: run 'octane prepare --env ${ORIG_ID:-}', then try again"; }

verify() { check; }

# Nothing was made.
undo() { :; }
