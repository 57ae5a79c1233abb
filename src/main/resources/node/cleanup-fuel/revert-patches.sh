# shellcheck shell=bash
# The Fuel master's puppet modules are byte by byte what they were before prepare.

. ../lib/frame.sh
. ../lib/files.sh
. ../lib/shared.sh

readonly PATCHED="$OCTANE_HOME/patched"

check() {
  is_released patches || missing "this cluster's patches are in place"
  [ ! -e "$PATCHED" ] || in_use patches || missing "the patches are still in place"
  [ -e "$PATCHED-reverted" ] || return 0
  cd "${OCTANE_ROOT:-}/" || return
  ask sha256sum --quiet -c "$PATCHED-reverted" || missing "a file is not as it was before prepare"
  result proof.fuel-master "the Fuel master's files are byte for byte as before"
}

act() {
  local file
  stop_using patches
  if in_use patches; then echo "another upgrade still uses the patches" && return 0; fi
  [ -e "$PATCHED" ] || return 0
  cd "${OCTANE_ROOT:-}/" || return
  while read -r _ file; do
    restore_file "$file"
  done <"$PATCHED"
  ask sha256sum --quiet -c "$PATCHED" || refuse "a patched file is not as it was before: see $(basename "$PATCHED")"
  # kept under another name: verify compares once more
  mv -f "$PATCHED" "$PATCHED-reverted"
}

verify() { check; }

undo() { :; }
