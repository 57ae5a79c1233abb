# shellcheck shell=bash
# Astute on the Fuel master: its processes, its log, and the queue that it takes tasks from.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/rabbitmq.sh

# On masters of Fuel 6 to 8 Astute lives in a container, where processes have numbers of their own; those are in its log.
astute() {
  if command -v dockerctl >/dev/null; then within 60 dockerctl shell astute "$@"; else within 60 "$@"; fi
}

# astute_queue: `READY UNACKNOWLEDGED CONSUMERS` of the queue naily
astute_queue() {
  local queues name figures
  answer queues broker rabbitmqctl -q list_queues name messages_ready messages_unacknowledged consumers
  while IFS=$'\t ' read -r name figures; do
    figures=${figures//$'\t'/ }
    if [ "$name" = naily ] && [[ $figures =~ ^[0-9]+\ [0-9]+\ [0-9]+$ ]]; then
      echo "$figures"
      return 0
    fi
  done <<<"$queues"
  unknown "RabbitMQ on the Fuel master does not tell of a queue naily"
}

# A sentence for operators.
readonly ASTUTE_ANEW="dockerctl restart astute, since Fuel 9 service astute restart"

# astute_takes: somebody takes from its queue
astute_takes() {
  local queue
  answer queue astute_queue
  [ "${queue##* }" -gt 0 ]
}

# astute_rests: no task waits for Astute, and none is at work, whoever's; otherwise busy
astute_rests() {
  local ready unacknowledged rest queue work
  # the queue first: what nobody has in hand any more is in the log by then
  answer queue astute_queue
  read -r ready unacknowledged rest <<<"$queue"
  [ "$ready" -eq 0 ] || busy "$ready tasks wait in Astute's queue naily"
  [ "$unacknowledged" -eq 0 ] || busy "Astute is about to take $unacknowledged tasks from its queue naily"
  answer work astute_at_work
  [ -z "$work" ] || busy "${work//$'\n'/, }"
}

# astute_lives: a worker of it runs, in whatever container: the Fuel master sees the processes of all of them
astute_lives() {
  local processes pid command
  answer processes ps -e -o pid= -o args=
  [ -n "$processes" ] || unknown "the list of the Fuel master's processes is empty"
  while read -r pid command; do
    if [[ $command == "astute worker["* ]]; then return 0; fi
  done <<<"$processes"
  return 1
}

# astute_workers: the process of each worker, a line each, as the log numbers them
astute_workers() {
  local processes pid command
  # in a container that does not run nobody can be asked
  astute_lives || return 0
  answer processes astute ps -e -o pid= -o args=
  while read -r pid command; do
    if [[ $command == "astute worker["* ]]; then echo "$pid"; fi
  done <<<"$processes"
}

# An option of astuted, which may be cut to fewer letters
readonly LEVEL_ASKED_FOR=' --logl[a-z]*[= ]+([a-z]+)'

# astute_level: from which level on Astute writes its log, told by how it was started: debug where nothing else was asked for; nothing
# where that is not seen
astute_level() {
  local processes pid command
  answer processes astute ps -e -o pid= -o args=
  while read -r pid command; do
    if [[ " $command " == *"/astuted "* ]]; then
      if [[ $command =~ $LEVEL_ASKED_FOR ]]; then echo "${BASH_REMATCH[1]}"; else echo debug; fi
      return 0
    fi
  done <<<"$processes"
}

# astute_time SECONDS: so long ago, as Astute's clock tells it; in a container that is Greenwich's
astute_time() {
  local now zone=()
  answer now date +%s
  if command -v dockerctl >/dev/null; then zone=(-u); fi
  date ${zone[@]+"${zone[@]}"} -d "@$((now - $1))" +%Y-%m-%dT%H:%M:%S
}

# astute_logs: the log, then older parts of it, newest first, a path each; that of Fuel 6 to 8, or the one since 9
astute_logs() {
  local log
  for log in "${OCTANE_ROOT:-}"/var/log/{docker-logs/,}astute/astute.log; do
    if [ -e "$log" ]; then
      ls -t "$log"*
      return 0
    fi
  done
  unknown "Astute has no log on the Fuel master"
}

# print_log PATH
print_log() { case $1 in *.gz) gzip -dc "$1" ;; *) cat "$1" ;; esac; }

# first_time PATH: of its first record; nothing of one without records
first_time() {
  print_log "$1" |
    awk '!found && /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9:]+ / { found = 1; print substr($0, 1, 10) "T" substr($0, 12, 8) }'
}

# ages and times are whole seconds
readonly SLACK=5

# logs_since SECONDS: the log and as many older parts of it as reach back so far, oldest first, a path each; a line `short`
# before them if there are not enough
logs_since() {
  local back paths path first all=''
  answer back astute_time $(($1 + SLACK))
  answer paths astute_logs
  while IFS= read -r path; do
    all="$path"$'\n'"$all"
    answer first first_time "$path"
    # a part that is empty does not say when it begins
    if [ -n "$first" ] && [[ $first < $back ]]; then
      printf '%s' "$all"
      return 0
    fi
  done <<<"$paths"
  printf 'short\n%s' "$all"
}

# task_in_log TASK PATH…: see TASK_IN_LOG
task_in_log() {
  local task=$1 path
  shift
  for path in "$@"; do print_log "$path"; done | LC_ALL=C awk -v task="$task" "$TASK_IN_LOG"
}

# work_in_log PATH…: see WORK_IN_LOG
work_in_log() {
  local path
  for path in "$@"; do print_log "$path"; done | LC_ALL=C awk -v task= "$WORK_IN_LOG"
}

# Who has a task in hand writes of it more often than once in so many seconds.
readonly SILENT_FOR=86400
readonly IF_IDLE="if no task runs, start Astute anew ($ASTUTE_ANEW)"

# astute_at_work: each worker that has a task in hand, as log and processes tell, a sentence each; nothing where none has. The queue says
# nothing of these: Astute acknowledges a message before it works.
astute_at_work() {
  local logs said workers level path pid word more paths=() info='' short='' heard=''
  local -A state=() does=()
  answer workers astute_workers
  [ -n "$workers" ] || return 0
  answer logs logs_since "$SILENT_FOR"
  while IFS= read -r path; do
    if [ "$path" = short ]; then short=yes; else paths+=("$path"); fi
  done <<<"$logs"
  answer said work_in_log ${paths[@]+"${paths[@]}"}
  while read -r word pid more; do
    case $word in
      info) info=yes ;;
      speaks) if in_list "$pid" "${workers//$'\n'/ }"; then heard=yes; fi ;;
      *) state[$pid]=$word does[$pid]=$more ;;
    esac
  done <<<"$said"
  if [ -z "$info" ]; then
    answer level astute_level
    [[ $level == debug || $level == info ]] || unknown "Astute's log is not kept at level info, at which it would name what is worked on; $IF_IDLE"
  fi
  [ -n "$heard" ] || unknown "the log is not that of the Astute that runs: no worker of now speaks in it; $IF_IDLE"
  while IFS= read -r pid; do
    case ${state[$pid]:-} in
      works) echo "worker $pid of Astute is at work${does[$pid]:+ (${does[$pid]})}" ;;
      idle) ;;
      *) [ -z "$short" ] || unknown "Astute's log does not reach back far enough to say what its worker $pid does; $IF_IDLE" ;;
    esac
  done <<<"$workers"
}

# A log, read record by record. A record begins `2015-10-01T12:00:00 debug: [38] `, since Fuel 8 `2016-02-01 12:00:00 DEBUG [38] `,
# with time, level and process, and may have more lines. After each of them over() is called, and done() at the end.
# shellcheck disable=SC2016 # the variables are awk's
readonly READ_LOG='
# reply TEXT: in status and error what it says at the end of the task; node() is called for each node that it names.
# Ruby prints {"method"=>"deploy_resp", "args"=>{"task_uuid"=>"...", "status"=>"ready", "nodes"=>[{"uid"=>"4", ...}]}}
function reply(of,    i, c, n, depth, quoted, token, key, uid, state) {
  status = error = ""
  n = length(of)
  for (i = 1; i <= n; i++) {
    c = substr(of, i, 1)
    if (quoted) {
      if (c == "\\") { i++; c = substr(of, i, 1); token = token (c == "n" ? " " : c) }
      else if (c == "\"") quoted = 0
      else token = token c
    } else if (c == "\"") { quoted = 1; token = "" }
    else if (c ~ /[0-9]/) token = token c
    else if (c == "=" && substr(of, i + 1, 1) == ">") { key = token; token = ""; i++ }
    else if (c == "{" || c == "[") { depth++; token = ""; key = ""; if (depth == 4) { uid = ""; state = "" } }
    else if (c == "," || c == "}" || c == "]") {
      if (depth == 2 && key == "status") status = token
      if (depth == 2 && key == "error") error = token
      if (depth == 4 && key == "uid") uid = token
      if (depth == 4 && key == "status") state = token
      if (c == "}" && depth == 4 && uid != "" && state != "") node(uid, state)
      if (c != ",") depth--
      token = ""; key = ""
    }
  }
  gsub(/[\n\r\t]/, " ", error)
  if (status != "ready" && status != "error") status = ""
}
function ended() { if (head != "") { sentence = substr(head, index(head, "] ") + 2); over() } }
/^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9:]+ ([a-z]+:|[A-Z]+) \[[0-9]+\] / {
  ended()
  head = substr($0, 12, 400); split(head, word); level = word[2]; pid = word[3]; gsub(/[^0-9]/, "", pid)
  here = index($0, task); keep = index($0, "] Casting message to Nailgun:"); text = keep ? $0 : ""
  sub(/^[^]]*\] /, "", text)
  next
}
{
  if (index($0, task)) here = 1
  if (keep) text = text "\n" $0
}
END { ended(); done() }'

# What a log says of a task. Astute
# logs a message before it acknowledges it, and each reply before it sends it; a worker that takes another task is done with
# this one. Printed are, a line each:
#   debug                a record of the level at which each message is logged is there
#   speaks PID           the log has something of that process
#   took PID             that process has the task, or had it
#   quit PID             it lives no longer, or is another now, or is done with the task
#   says STATUS ERROR    it has replied so at the end
#   node UID STATUS      so it has last replied of that node
#   mentioned            the task's name occurs in another way
# shellcheck disable=SC2016 # the variables are awk's
readonly TASK_IN_LOG="$READ_LOG"'
function over(    word) {
  if (level ~ /^(debug:|DEBUG)$/) debug = 1
  if (!(pid in speaks)) { speaks[pid] = 1; print "speaks " pid }
  if (sentence ~ /^=> Starting worker \(PID: /) { split(sentence, word, /[^0-9]+/); if (word[2] in took) lost(word[2]) }
  if (sentence ~ /^reaped #<Process::Status: pid /) { split(sentence, word, /[^0-9]+/); if (word[2] in took) lost(word[2]) }
  if (!here) {
    if (pid in took && sentence ~ /^(Process message from worker queue|Main worker task id is |Dispatching aborted by )/) lost(pid)
  } else if (sentence ~ /^Requeue message because worker is busy/) {
    # it was offered and not taken
  } else if (sentence ~ /^Try to kill running task /) {
    lost(pid)
  } else if (sentence ~ /^(Process message from worker queue|Main worker task id is |.(deploy|granular_deploy|task_deploy|provision). method called with data)/) {
    taken()
  } else if (sentence ~ /^Casting message to Nailgun:/) {
    taken()
    reply(text)
    if (status != "") { delete took[pid]; print "says " status " " substr(error, 1, 300) }
  } else if (!mentioned) {
    mentioned = 1
    print "mentioned"
  }
}
function node(uid, state) { print "node " uid " " state }
function taken() { if (!(pid in took)) { took[pid] = 1; print "took " pid } }
function lost(which) { delete took[which]; print "quit " which }
function done() { if (debug) print "debug" }'

# What a log says last of each process, a line each:
#   info                 a record of the level at which each call is logged is there
#   speaks PID           the log has something of that process
#   works PID METHOD…    it has taken a message and not replied at the end; which call, and of which task
#   idle PID             it is done with its last one, or has just been started
# shellcheck disable=SC2016 # the variables are awk's
readonly WORK_IN_LOG="$READ_LOG"'
function over(    word) {
  if (level ~ /^(debug:|DEBUG|info:|INFO)$/) info = 1
  speaks[pid] = 1
  if (sentence ~ /^(=> Starting worker \(PID: |reaped #<Process::Status: pid )/) { split(sentence, word, /[^0-9]+/); idle(word[2]) }
  else if (sentence ~ /^Process message from worker queue/) { works[pid] = ""; call[pid] = "" }
  else if (sentence ~ /^Main worker task id is /) { works[pid] = " of task " substr(sentence, 24, 36) }
  else if (sentence ~ /^Processing RPC call /) { if (!(pid in works)) works[pid] = ""; call[pid] = quoted_word() }
  else if (sentence ~ /^(Running echo command|Dispatching aborted by |Error deserializing payload|Unsupported RPC call|Try to kill running task )/) idle(pid)
  else if (sentence ~ /^Casting message to Nailgun:/) {
    reply(text)
    if (status != "") idle(pid)
    else if (!(pid in rests)) { if (!(pid in works)) works[pid] = "" }
  }
  # between its last word on a task and the end of that, a worker still gives messages back
  else if (sentence ~ /^Requeue message because worker is busy/ && !(pid in rests) && !(pid in works)) works[pid] = ""
  if (pid in works) delete rests[pid]
}
function idle(which) { delete works[which]; call[which] = ""; rests[which] = 1 }
function quoted_word(    part) { split(sentence, part, /[^A-Za-z_]+/); return part[4] }
function node(uid, state) {}
function done(    which) {
  if (info) print "info"
  for (which in speaks) print "speaks " which
  for (which in works) print "works " which " " call[which] works[which]
  for (which in rests) print "idle " which
}'
