# shellcheck shell=bash
# Astute's RabbitMQ speaks what it spoke before: plugin and queue go only if prepare made them.

. ../lib/frame.sh
. ../lib/shared.sh
. ../lib/blocks.sh
. ../lib/rabbitmq.sh

readonly PLUGIN=rabbitmq_amqp1_0
readonly ENABLED_HERE="$OCTANE_HOME/amqp1-enabled-by-octane"

enabled() { output_matches "^$PLUGIN\$" broker rabbitmq-plugins list -e -m; }

check() {
  local times=0
  is_released astute-broker || missing "the upgrade of this cluster still uses the broker's AMQP 1.0"
  [ ! -e "$ENABLED_HERE" ] || in_use astute-broker || missing "$PLUGIN is still enabled"
  plugins_manifest
  if [ -n "$MANIFEST" ]; then answer times times_applied "$PLUGINS_BLOCK" "$MANIFEST"; fi
  [ "$times" -eq 0 ] || in_use astute-broker ||
    missing "puppet still writes $PLUGIN into RabbitMQ's list of plugins"
  [ ! -e "$REPLY_QUEUE_MADE" ] || in_use astute-broker || missing "RabbitMQ still has Octane's queue"
}

act() {
  stop_using astute-broker
  if in_use astute-broker; then echo "another upgrade still uses the broker's AMQP 1.0" && return 0; fi
  remove_reply_queue
  let_puppet_be
  [ -e "$ENABLED_HERE" ] || { echo "$PLUGIN was enabled before Octane and stays"; return 0; }
  ! enabled || broker rabbitmq-plugins disable "$PLUGIN"
  rm -f "$ENABLED_HERE"
}

verify() { check; }
undo() { :; }
