# shellcheck shell=bash
# The seed's services start again, on the original's data.

check() {
  [ -s "$(services_list)" ] || refuse "nobody wrote down which services ran on $NODE_NAME"
  openstack_started || missing "not running: $(not_started)"
}

act() { start_openstack; }

verify() { check; }

undo() { stop_openstack; }
