# shellcheck shell=bash
# What every script needs: verdicts, answers, results, the four phases and their lock.
#
# A script names the parts of lib/ that it uses in lines `. ../lib/NAME.sh` at its head. Octane puts the text of the parts in
# their place and sends the whole to the stdin of one bash, which reads it to its end: quoted assignments, the script, and
# `main PHASE </dev/null`. By hand, in the folder of the script:
#
#   (ORIG_ID=1 NODE_NAME=node-4; . ./SCRIPT.sh; main check)
#
# A script defines check, act, verify and undo. Exit codes: 0 done; 3 missing (the effect is not there or not proved);
# 4 refused (trying again will not help); 69 unknown (a program gave no answer, so nothing was learned: check and verify wait and
# ask again, act and undo are tried again); 75 busy (does not count as an attempt: the step waits and asks again); any other
# code is a failure that is tried again. A result is one line on stdout, `octane-result KEY VALUE`; everything else printed
# is the log, and the last line on stderr is the failure's sentence.
#
# Yes, no, unknown. What is asked of a program has three answers, and bash loses the third: `set -e` is off inside `$(…)`, and
# in all that stands behind if, while, until and !, or in front of && and ||, however deep. So programs are asked only in
# these words, which end the script as unknown where there is no answer, and which are right in every place:
#
#   answer VARIABLE COMMAND…      what a program or a function prints, for $(…) and for x in $(…)
#   answer_if_any VARIABLE COMMAND…   the same, or nothing where there is no answer; only where both are right
#   answer_unless REGEX VARIABLE PROGRAM…   a condition: the same; no where it fails with words that match REGEX
#   ask PROGRAM…                  a condition: 0 is yes, 1 is no; `ask no=3,4 PROGRAM…` where 3 and 4 are its no, and 1 is not
#   output_matches REGEX COMMAND… a condition: is there such a line in what it prints
#   holds PHASE                   a condition: does PHASE end well, or does it say missing
#   wait_until SECONDS QUESTION…  asks until it is so; no answer is asked again
#   write_file, change_file, remember … COMMAND…   instead of a pipe, which would write half of what a failing COMMAND says
#   try PROGRAM…                  an order whose exit code says nothing: whoever gives it looks afterwards
#   within SECONDS PROGRAM…       ends a program that hangs; its exit codes 124 and 137 are no answer
#
# A function made of these and of bash's own commands is a condition too: `if`, `!`, `&&` and `||` may ask it.
# `AnswersTest` holds this for every script and names the line.

set -Eeuo pipefail

OCTANE_HOME="${OCTANE_ROOT:-}/var/lib/octane"
# all that upgrades of this cluster remember on this node: it goes as a whole
OCTANE_CLUSTER="$OCTANE_HOME/cluster-${ORIG_ID:-0}"
# what this upgrade remembers
OCTANE_STATE="$OCTANE_CLUSTER/upgrade-${UPGRADE:-0}"

# Before 5.1 bash writes a here-document into a file: in memory, since the node's disk may be full.
if [ -d "${OCTANE_ROOT:-}/dev/shm" ]; then TMPDIR="${OCTANE_ROOT:-}/dev/shm"; fi

# ---- verdicts

VERDICT=

verdict() {
  local code=$1
  # Programs end with 3, 4 and 75 too (ceph's exit codes are errno, `service x status` says 3):
  # only a code that a verdict has noted keeps its meaning. A subshell can't tell but by a file; a look, which leaves
  # none, by the one code that needs no note.
  if [ "$BASHPID" = "$$" ]; then
    VERDICT=$code
  elif [ "${LOOK_ONLY:-}" = yes ]; then
    code=69
  else
    echo "$code" >"$OCTANE_HOME/verdict.$$" || true
  fi
  echo "$2" >&2
  exit "$code"
}

# spoken CODE: a subshell has ended with this code by a verdict, so its sentence is printed already
spoken() {
  local noted=
  [ "$1" -ne 69 ] || return 0
  if [ -s "$OCTANE_HOME/verdict.$$" ]; then read -r noted <"$OCTANE_HOME/verdict.$$" || true; fi
  [ "$noted" = "$1" ]
}

# take_back_verdict: what a subshell has said does not count, nor what ended it
take_back_verdict() {
  local path
  for path in "$OCTANE_HOME"/{verdict,trace}.$$; do if [ -s "$path" ]; then : >"$path"; fi; done
}
missing() { verdict 3 "$*"; }
refuse() { verdict 4 "$*"; }
unknown() { verdict 69 "$*"; }
busy() { verdict 75 "$*"; }
fail() { verdict 1 "$*"; }

# result KEY VALUE: stored with the step; keys under `proof.` are sentences for the operator. A host's name in a key is in small letters.
result() {
  [[ ${1,,} =~ ^[a-z0-9._-]+$ ]] || fail "'$1' is not a valid name of a result"
  printf 'octane-result %s %s\n' "${1,,}" "${2//$'\n'/ }"
}

# ---- answers

# answer VARIABLE COMMAND…: what COMMAND prints becomes the VARIABLE's value, without the newlines at its end. Where COMMAND
# fails the script ends: as its verdict says, or as unknown.
answer() {
  local octane_text octane_code=0
  # eval, since text that is parsed anew forgets that it is part of a condition: only so `set -e` works in there
  eval 'octane_text=$(set -e; "${@:2}")' || octane_code=$?
  [ "$octane_code" -eq 0 ] || no_answer "$octane_code" "${@:2}"
  printf -v "$1" '%s' "$octane_text"
}

# answer_if_any VARIABLE COMMAND…: the same, or nothing where there is no answer; only where both are right
answer_if_any() {
  local octane_text
  eval 'octane_text=$(set -e; "${@:2}" 2>/dev/null)' || octane_text=
  take_back_verdict
  printf -v "$1" '%s' "$octane_text"
}

# answer_unless [no=CODE,…] REGEX VARIABLE PROGRAM…: yes where it ends with 0; no where it fails with one of the CODEs, or with words
# that match REGEX. All that it prints becomes the VARIABLE's value.
answer_unless() {
  local octane_text octane_code=0 octane_no=
  case $1 in no=*) octane_no=,${1#no=}, && shift ;; esac
  eval 'octane_text=$(set -e; "${@:3}" 2>&1)' || octane_code=$?
  if [ "$octane_code" -ne 0 ] && [[ ! $octane_text =~ $1 && $octane_no != *",$octane_code,"* ]]; then
    if [ -n "$octane_text" ]; then printf '%s\n' "$octane_text" >&2; fi
    no_answer "$octane_code" "${@:3}"
  fi
  printf -v "$2" '%s' "$octane_text"
  [ "$octane_code" -eq 0 ]
}

# ask [no=CODE,…] PROGRAM…: yes where it ends with 0, no where it ends with 1, or, where CODEs are given, with one of those alone
ask() {
  local octane_no=1 octane_code=0
  case $1 in no=*) octane_no=${1#no=} && shift ;; esac
  "$@" || octane_code=$?
  [ "$octane_code" -ne 0 ] || return 0
  case ,$octane_no, in *",$octane_code,"*) return 1 ;; esac
  no_answer "$octane_code" "$@"
}

# holds PHASE: yes where PHASE ends well, no where it says missing; its results are not stored
holds() {
  local octane_text octane_code=0
  eval 'octane_text=$(set -e; "$@")' || octane_code=$?
  [ "$octane_code" -ne 0 ] || return 0
  if [ "$octane_code" -ne 3 ] || ! spoken 3; then no_answer "$octane_code" "$@"; fi
  take_back_verdict
  return 1
}

# no_answer CODE COMMAND…: COMMAND ended with this code, which is no answer to what it was asked
no_answer() {
  local code=$1 words how="exit status $1"
  shift
  if spoken "$code"; then exit "$code"; fi
  if [ "$1" = within ]; then shift 2; fi
  case $code in 124) how="it took too long" ;; 137) how="it was killed, or took too long" ;; esac
  words=${*//$'\n'/ }
  # such as ask_ceph, which is ceph with what it is always called with
  words=${words#ask_}
  unknown "no answer from ${words:0:100} ($how)"
}

# try PROGRAM…: an order that may fail without harm, since its effect is looked at afterwards
try() { "$@" || echo "$* ended with exit status $?"; }

# within SECONDS PROGRAM…: no longer than that. Ended then with TERM, exit code 124; if it does not mind that, with KILL, exit code
# 137. On CentOS 6 timeout can't do both: there a second one kills.
within() {
  case $BASH_VERSION in
    4.1.*) timeout "$1" timeout -s KILL $(($1 + KILL_AFTER)) "${@:2}" ;;
    *) timeout "--kill-after=$KILL_AFTER" "$@" ;;
  esac
}
KILL_AFTER=${KILL_AFTER:-10}
# as long as the end of an earlier attempt's program is waited for, in seconds
EARLIER=${EARLIER:-20}

# wait_until SECONDS QUESTION…: asks five times a second; no if it never came true. It is asked in a subshell: what a
# function sets is lost. No answer is asked again; if that was the last word, the script ends as unknown.
wait_until() {
  local end=$((SECONDS + $1)) code
  shift
  while [ "$SECONDS" -lt "$end" ]; do
    code=0
    (if "$@"; then exit 0; else exit 100; fi) 2>/dev/null || code=$?
    take_back_verdict
    case $code in
      0) return 0 ;;
      69 | 100) sleep 0.2 ;;
      *) break ;;
    esac
  done
  # for its sentence
  "$@"
}

# output_matches REGEX COMMAND…: a line of what COMMAND prints matches the extended regular expression
output_matches() {
  local text line
  answer text "${@:2}"
  while IFS= read -r line; do
    if [[ $line =~ $1 ]]; then return 0; fi
  done <<<"$text"
  return 1
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
  # of a step that is for the way back alone
  if [ "${WHEN:-}" = back ] && [ "$phase" != undo ]; then return 0; fi
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
  check_fence "$phase"
  [ -d "$OCTANE_STATE" ] || mkdir -p "$OCTANE_STATE"
  # Children don't inherit the lock: a service started here would keep it for ever.
  "$phase" 9>&-
}

on_exit() {
  local code=$? spoken=$VERDICT
  if [ -z "$spoken" ] && [ -s "$OCTANE_HOME/verdict.$$" ]; then spoken=$(<"$OCTANE_HOME/verdict.$$"); fi
  if [ "$code" -ne 0 ] && [ -z "$spoken" ] && [ -s "$OCTANE_HOME/trace.$$" ]; then head -n 1 "$OCTANE_HOME/trace.$$"; fi
  forget_attempt
  # 69 keeps its meaning: programs that end so mean that something is not available
  case $code in 3 | 4 | 75) [ "$spoken" = "$code" ] || exit 1 ;; esac
  exit "$code"
}

forget_attempt() { remove_files "$OCTANE_HOME"/{verdict,trace}.$$; }

# An attempt that was overtaken (its instance was paused or cut off) changes nothing any more. Where there is no room to note this one
# nothing is begun, but what was done can be looked at and taken back.
check_fence() {
  local file="$OCTANE_HOME/fence/${UPGRADE:-0}-${STEP:-0}" highest=0 fence why
  # a line for each attempt, in ascending order
  if [ -e "$file" ]; then while read -r fence; do highest=$fence; done <"$file"; fi
  [ "${FENCE:-0}" -ge "$highest" ] || refuse "this attempt (fence $FENCE) was replaced by a later one (fence $highest)"
  if [ "${FENCE:-0}" -gt "$highest" ] && ! { echo "$FENCE" >>"$file"; } 2>/dev/null; then
    # tried once more for the kernel's words: no room, or a disk that is read only
    why=$({ echo "$FENCE" >>"$file"; } 2>&1) || why="nothing can be written to $OCTANE_HOME on ${NODE_NAME:-this node}: ${why##*: }"
    [ -z "$why" ] || [ "$1" != act ] || fail "$why"
    [ -z "$why" ] || echo "$why; this attempt is not noted"
  fi
}

# exclusive NAME COMMAND…: never beside another of the same NAME, not even beside what a killed attempt
# left running: unlike the lock of `main` this one is inherited, so it is held until the last child has ended.
exclusive() {
  local name=$1
  shift
  (
    flock -w "$EARLIER" 8 || busy "$name of an earlier attempt is still running"
    "$@"
  ) 8>>"$OCTANE_HOME/$name.lock"
}

# ---- files

# write_file PATH MODE [COMMAND…]: what COMMAND prints, or stdin, becomes the file, owner as before, nothing kept. Where
# COMMAND fails the file stays as it is.
write_file() {
  local path=$1 mode=$2 mask new octane_text octane_code=0
  shift 2
  [ $# -gt 0 ] || set -- exec cat
  new="${path%/*}/.${path##*/}.octane-new"
  # shellcheck disable=SC2034 # eval uses it
  printf -v mask '%04o' $((0777 & ~0$mode))
  remove_files "$new"
  eval 'octane_text=$(set -e; umask "$mask"; "$@" >"$new")' || octane_code=$?
  if [ "$octane_code" -ne 0 ]; then
    remove_files "$new"
    [ "$1" != exec ] || fail "$path could not be written"
    no_answer "$octane_code" "$@"
  fi
  if [ -e "$path" ] && ! { [ -O "$path" ] && [ -G "$path" ]; }; then chown --reference="$path" "$new"; fi
  # a file is never made executable
  (((0$mode & 0111) == 0)) || chmod "$mode" "$new"
  mv -f "$new" "$path"
}

# has_room: something can be written on the node's disk, tried on the lock's own file. For what is taken back, which does not wait for
# room.
has_room() {
  local path="$OCTANE_HOME/fence/${UPGRADE:-0}-${STEP:-0}.lock" there=yes
  { echo room >"$path"; } 2>/dev/null || there=no
  : >"$path"
  [ "$there" = yes ]
}

# remove_files PATH…: those that are there; nearly always none is
remove_files() {
  local path found=()
  for path in "$@"; do [ ! -e "$path" ] || found+=("$path"); done
  [ ${#found[@]} -eq 0 ] || rm -f ${found[@]+"${found[@]}"}
}
