# shellcheck shell=bash
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
  answer level level
  is_pinned_to "$level" || missing "nova's RPC level is not pinned to $level"
  runs || missing "nova-compute does not run"
}

# upstart, by way of service, says of what is stopped that it waits; init scripts end with 3
runs() {
  local state
  answer state state_of_service
  [[ $state =~ start/running|is\ running ]]
}
state_of_service() { ask no=1,2,3 within 60 service nova-compute status || :; }

act() {
  local level
  answer level level
  if ! is_pinned_to "$level"; then
    mode_of "$NOVA_CONF"
    change_file "$NOVA_CONF" "$MODE" with_pin "$level" "$NOVA_CONF"
    within 120 service nova-compute restart
  fi
  runs || within 120 service nova-compute start
  wait_until 30 runs || fail "nova-compute does not start with the level pinned"
}

verify() { check; }

undo() {
  is_pinned || return 0
  mode_of "$NOVA_CONF"
  write_file "$NOVA_CONF" "$MODE" without_pin "$NOVA_CONF"
  within 120 service nova-compute restart
}
