# shellcheck shell=bash
# Astute's RabbitMQ, on the Fuel master.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/blocks.sh

# On masters of Fuel 6 to 8 the broker lives in a container.
broker() {
  if command -v dockerctl >/dev/null; then within 120 dockerctl shell rabbitmq "$@"; else within 120 "$@"; fi
}

# plugins_manifest: in MANIFEST the puppet manifest by which each start of the container writes RabbitMQ's list of plugins anew, if
# there is one. The container sees the master's own /etc/puppet.
plugins_manifest() {
  MANIFEST=
  command -v dockerctl >/dev/null || return 0
  local file="${OCTANE_ROOT:-}/etc/puppet/modules/nailgun/manifests/rabbitmq.pp"
  [ -e "$file" ] || return 0
  answer MANIFEST readlink -f "$file"
  ask grep -qE "$PLUGINS_LINE" "$MANIFEST" || MANIFEST=
}
PLUGINS_LINE="^ *file *\\{ *[\"'][a-z/]*/enabled_plugins[\"']"
PLUGINS_BLOCK=amqp1-plugin

# puppet_keeps_plugin: a start of the container leaves it enabled
puppet_keeps_plugin() {
  local times
  plugins_manifest
  [ -n "$MANIFEST" ] || return 0
  answer times times_applied "$PLUGINS_BLOCK" "$MANIFEST"
  [ "$times" -eq 1 ]
}

# make_puppet_keep PLUGIN: beside those that are enabled now
make_puppet_keep() {
  local plugins
  ! puppet_keeps_plugin || return 0
  answer plugins broker cat "${OCTANE_ROOT:-}/etc/rabbitmq/enabled_plugins"
  [[ $plugins =~ ^[[:space:]]*\[([a-z0-9_,[:space:]]*)\][[:space:]]*\.[[:space:]]*$ ]] || refuse "RabbitMQ's enabled_plugins is no list of names: $plugins"
  plugins=${BASH_REMATCH[1]//[[:space:]]/}
  if ! in_list "$1" "${plugins//,/ }"; then plugins=${plugins:+$plugins,}$1; fi
  put_block "$PLUGINS_BLOCK" "$MANIFEST" "$PLUGINS_LINE" <<BLOCK
  # Octane hears Astute's replies over AMQP 1.0.
  File <| title == '/etc/rabbitmq/enabled_plugins' |> {
    content => '[$plugins].',
  }
BLOCK
}

# let_puppet_be: the manifest is as it was
let_puppet_be() {
  plugins_manifest
  if [ -n "$MANIFEST" ]; then restore_block "$MANIFEST"; fi
}

# Octane's queue gets a copy of each reply of Astute: one that is lost would have to be looked for in Astute's log. Over AMQP
# 1.0 nobody can declare a durable queue, hence in RabbitMQ's own words. Since 3.7 its functions want to know who acts, told by the
# delete/4 that there is since then: a declare/6 was there before, where the sixth is the Erlang node that gets the queue.
# While no server of Octane runs nobody takes replies out: of too many the oldest go, and the last word on a task is its newest.
REPLY_QUEUE_MADE="$OCTANE_HOME/reply-queue-made-by-octane"
REPLY_LIMIT=20000
REPLY_QUEUE='Queue = rabbit_misc:r(<<"/">>, queue, <<"octane">>), Who = case erlang:function_exported(rabbit_amqqueue, delete, 4) of true -> [<<"octane">>]; false -> [] end'
REPLY_ARGUMENTS="[{<<\"x-max-length\">>, long, $REPLY_LIMIT}]"
REPLY_BINDING='{binding, rabbit_misc:r(<<"/">>, exchange, <<"nailgun">>), <<"nailgun">>, Queue, []}'

# has_replies: a durable queue with that limit, bound to where Astute's replies go
has_replies() {
  has_limited_queue &&
    output_matches $'^nailgun\toctane\tnailgun$' broker rabbitmqctl -q list_bindings source_name destination_name routing_key
}

has_limited_queue() {
  output_matches $'^octane\ttrue\t.*"x-max-length", ?'"$REPLY_LIMIT}" broker rabbitmqctl -q list_queues name durable arguments
}

# has_reply_queue: of whatever kind
has_reply_queue() { output_matches '^octane$' broker rabbitmqctl -q list_queues name; }

make_reply_queue() {
  ! has_replies || return 0
  # a declaration does not change a queue that is there
  if has_reply_queue && ! has_limited_queue; then
    [ -e "$REPLY_QUEUE_MADE" ] || fail "RabbitMQ on the Fuel master has a queue octane that Octane did not make, and that is not durable or \
does not end at $REPLY_LIMIT messages: delete it, then try again"
    delete_reply_queue
  fi
  has_reply_queue || : >"$REPLY_QUEUE_MADE"
  broker rabbitmqctl -q eval \
    "$REPLY_QUEUE, apply(rabbit_amqqueue, declare, [Queue, true, false, $REPLY_ARGUMENTS, none] ++ Who), apply(rabbit_binding, add, [$REPLY_BINDING] ++ Who)."
  wait_until 10 has_replies ||
    fail "RabbitMQ has no queue octane that is bound to exchange nailgun: Astute makes the exchange; does it run?"
}

# remove_reply_queue: with its binding, if Octane made it
remove_reply_queue() {
  [ -e "$REPLY_QUEUE_MADE" ] || return 0
  if has_reply_queue; then delete_reply_queue; fi
  rm -f "$REPLY_QUEUE_MADE"
}

# delete_reply_queue: never with replies in it
delete_reply_queue() {
  broker rabbitmqctl -q eval \
    "$REPLY_QUEUE, {ok, Found} = rabbit_amqqueue:lookup(Queue), apply(rabbit_amqqueue, delete, [Found, false, true] ++ Who)."
  ! has_reply_queue || busy "replies of Astute wait in RabbitMQ's queue octane"
}
