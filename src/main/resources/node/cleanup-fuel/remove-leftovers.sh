# shellcheck shell=bash source-path=SCRIPTDIR
# What the upgrades of this cluster left on the node: dumps, notes, files of remote jobs that have ended. A stage
# may have been an upgrade of its own: all of them are meant, not only the one this step belongs to.

. ../lib/frame.sh

leftovers() {
  local folder name
  for folder in "$OCTANE_CLUSTER"/upgrade-*; do
    name=${folder##*/upgrade-}
    # This step's own files are in use.
    find "$OCTANE_HOME/jobs" "$OCTANE_HOME/fence" -maxdepth 1 -name "$name-*" ! -name "$UPGRADE-$STEP" \
      ! -name "$UPGRADE-$STEP.lock" 2>/dev/null || true
  done
  # `main` makes the folder of this upgrade anew for every phase: empty, it is nothing left over. It goes last: it
  # says whose files the others are.
  find "$OCTANE_HOME/patched-reverted" -maxdepth 0 2>/dev/null || true
  find "$OCTANE_STATE" -mindepth 1 -maxdepth 1
  find "$OCTANE_CLUSTER" -mindepth 1 -maxdepth 1 ! -path "$OCTANE_STATE"
}

check() { [ -z "$(leftovers)" ] || missing "the upgrade's dumps and notes are still on ${NODE_NAME:-the node}"; }

act() {
  local path
  leftovers | while read -r path; do
    rm -rf "$path"
  done
}

verify() { check; }
undo() { :; }
