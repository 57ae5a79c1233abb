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
  [ -f "$(nova_conf)" ] || missing "there is no nova.conf on $NODE_NAME"
  level=$(level)
  [ "$(pinned_level)" = "$level" ] || missing "nova's RPC level is not pinned to $level"
  runs || missing "nova-compute does not run"
}

runs() { output_matches 'start/running|is running' service nova-compute status 2>/dev/null; }

act() {
  local level
  level=$(level)
  if [ "$(pinned_level)" != "$level" ]; then
    with_pin "$level" "$(nova_conf)" | change_file "$(nova_conf)" "$(stat -c %a "$(nova_conf)")"
    service nova-compute restart
  fi
  runs || service nova-compute start
  wait_until 30 runs || fail "nova-compute does not start with the level pinned"
}

verify() { check; }

undo() {
  [ -n "$(pinned_level)" ] || return 0
  without_pin "$(nova_conf)" | write_file "$(nova_conf)" "$(stat -c %a "$(nova_conf)")"
  service nova-compute restart
}
