# shellcheck shell=bash
# Astute's RabbitMQ learns to speak AMQP 1.0, and has a queue for Octane to hear Astute's replies by. RabbitMQ 3.3 loads a
# plugin only when it starts; and where it lives in a container, each start runs puppet, which writes the list of plugins anew.
# A start costs whoever's task Astute has in hand its replies, and its calls to nodes hang: it waits until Astute rests.

. ../lib/frame.sh
. ../lib/shared.sh
. ../lib/rabbitmq.sh
. ../lib/prepared.sh
. ../lib/astute.sh

ASTUTE_COMES_BACK=${ASTUTE_COMES_BACK:-120}

restart_broker() {
  astute_rests
  if command -v dockerctl >/dev/null; then within 300 dockerctl restart rabbitmq; else within 300 service rabbitmq-server restart; fi
}

running() { output_matches "$PLUGIN" broker rabbitmqctl status; }

check() {
  # what is there already may be another upgrade's, which takes it back
  is_using astute-broker || missing "it is not recorded yet that this upgrade needs it"
  puppet_keeps_plugin || missing "puppet takes $PLUGIN out when RabbitMQ's container starts the next time"
  plugin_enabled || missing "$PLUGIN is not enabled"
  running || missing "$PLUGIN is enabled but not running"
  astute_takes || missing "nobody takes tasks from Astute's queue naily"
  has_replies || missing "RabbitMQ has no queue octane of $REPLY_LIMIT messages at most for Astute's replies"
}

act() {
  start_using astute-broker
  plugin_enabled || : >"$PLUGIN_ENABLED"
  make_puppet_keep "$PLUGIN"
  plugin_enabled || broker rabbitmq-plugins enable "$PLUGIN"
  wait_until 1 running || restart_broker
  # a container's start takes its time: puppet runs in it
  wait_until 240 running || fail "RabbitMQ did not start $PLUGIN"
  # its workers connect again by themselves
  wait_until "$ASTUTE_COMES_BACK" astute_takes || fail "Astute takes no tasks: its queue naily has had no consumer for $ASTUTE_COMES_BACK s; \
start it anew on the Fuel master ($ASTUTE_ANEW), then retry"
  make_reply_queue
}

verify() { check; }

undo() { take_plugin_back; }
