# shellcheck shell=bash source-path=SCRIPTDIR
# No old compute is left: nova speaks its own level. Only Octane's own line goes; services that run are
# restarted, since they read it when they start.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/files.sh
. ../lib/state.sh
. ../lib/nova.sh

# those of nova's services that run, under upstart or the old init scripts
running() { service --status-all 2>/dev/null | awk '$2 == "+" && $4 ~ /^nova-/ { print $4 }'; }

check() {
  [ -f "$NOVA_CONF" ] || { echo "nova is not on $NODE_NAME"; return 0; }
  [ -z "$(pinned_level)" ] || missing "nova's RPC level is pinned to $(pinned_level)"
  ! remembers restart || missing "not all of nova's services are restarted"
}

act() {
  local name
  # which ones, noted first: after a kill in the middle the rest is still restarted
  remembers restart || running | remember restart
  without_pin "$NOVA_CONF" | write_file "$NOVA_CONF" "$(stat -c %a "$NOVA_CONF")"
  drop_backup "$NOVA_CONF"
  for name in $(recall restart); do
    service "$name" restart
  done
  for name in $(recall restart); do
    wait_until 30 runs "$name" || fail "$name does not start without the level pinned"
  done
  forget restart
}

runs() { in_list "$1" "$(running | tr '\n' ' ')"; }

verify() { check; }

undo() { :; }
