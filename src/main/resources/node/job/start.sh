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
rm -f "$octane_job/exit" "$octane_job/leader"
printf '%s' "$OCTANE_JOB_SCRIPT" >"$octane_job/script"
printf '%s\n' "$ATTEMPT" >"$octane_job/attempt"
# shellcheck disable=SC2016 # expanded by the inner shell
setsid bash -c '
  echo $$ >"$1/leader"
  bash "$1/script" 8>&- </dev/null >"$1/out" 2>"$1/err" && code=0 || code=$?
  rm -f "$1/script"
  echo "$code" >"$1/exit.new"
  mv -f "$1/exit.new" "$1/exit"' octane-job "$octane_job" </dev/null >/dev/null 2>&1 &
echo "octane-job-age 0"
exit 10
