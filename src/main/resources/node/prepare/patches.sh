# shellcheck shell=bash source-path=SCRIPTDIR
# Octane's own small edits of the Fuel master's puppet modules: an OSD whose partition was kept is
# activated again, and never prepared anew. Each edit is a block between two marks in front of one line.
# The files are replaced as a whole, with what was there before beside them; cleanup-fuel puts it back.

. ../lib/frame.sh
. ../lib/files.sh
. ../lib/shared.sh

readonly PUPPET="${OCTANE_ROOT:-}/etc/puppet"
# one line per edited file: checksum as it was before Octane, path from the root
readonly PATCHED="$OCTANE_HOME/patched"

# the release to install; whoever prepares the master without naming a cluster means the newest there is. Fuel's
# version is what comes last in a release's name: 2015.1.0-7.0, liberty-8.0
release() {
  local folder
  if [ -n "$SEED_VERSION" ]; then
    echo "$SEED_VERSION"
    return 0
  fi
  for folder in "$PUPPET"/*-*; do
    if [ -d "$folder/modules/ceph" ]; then echo "${folder##*-} ${folder##*/}"; fi
  done | sort -V | tail -n 1 | cut -d' ' -f2
}

# each_edit FUNCTION: calls it with name, file and pattern of the line to stand before; the block is on stdin
each_edit() {
  local release modules
  release=$(release)
  [ -n "$release" ] || refuse "no release's puppet modules are in /etc/puppet"
  modules=$PUPPET/$release/modules
  "$1" osd-activation "$modules/ceph/manifests/osds.pp" "^ *firewall *\\{ *'011 ceph-osd allow'" <<'BLOCK'
  # Partitions kept over a reinstallation already hold OSDs: they come up with their old ids.
  exec { 'activate kept osds':
    command   => 'udevadm trigger --subsystem-match=block && udevadm settle && ceph-disk activate-all',
    path      => ['/sbin', '/usr/sbin', '/bin', '/usr/bin'],
    onlyif    => "ceph-disk list | grep -q 'ceph data, prepared'",
    logoutput => true,
    before    => Ceph::Osds::Osd[$devices],
  }
BLOCK
  # shellcheck disable=SC2016 # puppet's variables
  "$1" osd-data-kept "$modules/ceph/manifests/osds/osd.pp" '^ *exec *\{ *"ceph-deploy osd activate' <<'BLOCK'
  # A partition that holds an OSD's data is never prepared, which would format it.
  Exec <| title == "ceph-deploy osd prepare ${deploy_device_name}" |> {
    unless => "ceph-disk list | grep -q '${name} .*ceph data'",
  }
BLOCK
}

times_applied() { grep -cF "# octane: begin $1" "$2" || true; }

check() {
  # what is there already may be another upgrade's, which takes it back
  is_using patches || missing "it is not recorded yet that this upgrade needs it"
  each_edit check_one
  result proof.patches "each edit of the Fuel master's puppet modules occurs exactly once in its file"
}

check_one() {
  [ -f "$2" ] || missing "there is no file ${2#"${OCTANE_ROOT:-}"}"
  case $(times_applied "$1" "$2") in
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
  local name=$1 file=$2 line=$3 block before
  block=$(cat)
  backup_of "$file"
  before=$BACKUP
  [ -f "$file" ] || refuse "there is no file ${file#"${OCTANE_ROOT:-}"}: is release $(release) installed on the master?"
  [ "$(times_applied "$name" "$file")" -eq 0 ] || return 0
  [ "$(grep -cE -- "$line" "$file" || true)" -eq 1 ] ||
    refuse "${file#"${OCTANE_ROOT:-}"} is not as Fuel ships it: no single line matches $line"
  # A file without any mark is an original, maybe a newer one than that kept by an earlier upgrade.
  grep -qF '# octane: begin ' "$file" || drop_backup "$file"
  if [ ! -e "$before" ]; then
    {
      grep -vF "  ${file#"${OCTANE_ROOT:-}/"}" "$PATCHED" 2>/dev/null || true
      cd "${OCTANE_ROOT:-}/" && sha256sum "${file#"${OCTANE_ROOT:-}/"}"
    } | write_file "$PATCHED" 600
  fi
  NAME=$name LINE=$line BLOCK=$block awk '
    $0 ~ ENVIRON["LINE"] {
      print "# octane: begin " ENVIRON["NAME"]; print ENVIRON["BLOCK"]; print "# octane: end " ENVIRON["NAME"]
    }
    { print }' "$file" | change_file "$file" "$(stat -c %a "$file")"
}

verify() { check; }

undo() {
  local file
  stop_using patches || { echo "another upgrade still uses the patches"; return 0; }
  [ -e "$PATCHED" ] || return 0
  cd "${OCTANE_ROOT:-}/" || return
  while read -r _ file; do
    restore_file "$file"
  done <"$PATCHED"
  sha256sum --quiet -c "$PATCHED" || fail "a patched file is not as it was before"
  rm -f "$PATCHED"
}
