# shellcheck shell=bash
# What a case shows, one sentence at a time.

PASSED=0
FAILED=0
KNOWN=0

say() { printf '%6.1f  %s\n' "$(($(date +%s%N) / 100000000 - STARTED))e-1" "$*"; }
STARTED=$(($(date +%s%N) / 100000000))

# prove SENTENCE COMMAND…: the command ends well; if it doesn't the case goes on, and fails in the end, unless it is a fault of Octane
# that is known and not mended yet: `CASE: SENTENCE` in known-faults. Of one that is mended by now the list has to be told.
prove() {
  local sentence=$1 output code=0 known=
  shift
  output=$("$@" 2>&1) || code=$?
  if grep -qsxF "$CASE: $sentence" "$LAB_HOME/known-faults"; then known=yes; fi
  if [ "$code" -eq 0 ] && [ -z "$known" ]; then
    PASSED=$((PASSED + 1))
    say "ok      $sentence"
    return 0
  fi
  if [ "$code" -eq 0 ]; then
    FAILED=$((FAILED + 1))
    say "FAILED  $sentence: it holds, take it out of known-faults"
    return 0
  fi
  if [ -n "$known" ]; then
    KNOWN=$((KNOWN + 1))
    say "KNOWN   $sentence"
  else
    FAILED=$((FAILED + 1))
    say "FAILED  $sentence"
  fi
  { printf 'ended with %s: %s\n' "$code" "$*" && printf '%s\n' "$output" | tail -n 20; } | sed 's/^/          | /'
}

# stop_case WHY: it makes no sense to go on
stop_case() {
  FAILED=$((FAILED + 1))
  say "FAILED  $*"
  exit 1
}

# not_run WHY: this machine can't do what the case needs
not_run() {
  say "NOT RUN $*"
  echo "$*" >"$LAB_RUN/not-run"
  exit 77
}

# within SECONDS COMMAND…: becomes true in that time; asked five times a second
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

equal() {
  [ "$1" = "$2" ] && return 0
  diff <(printf '%s\n' "$1") <(printf '%s\n' "$2") | sed -n '1,20p'
  return 1
}

# matches PATTERN TEXT
matches() {
  [[ $2 =~ $1 ]] && return 0
  echo "'$2' does not match '$1'"
  return 1
}

not() { ! "$@"; }
