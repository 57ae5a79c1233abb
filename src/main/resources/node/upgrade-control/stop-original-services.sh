# shellcheck shell=bash
# The original's services outside pacemaker end: nothing of the original answers or writes any more.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/services.sh

check() {
  if ! remembers_for_pair services || ! openstack_stopped; then missing "services of OpenStack still run"; fi
}

act() { stop_openstack; }

verify() { check; }

undo() {
  start_openstack
  forget_for_pair services
}
