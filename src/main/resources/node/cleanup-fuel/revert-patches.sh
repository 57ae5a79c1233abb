# shellcheck shell=bash
# The Fuel master's puppet modules are byte by byte what they were before prepare.

. ../lib/frame.sh
. ../lib/shared.sh
. ../lib/prepared.sh

check() {
  local other
  is_released patches || missing "this cluster's patches are in place"
  [ ! -e "$PATCHED" ] || in_use patches || missing "the patches are still in place"
  [ -e "$PATCHED-reverted" ] || return 0
  cd "${OCTANE_ROOT:-}/" || return
  answer other changed_since "$PATCHED-reverted"
  [ -z "$other" ] || missing "files are not as they were before prepare: ${other//$'\n'/ }"
  result proof.fuel-master "the Fuel master's files are byte for byte as before"
}

# The checksums are kept under another name: verify compares once more.
act() { take_patches_back "$PATCHED-reverted"; }

verify() { check; }

undo() { :; }
