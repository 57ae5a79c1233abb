# shellcheck shell=bash
# No address of the seed can be seen on the original's networks: its bridges have no way out of the node
# but the links among the seed's own controllers.

. ../lib/frame.sh
. ../lib/bridges.sh
. ../lib/ports.sh
. ../lib/arp.sh

check() {
  local bridge out
  for bridge in $BRIDGES; do
    device_exists "$bridge" || missing "there is no bridge $bridge"
    answer out outside_ports "$bridge"
    [ -z "$out" ] || missing "$bridge is connected to ${out//$'\n'/ }: addresses of the original would be in use twice"
  done
  cards_are_mute || missing "the network cards of $NODE_NAME answer for the addresses of its bridges: set $ARP_IGNORE to 1"
  result proof.isolation "br-ex and br-mgmt of $NODE_NAME had no physical port before the switch"
}

# Nothing to make: what is connected was connected by somebody else.
act() { holds check || refuse "disconnect the ports of br-ex and br-mgmt on $NODE_NAME by hand, at once"; }

verify() { check; }

undo() { :; }
