# shellcheck shell=bash source-path=SCRIPTDIR
# What every script needs: verdicts, results, the four phases and their lock.
#
# A script names the parts of lib/ that it uses in lines `. ../lib/NAME.sh` at its head. Octane puts the text of the parts in
# their place and sends the whole to the stdin of one `bash -s`: quoted assignments, the script, and `main PHASE </dev/null`,
# since a child that reads stdin would swallow the rest of the script. By hand, in the folder of the script:
#
#   (ORIG_ID=1 NODE_NAME=node-4; . ./SCRIPT.sh; main check)
#
# A script defines check, act, verify and undo. Exit codes: 0 done; 3 missing (the effect is not there or not proved);
# 4 refused (trying again will not help); 75 busy (does not count as an attempt: the step waits and asks again); any other
# code is a failure that is tried again. A result is one line on stdout, `octane-result KEY VALUE`; everything else printed
# is the log, and the last line on stderr is the failure's sentence.

set -Eeuo pipefail

OCTANE_HOME="${OCTANE_ROOT:-}/var/lib/octane"
# all that upgrades of this cluster remember on this node: it goes as a whole
OCTANE_CLUSTER="$OCTANE_HOME/cluster-${ORIG_ID:-0}"
# what this upgrade remembers
OCTANE_STATE="$OCTANE_CLUSTER/upgrade-${UPGRADE:-0}"

# ---- verdicts

VERDICT=

verdict() {
  # Programs end with 3, 4 and 75 too (ceph's exit codes are errno, `service x status` says 3):
  # only a code that a verdict has noted keeps its meaning. A subshell can't tell but by a file.
  if [ "$BASHPID" = "$$" ]; then VERDICT=$1; else echo "$1" >"$OCTANE_HOME/verdict.$$" || true; fi
  echo "$2" >&2
  exit "$1"
}
missing() { verdict 3 "$*"; }
refuse() { verdict 4 "$*"; }
busy() { verdict 75 "$*"; }
fail() {
  echo "$*" >&2
  exit 1
}

# result KEY VALUE: stored with the step; keys under `proof.` are sentences for the operator
result() {
  [[ $1 =~ ^[a-z0-9._-]+$ ]] || fail "'$1' is not a valid name of a result"
  printf 'octane-result %s %s\n' "$1" "${2//$'\n'/ }"
}

# ---- the frame

main() {
  local phase=$1
  case $phase in check | act | verify | undo) ;; *) refuse "there is no phase '$phase'" ;; esac
  # A pre-flight check leaves no trace, not even a folder or a lock; `fail` is the only verdict there.
  if [ "${LOOK_ONLY:-}" = yes ]; then
    check
    return
  fi
  if [ ! -d "$OCTANE_HOME/fence" ]; then
    (umask 077 && mkdir -p "$OCTANE_HOME/fence")
    chmod 700 "$OCTANE_HOME"
  fi
  # of a killed attempt that had the same process id
  forget_attempt
  trap on_exit EXIT
  trap 'echo "ended with $?: $BASH_COMMAND" >>"$OCTANE_HOME/trace.$$"' ERR
  # One lock a step: two evacuations may drive one controller at once, two attempts of one step may not.
  exec 9>>"$OCTANE_HOME/fence/${UPGRADE:-0}-${STEP:-0}.lock"
  flock -w 5 9 || busy "another attempt of this step is running on ${NODE_NAME:-this node}"
  check_fence
  [ -d "$OCTANE_STATE" ] || mkdir -p "$OCTANE_STATE"
  # Children don't inherit the lock: a service started here would keep it for ever.
  "$phase" 9>&-
}

on_exit() {
  local code=$? spoken=$VERDICT
  if [ -z "$spoken" ] && [ -s "$OCTANE_HOME/verdict.$$" ]; then spoken=$(<"$OCTANE_HOME/verdict.$$"); fi
  if [ "$code" -ne 0 ] && [ -z "$spoken" ] && [ -s "$OCTANE_HOME/trace.$$" ]; then head -n 1 "$OCTANE_HOME/trace.$$"; fi
  forget_attempt
  case $code in 3 | 4 | 75) [ "$spoken" = "$code" ] || exit 1 ;; esac
  exit "$code"
}

forget_attempt() { remove_files "$OCTANE_HOME"/{verdict,trace}.$$; }

# An attempt that was overtaken (its instance was paused or cut off) changes nothing any more.
check_fence() {
  local file="$OCTANE_HOME/fence/${UPGRADE:-0}-${STEP:-0}" highest=0 fence
  # a line for each attempt, in ascending order
  if [ -e "$file" ]; then while read -r fence; do highest=$fence; done <"$file"; fi
  [ "${FENCE:-0}" -ge "$highest" ] || refuse "this attempt (fence $FENCE) was replaced by a later one (fence $highest)"
  [ "${FENCE:-0}" -eq "$highest" ] || echo "$FENCE" >>"$file"
}

# exclusive NAME COMMAND…: never beside another of the same NAME, not even beside what a killed attempt
# left running: unlike the lock of `main` this one is inherited, so it is held until the last child has ended.
exclusive() {
  local name=$1
  shift
  (
    flock -w 20 8 || busy "$name of an earlier attempt is still running"
    "$@"
  ) 8>>"$OCTANE_HOME/$name.lock"
}

# ---- files and questions

# write_file PATH MODE: stdin becomes the file, owner as before, nothing kept
write_file() {
  local path=$1 mode=$2 mask new
  new="${path%/*}/.${path##*/}.octane-new"
  printf -v mask '%04o' $((0777 & ~0$mode))
  remove_files "$new"
  (umask "$mask" && exec cat >"$new")
  if [ -e "$path" ] && ! { [ -O "$path" ] && [ -G "$path" ]; }; then chown --reference="$path" "$new"; fi
  # a file is never made executable
  (((0$mode & 0111) == 0)) || chmod "$mode" "$new"
  mv -f "$new" "$path"
}

# remove_files PATH…: those that are there; nearly always none is
remove_files() {
  local path found=()
  for path in "$@"; do [ ! -e "$path" ] || found+=("$path"); done
  [ ${#found[@]} -eq 0 ] || rm -f ${found[@]+"${found[@]}"}
}

# wait_until SECONDS COMMAND…: asks five times a second, 1 if it never came true
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

# output_matches PATTERN COMMAND…: a line of the command's output matches the extended regular expression
output_matches() {
  local text line
  text=$("${@:2}") || return 1
  while IFS= read -r line; do
    if [[ $line =~ $1 ]]; then return 0; fi
  done <<<"$text"
  return 1
}
