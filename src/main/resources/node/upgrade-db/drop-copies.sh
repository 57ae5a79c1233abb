# shellcheck shell=bash
# The undo of a copy: FILES of this upgrade, copied from another node, are removed, half-copied ones too.

. ../lib/frame.sh

gone() {
  local file
  for file in $FILES; do
    [ ! -e "$OCTANE_STATE/$file" ] || return 1
  done
}

check() { gone || missing "these files still exist: $FILES"; }

act() { undo; }

verify() { check; }

undo() {
  local file
  for file in $FILES; do
    rm -f "$OCTANE_STATE/$file" "$OCTANE_STATE/$file.octane-part" "$OCTANE_STATE/$file.octane-part.sha256"
  done
}
