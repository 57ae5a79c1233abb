# shellcheck shell=bash
# The remote job that undid the step has ended well: nothing of it stays. Were it asked for once more, it would find
# that there is nothing to undo.
octane_job="${OCTANE_ROOT:-}/var/lib/octane/jobs/$JOB"
if [ "$(cat "$octane_job/exit" 2>/dev/null)" = 0 ] && [ "$(cat "$octane_job/attempt")" = "$ATTEMPT" ]; then
  rm -rf "$octane_job"
  rmdir "${octane_job%/*}" 2>/dev/null || true
  exit 0
fi
