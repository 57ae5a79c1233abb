# shellcheck shell=bash
# Nova on this node speaks the RPC of one release: LEVEL is `original` (as long as computes of the original
# answer) or `release` (once every compute runs the seed's). The line is Octane's own, inside its section. With SIDE=seed nothing is done
# on a controller that has the release of before.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/openstack.sh
. ../lib/services.sh
. ../lib/nova.sh
. ../lib/lists.sh

concerned() { [ "${SIDE:-}" != seed ] || in_list "$NODE_NAME" "$SEED_CONTROLLERS"; }

wanted() {
  case $LEVEL in
    original) openstack_name "$ORIG_VERSION" ;;
    release) openstack_name "$SEED_VERSION" ;;
    *) refuse "LEVEL is '$LEVEL', neither original nor release" ;;
  esac
}

# In the file, and taken over by the services, which read it at their start only
pinned() { is_pinned_to "$1" && [ "$(recall pinned)" = "$1" ]; }

check() {
  local level
  concerned || return 0
  answer level wanted
  pinned "$level" || missing "nova isn't pinned to $level"
}

put_level() {
  local job jobs
  mode_of "$NOVA_CONF"
  if [ "$1" = - ]; then
    write_file "$NOVA_CONF" "$MODE" without_pin "$NOVA_CONF"
  else
    write_file "$NOVA_CONF" "$MODE" with_pin "$1" "$NOVA_CONF"
  fi
  answer jobs openstack_jobs
  for job in $jobs; do
    case $job in nova-*) within 120 restart "$job" ;; esac
  done
}

act() {
  local level
  answer level wanted
  remembers "before-$LEVEL" || remember "before-$LEVEL" pinned_level
  put_level "$level"
  remember pinned echo "$level"
}

verify() {
  local level
  concerned || return 0
  check
  answer level pinned_level
  result level "$level"
}

undo() {
  local before
  remembers "before-$LEVEL" || { forget "before-$LEVEL"; return 0; }
  before=$(recall "before-$LEVEL")
  put_level "${before:--}"
  is_pinned_to "$before" || fail "nova.conf of $NODE_NAME still has the level $(pinned_level)"
  if [ -n "$before" ]; then remember pinned echo "$before"; else forget pinned; fi
  forget "before-$LEVEL"
}
