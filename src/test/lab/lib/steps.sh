# shellcheck shell=bash
# Steps of Octane on nodes of the lab. LabSteps, a Java program, finds a step's script, parameters and results of earlier steps as
# the server does, sends what the server sends, over SSH, and tells what the server would make of the answer.

# FACTS: variables that every step of the case gets, VAR=VALUE
FACTS=()

# octane_up: starts Octane's side, which needs a few seconds; whoever asks first waits for it
octane_up() {
  # shellcheck disable=SC2086 # options
  java ${LAB_JAVA_OPTIONS:-} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -Djava.io.tmpdir="$LAB_RUN/tmp" -cp "$LAB_CLASSPATH" \
    org.octane.lab.LabSteps "$ADDRESSES" "$LAB_RUN/key" "$LAB_HOME/steps.d" "$LAB_RUN/port" \
    "$LAB_RUN/database" </dev/null >"$LAB_RUN/octane.log" 2>&1 &
}
octane_ready() {
  [ -s "$LAB_RUN/port" ] || within 60 test -s "$LAB_RUN/port" ||
    stop_case "Octane's side does not start: $(tail -n 5 "$LAB_RUN/octane.log")"
}

# ask NODE STEP PHASE [VAR=VALUE…]: sets ANSWER (done, missing, waiting; busy, failed: both are tried again; refused), SAID, the
# sentence, and TOLD, results and log
ask() {
  local to
  octane_ready
  exec {to}<>"/dev/tcp/127.0.0.1/$(<"$LAB_RUN/port")"
  printf '%s\0' "$1" "$2" "$3" ${FACTS[@]+"${FACTS[@]}"} "${@:4}" "" >&"$to"
  ANSWER=
  SAID=
  IFS=$'\t' read -r ANSWER SAID <&"$to" || true
  TOLD=$(cat <&"$to")
  exec {to}>&-
  [ -n "$ANSWER" ] || stop_case "no answer from Octane's side to $*: $(tail -n 5 "$LAB_RUN/octane.log")"
}

# result KEY: of the last answer
result() { sed -n "s/^result $1 //p" <<<"$TOLD"; }

# step NODE STEP [VAR=VALUE…]: as the engine goes, check, act, wait, verify, and again after a failure that may pass; ends the case if
# it does not become done
step() {
  local begun=$SECONDS
  tried_step "$@" || step_stopped "$1" "$2"
  say "        $2 on $1: done in $((SECONDS - begun)) s"
}

# tried_step NODE STEP [VAR=VALUE…]: the same, 1 if it does not become done
tried_step() {
  local end=$((SECONDS + ${STEP_SECONDS:-180})) phase=check attempt=1 word
  for word in "${@:3}"; do case $word in ATTEMPT=*) attempt=${word#*=} ;; esac done
  local last=$((attempt + ATTEMPTS - 1))
  while [ "$SECONDS" -lt "$end" ]; do
    ask "$1" "$2" "$phase" "${@:3}" "ATTEMPT=$attempt"
    case $phase:$ANSWER in
      check:missing) phase=act ;;
      act:done | check:done) phase=verify ;;
      verify:done) return 0 ;;
      *:waiting) phase=check && sleep 0.5 ;;
      *:busy) phase=check && sleep 1 ;;
      *:failed | verify:missing)
        [ "$attempt" -lt "$last" ] || return 1
        say "        $2 on $1: attempt $attempt: $SAID"
        attempt=$((attempt + 1))
        phase=check
        ;;
      *) return 1 ;;
    esac
  done
  SAID="not done after ${STEP_SECONDS:-180} s; the last answer: $ANSWER, $SAID"
  return 1
}
ATTEMPTS=3

step_stopped() {
  printf '%s\n' "$TOLD" | tail -n 15 | sed 's/^/          | /'
  stop_case "$2 on $1: $ANSWER, $SAID"
}

# undo NODE STEP [VAR=VALUE…]
undo() {
  local end=$((SECONDS + ${STEP_SECONDS:-180})) begun=$SECONDS attempt=1
  ask "$1" "$2" undo "${@:3}"
  while [ "$ANSWER" != "done" ] && [ "$SECONDS" -lt "$end" ]; do
    case $ANSWER in
      waiting | busy) sleep 0.5 ;;
      failed)
        [ "$attempt" -lt "$ATTEMPTS" ] || break
        say "        the undo of $2 on $1: attempt $attempt: $SAID"
        attempt=$((attempt + 1))
        ;;
      *) break ;;
    esac
    ask "$1" "$2" undo "${@:3}" "ATTEMPT=$attempt"
  done
  [ "$ANSWER" = "done" ] || step_stopped "$1" "the undo of $2"
  say "        $2 on $1: taken back in $((SECONDS - begun)) s"
}

# together VERB "NODE…" STEP [VAR=VALUE…]: step or undo on all of them at once
together() {
  local verb=$1 nodes=$2 node pids=() failed=0
  shift 2
  for node in $nodes; do
    ("$verb" "$node" "$@") >"$LAB_RUN/together.$node" 2>&1 &
    pids+=($!)
  done
  for node in "${pids[@]}"; do wait "$node" || failed=1; done
  for node in $nodes; do cat "$LAB_RUN/together.$node"; done
  [ "$failed" -eq 0 ] || stop_case "$verb $1 did not end well everywhere"
}

# answers KIND NODE STEP PHASE [VAR=VALUE…]: the answer is of that kind, or one of `KIND|KIND`
answers() {
  local kinds=$1
  shift
  ask "$@"
  [[ $ANSWER =~ ^($kinds)$ ]] && return 0
  echo "$ANSWER, not $kinds: $SAID"
  return 1
}
