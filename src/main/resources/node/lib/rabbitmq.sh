# shellcheck shell=bash source-path=SCRIPTDIR
# Astute's RabbitMQ, on the Fuel master.

. ../lib/frame.sh

# On masters of Fuel 6 to 8 the broker lives in a container.
broker() {
  if command -v dockerctl >/dev/null; then dockerctl shell rabbitmq "$@"; else "$@"; fi
}

# Octane's queue gets a copy of each reply of Astute: one that is lost would be waited for until its deadline. Over AMQP
# 1.0 nobody can declare a durable queue, hence in RabbitMQ's own words, which 3.3 to 3.6 share.
REPLY_QUEUE_MADE="$OCTANE_HOME/reply-queue-made-by-octane"
REPLY_QUEUE='Queue = rabbit_misc:r(<<"/">>, queue, <<"octane">>)'
REPLY_BINDING='{binding, rabbit_misc:r(<<"/">>, exchange, <<"nailgun">>), <<"nailgun">>, Queue, []}'

# has_replies: a durable queue, bound to where Astute's replies go
has_replies() {
  output_matches $'^octane\ttrue$' broker rabbitmqctl -q list_queues name durable &&
    output_matches $'^nailgun\toctane\tnailgun$' broker rabbitmqctl -q list_bindings source_name destination_name routing_key
}

# has_reply_queue: of whatever kind; no answer is neither yes nor no
has_reply_queue() {
  local queues
  queues=$(broker rabbitmqctl -q list_queues name) || fail "RabbitMQ does not say which queues it has"
  grep -qx octane <<<"$queues"
}

make_reply_queue() {
  ! has_replies || return 0
  has_reply_queue || : >"$REPLY_QUEUE_MADE"
  broker rabbitmqctl -q eval \
    "$REPLY_QUEUE, rabbit_amqqueue:declare(Queue, true, false, [], none), rabbit_binding:add($REPLY_BINDING)."
  wait_until 10 has_replies ||
    fail "RabbitMQ has no queue octane that is bound to exchange nailgun: Astute makes the exchange; does it run?"
}

# remove_reply_queue: with its binding, if Octane made it; never with replies in it
remove_reply_queue() {
  [ -e "$REPLY_QUEUE_MADE" ] || return 0
  if has_reply_queue; then
    broker rabbitmqctl -q eval \
      "$REPLY_QUEUE, {ok, Found} = rabbit_amqqueue:lookup(Queue), rabbit_amqqueue:delete(Found, false, true)."
    ! has_reply_queue || busy "replies of Astute wait in RabbitMQ's queue octane"
  fi
  rm -f "$REPLY_QUEUE_MADE"
}
