# shellcheck shell=bash
# Starts the step's remote job: it outlives the connection. Its script is the variable OCTANE_JOB_SCRIPT.
# A lock is held as long as it runs, so neither a pid nor a reboot can deceive; what it started and left
# running does not inherit it. Exit 10: it runs (now, or since an earlier attempt); 0: it has ended well already.
set -eu
umask 077
octane_job="${OCTANE_ROOT:-}/var/lib/octane/jobs/$JOB"
mkdir -p "$octane_job"
exec 8>>"$octane_job/lock"
if ! flock -n 8; then
  echo "octane-job-age 0"
  exit 10
fi
if [ "$(cat "$octane_job/exit" 2>/dev/null)" = 0 ] && [ "$(cat "$octane_job/attempt")" = "$ATTEMPT" ]; then
  grep '^octane-result ' "$octane_job/out" || true
  exit 0
fi
# A leader of before is nobody any more, or somebody else.
rm -f "$octane_job"/{exit,leader,told}
# Its last words have their room before it takes what is left of the disk: empty lines, to be written over.
printf -v octane_room '%4096s' ''
octane_room=${octane_room// /$'\n'}
octane_write() {
  printf '%s' "$OCTANE_JOB_SCRIPT" >"$octane_job/script" && printf '%s\n' "$ATTEMPT" >"$octane_job/attempt" &&
    printf '%s' "$octane_room" >"$octane_job/err" && printf '%s' "$octane_room" >"$octane_job/exit.new"
}
if ! octane_write 2>/dev/null && ! octane_why=$(octane_write 2>&1); then
  rm -f "$octane_job"/{script,attempt,err,exit.new}
  case $JOB in
    *-undo)
      # What takes back may be what makes room again: it runs here and now, as long as the connection lasts.
      echo "nothing can be written to /var/lib/octane: ${octane_why##*: }; the undo runs without a job of its own"
      eval "$OCTANE_JOB_SCRIPT" 8>&-
      rm -rf "$octane_job"
      exit 0
      ;;
  esac
  echo "nothing can be written to /var/lib/octane, where the step needs room: ${octane_why##*: }" >&2
  exit 1
fi
# shellcheck disable=SC2016 # expanded by the inner shell
setsid bash -c '
  echo $$ >"$1/leader"
  bash "$1/script" 8>&- </dev/null >"$1/out" 2<>"$1/err" && code=0 || code=$?
  why=
  [ "$code" -eq 0 ] || why=$({ printf "%4096s" "" >"$1/probe"; } 2>&1) || why="nothing can be written to ${1%/jobs/*}: ${why##*: }"
  rm -f "$1/script" "$1/probe"
  printf "%s\n" "$code" "$why" 1<>"$1/exit.new"
  mv -f "$1/exit.new" "$1/exit"' octane-job "$octane_job" </dev/null >/dev/null 2>&1 &
echo "octane-job-age 0"
exit 10
