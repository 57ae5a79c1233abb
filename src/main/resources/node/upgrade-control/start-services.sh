# shellcheck shell=bash
# The seed's services start again, on the original's data.

check() {
  noted services || refuse "nobody wrote down which services ran on $NODE_NAME"
  openstack_started || missing "not running: $(not_started)"
}

act() { start_openstack; }

verify() { check; }

undo() { ! noted services || stop_openstack; }
