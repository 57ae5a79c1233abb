# shellcheck shell=bash
# No old compute is left: nova speaks its own level. Only Octane's own line goes; services that run are
# restarted, since they read it when they start.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/files.sh
. ../lib/state.sh
. ../lib/services.sh
. ../lib/nova.sh

# those of nova's services that run, one a line; where there is no upstart the init scripts tell
running() {
  local jobs job
  if command -v initctl >/dev/null; then answer jobs openstack_jobs; else answer jobs started_by_scripts; fi
  for job in $jobs; do
    case $job in nova-*) echo "$job" ;; esac
  done
}

started_by_scripts() {
  local list
  answer list within 60 service --status-all
  [ -n "$list" ] || unknown "no init script on $NODE_NAME tells whether its service runs"
  awk '$2 == "+" { print $4 }' <<<"$list"
}

check() {
  [ -f "$NOVA_CONF" ] || { echo "nova is not on $NODE_NAME"; return 0; }
  ! is_pinned || missing "nova's RPC level is pinned to $(pinned_level)"
  ! remembers restart || missing "not all of nova's services are restarted"
}

act() {
  local name
  # which ones, noted first: after a kill in the middle the rest is still restarted
  remembers restart || remember restart running
  mode_of "$NOVA_CONF"
  write_file "$NOVA_CONF" "$MODE" without_pin "$NOVA_CONF"
  drop_backup "$NOVA_CONF"
  for name in $(recall restart); do
    within 120 service "$name" restart
  done
  for name in $(recall restart); do
    wait_until 30 runs "$name" || fail "$name does not start without the level pinned"
  done
  forget restart
}

runs() {
  local names
  answer names running
  in_list "$1" "${names//$'\n'/ }"
}

verify() { check; }

undo() { :; }
