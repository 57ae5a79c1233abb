# shellcheck shell=bash
# What became of this step's remote job. Ahead of the step's own `check`: only a job that failed in this very
# attempt, or still runs, ends here; in every other case the check goes on.
# Exit 10: it runs, its age in seconds on stdout.
octane_job="${OCTANE_ROOT:-}/var/lib/octane/jobs/$JOB"
if [ -e "$octane_job/lock" ]; then
  exec 8<"$octane_job/lock"
  if ! flock -n 8; then
    echo "octane-job-age $(($(date +%s) - $(stat -c %Y "$octane_job/attempt")))"
    exit 10
  fi
  exec 8<&-
  if [ -s "$octane_job/exit" ] && [ "$(<"$octane_job/attempt")" = "$ATTEMPT" ]; then
    { read -r octane_exit && read -r octane_why; } <"$octane_job/exit"
    if [ "$octane_exit" -ne 0 ]; then
      cat "$octane_job/out"
      # without the room at its end
      octane_said=$(tail -c 1000000 "$octane_job/err")
      printf '%s\n' "$octane_said" >&2
      # It may have been said before in other words, or be all that is known.
      if [ -n "$octane_why" ]; then printf '%s: %s\n' "$octane_why" "${octane_said##*$'\n'}" >&2; fi
      # Busy is no attempt: said once, and the next look finds that it has to be started again.
      [ "$octane_exit" -ne 75 ] || rm -f "$octane_job/exit"
      # It was an act that got no answer, not this look: to ask again would hear the same.
      [ "$octane_exit" -ne 69 ] || octane_exit=1
      exit "$octane_exit"
    fi
    grep '^octane-result ' "$octane_job/out" || true
  fi
fi
