# shellcheck shell=bash
# What is remembered on this node, in small files of mode 600.

. ../lib/frame.sh

# print_file PATH: nothing if there is none
print_file() { if [ -s "$1" ]; then printf '%s\n' "$(<"$1")"; fi; }

# ---- of this upgrade

# remember NAME [COMMAND…]: what COMMAND prints, or stdin; where COMMAND fails nothing is noted
remember() { write_file "$OCTANE_STATE/$1" 600 "${@:2}"; }
remembers() { [ -e "$OCTANE_STATE/$1" ]; }
recall() { print_file "$OCTANE_STATE/$1"; }
forget() { remove_files "$OCTANE_STATE/$1" "$OCTANE_STATE/.$1.octane-new"; }

# ---- of the pair of clusters: stages may run as upgrades of their own. A cluster whose nodes stay has no other: each update of it
# remembers for itself.

OCTANE_PAIR="$OCTANE_CLUSTER/seed-${SEED_ID:-0}"
if [ "${CLUSTER:-}" = original ]; then OCTANE_PAIR="$OCTANE_STATE"; fi

remember_for_pair() {
  [ -d "$OCTANE_PAIR" ] || mkdir -p "$OCTANE_PAIR"
  write_file "$OCTANE_PAIR/$1" 600 "${@:2}"
}

remembers_for_pair() { [ -e "$OCTANE_PAIR/$1" ]; }
recall_for_pair() { print_file "$OCTANE_PAIR/$1"; }
forget_for_pair() { remove_files "$OCTANE_PAIR/$1" "$OCTANE_PAIR/.$1.octane-new"; }

# remove_traces: what this step and those after it left on the node goes: dumps, notes, fences and jobs that have ended. For
# the undo of a step before which this upgrade changed nothing here; what a step before it remembers stays.
remove_traces() {
  local path id old=()
  for path in "$OCTANE_HOME"/{jobs,fence}/"${UPGRADE:-0}"-*; do
    # `4-17`, `4-17.lock`, and what else is named after a step
    id=${path##*/"${UPGRADE:-0}"-}
    id=${id%%[!0-9]*}
    [ -e "$path" ] && [ "${id:-0}" -ge "${STEP:-0}" ] || continue
    # the folder of a job of this very step may be in use
    case $path in "$OCTANE_HOME/jobs/${UPGRADE:-0}-${STEP:-0}"*) ;; *) old+=("$path") ;; esac
  done
  for path in "$OCTANE_HOME"/{verdict,trace}.*; do
    # of an attempt that was killed
    kill -0 "${path##*.}" 2>/dev/null || old+=("$path")
  done
  forget "before-${WHAT:-}"
  for path in "$OCTANE_STATE"/* "$OCTANE_STATE"/.[!.]*; do
    case ${path##*/} in before-*) ;; *) [ ! -e "$path" ] || old+=("$path") ;; esac
  done
  for path in "$OCTANE_HOME"/{dump,restore,migrate,pack,unpack,apt,compute-services}.lock; do
    [ ! -e "$path" ] || old+=("$path")
  done
  if [ ${#old[@]} -gt 0 ]; then rm -rf ${old[@]+"${old[@]}"}; fi
  # those that are empty now
  try rmdir "$OCTANE_STATE" "$OCTANE_CLUSTER"/seed-* "$OCTANE_CLUSTER" "$OCTANE_HOME"/shared/* "$OCTANE_HOME/shared" \
    "$OCTANE_HOME/jobs" >/dev/null 2>&1
}
