# shellcheck shell=bash
# Stops the step's remote job, if it runs: its whole process group ends before anything of it is taken back. Nobody asks
# for the job any more then.
octane_job="${OCTANE_ROOT:-}/var/lib/octane/jobs/$JOB"
if [ -e "$octane_job/lock" ] && ! flock -n "$octane_job/lock" true; then
  for octane_signal in TERM KILL; do
    octane_leader=$(cat "$octane_job/leader" 2>/dev/null || true)
    [ -z "$octane_leader" ] || kill -s "$octane_signal" -- "-$octane_leader" 2>/dev/null || true
    if flock -w 5 "$octane_job/lock" true; then break; fi
  done
  if ! flock -n "$octane_job/lock" true; then
    echo "the remote job of this step does not end" >&2
    exit 75
  fi
fi
rm -rf "$octane_job"
