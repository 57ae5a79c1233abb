# shellcheck shell=bash source-path=SCRIPTDIR
# As long as nodes are left to move, nova-compute of the new one speaks the level that controllers and the
# computes left are pinned to: LEVEL is `original` or `release`, as in upgrade-control. The line is Octane's own.

. ../lib/frame.sh
. ../lib/files.sh
. ../lib/openstack.sh
. ../lib/nova.sh

level() {
  case $LEVEL in
    original) openstack_name "$ORIG_VERSION" ;;
    release) openstack_name "$SEED_VERSION" ;;
    *) refuse "LEVEL is '$LEVEL', neither original nor release" ;;
  esac
}

check() {
  local level
  [ -f "$NOVA_CONF" ] || missing "there is no nova.conf on $NODE_NAME"
  level=$(level)
  [ "$(pinned_level)" = "$level" ] || missing "nova's RPC level is not pinned to $level"
  runs || missing "nova-compute does not run"
}

runs() { output_matches 'start/running|is running' service nova-compute status 2>/dev/null; }

act() {
  local level
  level=$(level)
  if [ "$(pinned_level)" != "$level" ]; then
    with_pin "$level" "$NOVA_CONF" | change_file "$NOVA_CONF" "$(stat -c %a "$NOVA_CONF")"
    service nova-compute restart
  fi
  runs || service nova-compute start
  wait_until 30 runs || fail "nova-compute does not start with the level pinned"
}

verify() { check; }

undo() {
  [ -n "$(pinned_level)" ] || return 0
  without_pin "$NOVA_CONF" | write_file "$NOVA_CONF" "$(stat -c %a "$NOVA_CONF")"
  service nova-compute restart
}
