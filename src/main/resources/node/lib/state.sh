# shellcheck shell=bash source-path=SCRIPTDIR
# What is remembered on this node, in small files of mode 600.

. ../lib/frame.sh

# ---- of this upgrade

remember() { write_file "$OCTANE_STATE/$1" 600; }
remembers() { [ -e "$OCTANE_STATE/$1" ]; }
recall() { if [ -e "$OCTANE_STATE/$1" ]; then cat "$OCTANE_STATE/$1"; fi; }
forget() { rm -f "$OCTANE_STATE/$1" "$OCTANE_STATE/.$1.octane-new"; }

# ---- of the pair of clusters: stages may run as upgrades of their own

OCTANE_PAIR="$OCTANE_CLUSTER/seed-${SEED_ID:-0}"

remember_for_pair() {
  mkdir -p "$OCTANE_PAIR"
  write_file "$OCTANE_PAIR/$1" 600
}

remembers_for_pair() { [ -e "$OCTANE_PAIR/$1" ]; }
recall_for_pair() { if remembers_for_pair "$1"; then cat "$OCTANE_PAIR/$1"; fi; }
forget_for_pair() { rm -f "$OCTANE_PAIR/$1" "$OCTANE_PAIR/.$1.octane-new"; }

# remove_traces: what this step and those after it left on the node goes: dumps, notes, fences and jobs that have ended. For
# the undo of a step before which this upgrade changed nothing here; what a step before it remembers stays.
remove_traces() {
  local path id
  for path in "$OCTANE_HOME"/{jobs,fence}/"${UPGRADE:-0}"-*; do
    # `4-17`, `4-17.lock`, and what else is named after a step
    id=${path##*/"${UPGRADE:-0}"-}
    id=${id%%[!0-9]*}
    [ -e "$path" ] && [ "${id:-0}" -ge "${STEP:-0}" ] || continue
    # the folder of a job of this very step may be in use
    case $path in "$OCTANE_HOME/jobs/${UPGRADE:-0}-${STEP:-0}"*) ;; *) rm -rf "$path" ;; esac
  done
  for path in "$OCTANE_HOME"/{verdict,trace}.*; do
    # of an attempt that was killed
    kill -0 "${path##*.}" 2>/dev/null || rm -f "$path"
  done
  forget "before-${WHAT:-}"
  find "$OCTANE_STATE" -mindepth 1 -maxdepth 1 ! -name 'before-*' -exec rm -rf {} +
  rm -f "$OCTANE_HOME"/{dump,restore,migrate,pack,unpack,apt,compute-services}.lock
  rmdir "$OCTANE_STATE" "$OCTANE_CLUSTER"/seed-* "$OCTANE_CLUSTER" "$OCTANE_HOME"/shared/* "$OCTANE_HOME/shared" \
    "$OCTANE_HOME/jobs" 2>/dev/null || true
}
