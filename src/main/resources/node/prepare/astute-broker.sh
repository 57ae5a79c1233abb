# shellcheck shell=bash
# Astute's RabbitMQ learns to speak AMQP 1.0, and has a queue for Octane to hear Astute's replies by. RabbitMQ 3.3 loads a
# plugin only when it starts; and where it lives in a container, each start runs puppet, which writes the list of plugins anew.

. ../lib/frame.sh
. ../lib/shared.sh
. ../lib/rabbitmq.sh

readonly PLUGIN=rabbitmq_amqp1_0
readonly ENABLED_HERE="$OCTANE_HOME/amqp1-enabled-by-octane"

restart_broker() {
  if command -v dockerctl >/dev/null; then within 300 dockerctl restart rabbitmq; else within 300 service rabbitmq-server restart; fi
}

enabled() { output_matches "^$PLUGIN\$" broker rabbitmq-plugins list -e -m; }
running() { output_matches "$PLUGIN" broker rabbitmqctl status; }

check() {
  # what is there already may be another upgrade's, which takes it back
  is_using astute-broker || missing "it is not recorded yet that this upgrade needs it"
  puppet_keeps_plugin || missing "puppet takes $PLUGIN out when RabbitMQ's container starts the next time"
  enabled || missing "$PLUGIN is not enabled"
  running || missing "$PLUGIN is enabled but not running"
  has_replies || missing "RabbitMQ has no queue octane for Astute's replies"
}

act() {
  start_using astute-broker
  enabled || : >"$ENABLED_HERE"
  make_puppet_keep "$PLUGIN"
  enabled || broker rabbitmq-plugins enable "$PLUGIN"
  wait_until 1 running || restart_broker
  # a container's start takes its time: puppet runs in it
  wait_until 240 running || fail "RabbitMQ did not start $PLUGIN"
  make_reply_queue
}

verify() { check; }

undo() {
  stop_using astute-broker
  if in_use astute-broker; then echo "another upgrade still uses the broker" && return 0; fi
  remove_reply_queue
  let_puppet_be
  [ -e "$ENABLED_HERE" ] || return 0
  # It stays loaded until the broker starts the next time: Octane itself speaks to it.
  ! enabled || broker rabbitmq-plugins disable "$PLUGIN"
  ! enabled || fail "$PLUGIN is still enabled"
  rm -f "$ENABLED_HERE"
}
