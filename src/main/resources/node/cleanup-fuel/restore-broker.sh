# shellcheck shell=bash
# Astute's RabbitMQ speaks what it spoke before: plugin and queue go only if prepare made them.

. ../lib/frame.sh
. ../lib/shared.sh
. ../lib/blocks.sh
. ../lib/rabbitmq.sh
. ../lib/prepared.sh

check() {
  local times=0
  is_released astute-broker || missing "the upgrade of this cluster still uses the broker's AMQP 1.0"
  [ ! -e "$PLUGIN_ENABLED" ] || in_use astute-broker || missing "$PLUGIN is still enabled"
  plugins_manifest
  if [ -n "$MANIFEST" ]; then answer times times_applied "$PLUGINS_BLOCK" "$MANIFEST"; fi
  [ "$times" -eq 0 ] || in_use astute-broker ||
    missing "puppet still writes $PLUGIN into RabbitMQ's list of plugins"
  [ ! -e "$REPLY_QUEUE_MADE" ] || in_use astute-broker || missing "RabbitMQ still has Octane's queue"
}

act() { take_plugin_back; }

verify() { check; }
undo() { :; }
