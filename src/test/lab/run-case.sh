#!/usr/bin/env bash
# run-case.sh CASE RESULTS: runs it in namespaces of its own, prints its lines as they come, each with the case's name, and leaves in the
# folder RESULTS CASE.verdict, CASE.summary and, of one that could not be run, CASE.why.
set -euo pipefail

name=$1
results=$2
file=$LAB_HOME/cases/$name.sh
log=$LAB/logs/$name.log

# How many seconds it may take, in a comment of its file
limit() { echo $(($(sed -n 's/^# limit: //p' "$file") * ${OCTANE_LAB_PATIENCE:-1})); }

say() { printf '%-10s %s\n' "$name" "$*"; }

# Of a case that failed, what its nodes' programs said
keep_logs() {
  local node
  cp "$run/octane.log" "$LAB/logs/$name.octane.log" 2>/dev/null || true
  cp "$run/server.err" "$LAB/logs/$name.server.log" 2>/dev/null || true
  rm -rf "$LAB/logs/$name.nodes"
  [ "$verdict" = FAILED ] || return 0
  for node in "$run"/nodes/*; do
    [ -d "$node/upper/var/log" ] || continue
    mkdir -p "$LAB/logs/$name.nodes/${node##*/}"
    cp -r "$node/upper/var/log/." "$LAB/logs/$name.nodes/${node##*/}/" 2>/dev/null || true
  done
}

run=$(mktemp -d "$LAB/run.XXXXXX")
mkdir "$run/tmp"
say "$(sed -n '2s/^# //p' "$file")"
: >"$log"
code=0
# Whoever is killed takes what it has started with it.
LAB_RUN=$run LAB_TREE=$LAB/tree setpriv --pdeathsig KILL timeout --kill-after=5 "$(limit)" \
  setpriv --pdeathsig KILL unshare --mount --uts --ipc --pid --net --fork --kill-child --mount-proc \
  bash "$LAB_HOME/lib/case.sh" "$name" </dev/null >"$log" 2>&1 &
running=$!
setpriv --pdeathsig KILL tail -n +1 -f --pid="$running" "$log" 2>/dev/null | sed -u "s/^/$(printf '%-10s' "$name") /" || true
wait "$running" || code=$?

read -r passed failed known < <(cat "$run/proofs" 2>/dev/null || echo 0 1 0)
known_too=
[ "$known" -eq 0 ] || known_too=", $known known to fail (src/test/lab/known-faults)"
case $code in
  0) verdict=passed && [ "$passed" -gt 0 ] || { verdict=FAILED && failed=1; } ;;
  77) verdict='not run' && cp "$run/not-run" "$results/$name.why" ;;
  124 | 137) verdict=FAILED && say "        it took longer than $(limit) s, and was ended" ;;
  *) verdict=FAILED ;;
esac
echo "$verdict" >"$results/$name.verdict"
printf '%-12s %-8s %4d s  %s\n' "$name" "$verdict" "$SECONDS" \
  "$(if [ "$verdict" = 'not run' ]; then cat "$run/not-run"; else echo "$passed of $((passed + failed + known)) proofs$known_too"; fi)" \
  >"$results/$name.summary"
keep_logs
rm -rf "$run"
