# shellcheck shell=bash
# Messages that the queues of the old controllers hold end with them. Their services get MESSAGES_GRACE seconds to take them out, or less
# if nobody takes any; what is left then is counted by queue and noted.

. ../lib/frame.sh
. ../lib/state.sh

# queues: `NAME MESSAGES` of those that hold some. Where services of OpenStack run there are queues, empty or not: a list without any is
# no answer.
queues() {
  local list
  answer list within 60 rabbitmqctl -q list_queues name messages
  [[ $list =~ $'\t'[0-9]+($'\n'|$) ]] || unknown "RabbitMQ lists no queues"
  awk -F'\t' '$2 ~ /^[0-9]+$/ && $2 > 0 { print $1, $2 }' <<<"$list"
}

# emptied: until nothing is left, or nobody has taken anything out for as long as SETTLED seconds
emptied() {
  local left before='none yet' since=$SECONDS end=$((SECONDS + ${MESSAGES_GRACE:-30}))
  while [ "$SECONDS" -lt "$end" ]; do
    answer left queues
    [ -n "$left" ] || return 0
    if [ "$left" != "$before" ]; then
      before=$left
      since=$SECONDS
    elif [ $((SECONDS - since)) -ge "${SETTLED:-5}" ]; then
      return 0
    fi
    sleep 0.5
  done
}

check() {
  local left number
  remembers messages || missing "the messages in the queues are not counted yet"
  left=$(recall messages)
  answer number awk '{ n += $2 } END { print n + 0 }' <<<"$left"
  result messages "$number"
  result queues "${left//$'\n'/, }"
  if [ -n "$left" ]; then
    result proof.messages "$number messages were dropped with the old queues, after up to ${MESSAGES_GRACE:-30} s of grace: ${left//$'\n'/, }"
  else
    result proof.messages "no message was left in the queues that were dropped"
  fi
}

act() {
  emptied
  remember messages queues
}

verify() { check; }

# The queues were only looked at.
undo() { forget messages; }
