# shellcheck shell=bash
# The seed's services outside pacemaker stop; what ran is written down, to be started when the seed takes over.

check() {
  if ! noted services || ! openstack_stopped; then missing "services of OpenStack still run"; fi
}

act() { stop_openstack; }

verify() { check; }

undo() {
  start_openstack
  unnote services
}
