# shellcheck shell=bash
# Whether Astute runs, and what became of the task TASK, which was cast AGE seconds ago: asked of its log, its processes and its
# queue, since its silence says nothing. Without TASK only the queue is asked. What can't be seen for sure ends as unknown.

. ../lib/frame.sh
. ../lib/astute.sh

# follow TASK AGE: what log and processes say together: `working PID`, `ready`, `error TEXT`, `gone PID` or `absent`; before it
# a line `nodes UID=STATUS…` if the task has spoken of nodes
follow() {
  local task=$1 logs said workers word more path paths=() debug='' short='' mentioned='' speaks='' end='' nodes='' pid
  local -A holds=()
  answer logs logs_since "$2"
  while IFS= read -r path; do
    if [ "$path" = short ]; then short=yes; else paths+=("$path"); fi
  done <<<"$logs"
  answer said task_in_log "$task" ${paths[@]+"${paths[@]}"}
  answer workers astute_workers
  workers=" ${workers//$'\n'/ } "
  while read -r word more; do
    case $word in
      debug) debug=yes ;;
      mentioned) mentioned=yes ;;
      speaks) [[ $workers != *" $more "* ]] || speaks=yes ;;
      took) holds[$more]=yes end='' ;;
      quit) holds[$more]=gone ;;
      says) holds=() end=$more ;;
      node) nodes+=" ${more% *}=${more#* }" ;;
    esac
  done <<<"$said"
  [ "$workers" = "  " ] || [ -n "$speaks" ] ||
    unknown "the log is not that of the Astute that runs: no worker of now speaks in it"
  # one that has had nothing to do since it was started has written nothing at that level
  if [ -z "$debug" ]; then
    answer word astute_level
    [ "$word" != debug ] || debug=yes
  fi
  [ -z "$nodes" ] || echo "nodes$nodes"
  for pid in ${holds[@]+"${!holds[@]}"}; do
    if [ "${holds[$pid]}" = yes ] && [[ $workers == *" $pid "* ]]; then
      echo "working $pid"
      return 0
    fi
  done
  if [ -n "$end" ]; then
    echo "$end"
  elif [ ${#holds[@]} -gt 0 ]; then
    for pid in "${!holds[@]}"; do
      echo "gone $pid"
      return 0
    done
  elif [ -n "$mentioned" ]; then
    unknown "Astute's log names the task, but not who has it"
  elif [ -n "$short" ]; then
    unknown "Astute's log does not name the task, nor does it reach back to the time when that was cast"
  elif [ -z "$debug" ]; then
    unknown "Astute's log is not kept at level debug, at which it would name each task that is taken"
  else
    echo absent
  fi
}

check() {
  local found queue word
  if [ -z "${TASK:-}" ]; then
    answer queue astute_queue
    result queue "$queue"
    return 0
  fi
  answer found follow "$TASK" "${AGE:-0}"
  if [ "$found" = absent ]; then
    answer queue astute_queue
    result queue "$queue"
    # a message that was in somebody's hands, and no longer was when the queue was asked, is in the log by now
    answer found follow "$TASK" "${AGE:-0}"
  fi
  if [[ $found == "nodes "* ]]; then
    word=${found%%$'\n'*}
    result nodes "${word#nodes }"
    found=${found#*$'\n'}
  fi
  result task "$found"
}
