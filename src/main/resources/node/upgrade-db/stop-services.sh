# shellcheck shell=bash
# The seed's services outside pacemaker stop; what ran is written down, to be started when the seed takes over.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/services.sh
. ../lib/sides.sh

check() {
  if ! remembers_for_pair services || ! openstack_stopped; then missing "services of OpenStack still run"; fi
}

act() {
  local running
  must_be_isolated "its services would stop"
  if ! remembers_for_pair services; then
    answer running services_to_start
    [ -n "$running" ] || refuse "no service of OpenStack runs on $NODE_NAME, so that none would be started again: is it deployed?"
  fi
  stop_openstack
}

verify() { check; }

undo() {
  start_openstack
  forget_for_pair services
}
