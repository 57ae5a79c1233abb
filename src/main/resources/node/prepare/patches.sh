# shellcheck shell=bash
# Edits of the Fuel master's puppet modules: an OSD whose partition was kept is activated again, and never prepared anew.
# cleanup-fuel takes them back.

. ../lib/frame.sh
. ../lib/files.sh
. ../lib/blocks.sh
. ../lib/shared.sh
. ../lib/prepared.sh

readonly PUPPET="${OCTANE_ROOT:-}/etc/puppet"

# The release that the upgrade goes to: the plan knows it before there is a seed. Whoever prepares the master without naming a cluster
# means the newest there is; Fuel's version is what comes last in a release's name: 2015.1.0-7.0, liberty-8.0
release() {
  local folder
  if [ -n "${SEED_VERSION:-}${TARGET_VERSION:-}" ]; then
    echo "${SEED_VERSION:-$TARGET_VERSION}"
    return 0
  fi
  for folder in "$PUPPET"/*-*; do
    if [ -d "$folder/modules/ceph" ]; then echo "${folder##*-} ${folder##*/}"; fi
  done | sort -V | tail -n 1 | cut -d' ' -f2
}

# each_edit FUNCTION: calls it with name, file and pattern of the line to stand before; the block is on stdin. Fuel names an OSD
# DISK[:JOURNAL]. Its own guard asks whether the disk is mounted, in 6.1 by the whole name, which is no disk if there is a journal.
each_edit() {
  local release modules
  answer release release
  [ -n "$release" ] || refuse "no release's puppet modules are in /etc/puppet"
  modules=$PUPPET/$release/modules
  "$1" osd-activation "$modules/ceph/manifests/osds.pp" "^ *firewall *\\{ *'011 ceph-osd allow'" <<'BLOCK'
  # Partitions kept over a reinstallation already hold OSDs: they come up with their old ids.
  exec { 'activate kept osds':
    command   => 'udevadm trigger --subsystem-match=block && udevadm settle && ceph-disk activate-all',
    path      => ['/sbin', '/usr/sbin', '/bin', '/usr/bin'],
    onlyif    => "ceph-disk list | grep -q 'ceph data, prepared'",
    logoutput => true,
    before    => Firewall['011 ceph-osd allow'],
  }
BLOCK
  # shellcheck disable=SC2016 # puppet's variables
  "$1" osd-data-kept "$modules/ceph/manifests/osds/osd.pp" '^ *exec *\{ *"ceph-deploy osd prepare' <<'BLOCK'
  # A partition that holds an OSD's data is never prepared, which would format it.
  $octane_parts = split($name, ':')
  $octane_disk  = $octane_parts[0]
  Exec <| title == "ceph-deploy osd prepare ${deploy_device_name}" |> {
    unless => [
      "grep -q '^${octane_disk} ' /proc/mounts",
      "ceph-disk list | grep -Eq '^ *${octane_disk} ceph data, (active|prepared)'",
    ],
  }
BLOCK
}

check() {
  # what is there already may be another upgrade's, which takes it back
  is_using patches || missing "it is not recorded yet that this upgrade needs it"
  each_edit check_one
  result proof.patches "each edit of the Fuel master's puppet modules occurs exactly once in its file"
}

check_one() {
  [ -f "$2" ] || missing "there is no file ${2#"${OCTANE_ROOT:-}"}"
  local times
  answer times times_applied "$1" "$2"
  case $times in
    0) missing "edit $1 is not in ${2#"${OCTANE_ROOT:-}"}" ;;
    1) ;;
    *) refuse "edit $1 occurs more than once in ${2#"${OCTANE_ROOT:-}"}: put the file back by hand" ;;
  esac
}

act() {
  start_using patches
  rm -f "$PATCHED-reverted"
  each_edit apply
}

apply() {
  local name=$1 file=$2 line=$3 times
  [ -f "$file" ] || refuse "there is no file ${file#"${OCTANE_ROOT:-}"}: is release $(release) installed on the master?"
  answer times times_applied "$name" "$file"
  [ "$times" -eq 0 ] || return 0
  backup_of "$file"
  # noted before it is changed: how the file was
  if [ ! -e "$BACKUP" ] || ! has_block "$file"; then
    write_file "$PATCHED" 600 patched_and "${file#"${OCTANE_ROOT:-}/"}"
  fi
  put_block "$name" "$file" "$line"
}

# patched_and PATH: what is noted of others, and that file's checksum as it is now
patched_and() {
  if [ -e "$PATCHED" ]; then ask grep -vF "  $1" "$PATCHED" || :; fi
  cd "${OCTANE_ROOT:-}/" || return
  sha256sum "$1"
}

verify() { check; }

undo() { take_patches_back; }
