# shellcheck shell=bash
# The seed's services start again, on the original's data.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/services.sh

check() {
  remembers_for_pair services || refuse "it was not recorded which services ran on $NODE_NAME"
  [ -n "$(recall_for_pair services)" ] || refuse "no service of OpenStack was noted that ran on $NODE_NAME: none can be started, start them by hand"
  openstack_started || missing "not running: $(services_not_started)"
}

act() { start_openstack; }

verify() { check; }

undo() { ! remembers_for_pair services || stop_openstack; }
