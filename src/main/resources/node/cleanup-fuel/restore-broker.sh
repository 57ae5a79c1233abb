# shellcheck shell=bash
# Astute's RabbitMQ speaks what it spoke before: the plugin goes only if prepare enabled it.

readonly PLUGIN=rabbitmq_amqp1_0
readonly ENABLED_HERE="$OCTANE_HOME/amqp1-enabled-by-octane"

broker() {
  if command -v dockerctl >/dev/null; then dockerctl shell rabbitmq "$@"; else "$@"; fi
}

enabled() { shows "^$PLUGIN\$" broker rabbitmq-plugins list -e -m; }
check() {
  unshared astute-broker || missing "the upgrade of this cluster still uses the broker's AMQP 1.0"
  [ ! -e "$ENABLED_HERE" ] || used astute-broker || missing "$PLUGIN is still enabled"
}

act() {
  unshare astute-broker || { echo "another upgrade still uses the broker's AMQP 1.0"; return 0; }
  [ -e "$ENABLED_HERE" ] || { echo "$PLUGIN was enabled before Octane and stays"; return 0; }
  ! enabled || broker rabbitmq-plugins disable "$PLUGIN"
  rm -f "$ENABLED_HERE"
}

verify() { check; }
undo() { :; }
