# shellcheck shell=bash
# The original's services outside pacemaker end: nothing of the original answers or writes any more.

check() {
  if ! noted services || ! openstack_stopped; then missing "services of OpenStack still run"; fi
}

act() { stop_openstack; }

verify() { check; }

undo() {
  start_openstack
  unnote services
}
