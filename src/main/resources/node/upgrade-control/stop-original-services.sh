# shellcheck shell=bash
# The original's services outside pacemaker end: nothing of the original answers or writes any more.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/services.sh
. ../lib/haproxy.sh
. ../lib/sides.sh

check() {
  if ! remembers_for_pair services || ! openstack_stopped; then missing "services of OpenStack still run"; fi
}

# What is written through an open API since the databases were copied would be lost. Once nothing runs here it is the seed that answers.
act() {
  openstack_stopped || ! keystone_answers || refuse "the API answers on $MANAGEMENT_VIP and $PUBLIC_VIP, it is not closed: what was written since the databases \
were counted would be lost. Go back with '$(way_back)', then run the upgrade again, which closes it"
  stop_openstack
}

verify() { check; }

undo() {
  start_openstack
  forget_for_pair services
}
