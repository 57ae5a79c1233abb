# shellcheck shell=bash
# What this upgrade left on the node: dumps, notes, files of remote jobs that have ended.

leftovers() {
  find "$OCTANE_STATE" "$OCTANE_HOME/patched-reverted" -maxdepth 0 2>/dev/null || true
  # A job's lock is held as long as it runs, and this step's own files are in use.
  find "$OCTANE_HOME/jobs" "$OCTANE_HOME/fence" -maxdepth 1 -name "$UPGRADE-*" ! -name "$UPGRADE-$STEP*" 2>/dev/null || true
}

# `main` makes the folder of notes anew for every phase: empty, it is nothing left over
empty_or_absent() { [ -z "$(leftovers | grep -vxF "$OCTANE_STATE" || true)" ] && [ -z "$(ls -A "$OCTANE_STATE" 2>/dev/null)" ]; }

check() { empty_or_absent || missing "this upgrade's notes are still on ${NODE_NAME:-the node}"; }

act() {
  local path
  leftovers | while read -r path; do
    rm -rf "$path"
  done
}

verify() { check; }
undo() { :; }
