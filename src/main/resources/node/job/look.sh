# shellcheck shell=bash
# What became of this step's remote job. Ahead of the step's own `check`: only a job that failed in this very
# attempt, or still runs, ends here; in every other case the check goes on.
# Exit 10: it runs, its age in seconds on stdout.
# Before that, between marks: what the job has printed since the last look, 64 KiB of each stream at most. Whole lines, as long as it
# runs: secrets are masked by who reads this, and half of one he would not know.
octane_job="${OCTANE_ROOT:-}/var/lib/octane/jobs/$JOB"
# octane_tell runs|ended
octane_tell() {
  local octane_file octane_size octane_words octane_from octane_told=(0 0) octane_i=0 octane_cut LC_ALL=C
  [ "$octane_job/out" -nt "$octane_job/told" ] || [ "$octane_job/err" -nt "$octane_job/told" ] ||
    [ "$octane_job/exit" -nt "$octane_job/told" ] || return 0
  read -r -a octane_told <"$octane_job/told" || true
  echo octane-job-said
  for octane_file in out err; do
    octane_from=${octane_told[octane_i]:-0} octane_cut=
    octane_size=$(stat -c %s "$octane_job/$octane_file")
    if [ $((octane_size - octane_from)) -gt 65536 ]; then
      octane_cut=$((octane_size - octane_from - 65536))
      octane_from=$((octane_size - 65536))
    fi
    octane_words=$({ tail -c "+$((octane_from + 1))" "$octane_job/$octane_file" || [ $? = 141 ]; } | head -c 65536 | tr '\000' '?' && printf .)
    octane_words=${octane_words%.}
    if [ "$1" = runs ]; then
      case $octane_words in *$'\n'*) octane_words=${octane_words%$'\n'*} ;; *) octane_words='' octane_cut='' ;; esac
    fi
    # without the room at the end
    octane_words=$(printf '%s' "$octane_words")
    octane_told[octane_i]=$((octane_from + ${#octane_words}))
    if [ -n "$octane_cut" ]; then
      echo "(not kept: $octane_cut bytes before this, and the rest of their line)"
      case $octane_words in *$'\n'*) octane_words=${octane_words#*$'\n'} ;; *) octane_words=${octane_words:1024} ;; esac
    fi
    printf '%s\n' "$octane_words"
    octane_i=$((octane_i + 1))
  done
  echo octane-job-said-end
  echo "${octane_told[0]} ${octane_told[1]}" >"$octane_job/told"
}
if [ -e "$octane_job/lock" ]; then
  exec 8<"$octane_job/lock"
  if ! flock -n 8; then
    octane_tell runs 2>/dev/null || true
    echo "octane-job-age $(($(date +%s) - $(stat -c %Y "$octane_job/attempt")))"
    exit 10
  fi
  exec 8<&-
  if [ -s "$octane_job/exit" ] && [ "$(<"$octane_job/attempt")" = "$ATTEMPT" ]; then
    { read -r octane_exit && read -r octane_why; } <"$octane_job/exit"
    octane_tell ended 2>/dev/null || true
    if [ "$octane_exit" -ne 0 ]; then
      echo octane-job-failed
      cat "$octane_job/out"
      # without the room at its end
      octane_said=$(tail -c 1000000 "$octane_job/err")
      # not half a line at its beginning
      if [ "$(stat -c %s "$octane_job/err")" -gt 1000000 ]; then octane_said=${octane_said#*$'\n'}; fi
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
