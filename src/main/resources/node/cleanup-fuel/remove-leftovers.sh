# shellcheck shell=bash
# What the upgrades of this cluster left on the node: dumps, notes, files of remote jobs that have ended. A stage
# may have been an upgrade of its own: all of them are meant, not only the one this step belongs to.

. ../lib/frame.sh

# leftovers: their paths in LEFT
leftovers() {
  local folder path paths=()
  for folder in "$OCTANE_CLUSTER"/upgrade-*; do
    paths+=("$OCTANE_HOME"/{jobs,fence}/"${folder##*/upgrade-}"-*)
  done
  paths+=("$OCTANE_HOME/patched-reverted" "$OCTANE_STATE"/{,.[!.]}*)
  for path in "$OCTANE_HOME"/{verdict,trace}.*; do
    # of an attempt that was killed
    kill -0 "${path##*.}" 2>/dev/null || paths+=("$path")
  done
  # The other upgrades' folders go last: they say whose files the others are.
  paths+=("$OCTANE_CLUSTER"/{,.[!.]}*)
  LEFT=()
  for path in ${paths[@]+"${paths[@]}"}; do
    # This step's own files are in use. `main` makes the folder of this upgrade anew for every phase: empty, it is nothing
    # left over.
    case ${path##*/} in "$UPGRADE-$STEP" | "$UPGRADE-$STEP.lock" | "upgrade-${UPGRADE:-0}") continue ;; esac
    if [ -e "$path" ]; then LEFT+=("$path"); fi
  done
}

check() {
  leftovers
  [ ${#LEFT[@]} -eq 0 ] || missing "the upgrade's dumps and notes are still on ${NODE_NAME:-the node}"
}

act() {
  leftovers
  [ ${#LEFT[@]} -eq 0 ] || rm -rf ${LEFT[@]+"${LEFT[@]}"}
}

verify() { check; }
undo() { :; }
