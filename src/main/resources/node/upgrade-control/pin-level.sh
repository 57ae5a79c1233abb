# shellcheck shell=bash source-path=SCRIPTDIR
# Nova on this node speaks the RPC of one release: LEVEL is `original` (as long as computes of the original
# answer) or `release` (once every compute runs the seed's). The line is Octane's own, inside its section.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/openstack.sh
. ../lib/services.sh
. ../lib/nova.sh

wanted() {
  case $LEVEL in
    original) openstack_name "$ORIG_VERSION" ;;
    release) openstack_name "$SEED_VERSION" ;;
    *) refuse "LEVEL is '$LEVEL', neither original nor release" ;;
  esac
}

# In the file, and taken over by the services, which read it at their start only
pinned() { [ "$(pinned_level)" = "$1" ] && [ "$(recall pinned)" = "$1" ]; }

check() {
  local level
  level=$(wanted)
  pinned "$level" || missing "nova isn't pinned to $level"
}

put_level() {
  local text job
  text=$(
    if [ "$1" = - ]; then without_pin "$NOVA_CONF"; else with_pin "$1" "$NOVA_CONF"; fi
    echo .
  )
  printf '%s' "${text%.}" | write_file "$NOVA_CONF" "$(stat -c %a "$NOVA_CONF")"
  for job in $(openstack_jobs); do
    case $job in nova-*) restart "$job" ;; esac
  done
}

act() {
  local level
  level=$(wanted)
  if ! remembers "before-$LEVEL"; then pinned_level | remember "before-$LEVEL"; fi
  put_level "$level"
  echo "$level" | remember pinned
}

verify() {
  check
  result level "$(pinned_level)"
}

undo() {
  local before
  remembers "before-$LEVEL" || { forget "before-$LEVEL"; return 0; }
  before=$(recall "before-$LEVEL")
  put_level "${before:--}"
  [ "$(pinned_level)" = "$before" ] || fail "nova.conf of $NODE_NAME still has the level $(pinned_level)"
  if [ -n "$before" ]; then echo "$before" | remember pinned; else forget pinned; fi
  forget "before-$LEVEL"
}
