# shellcheck shell=bash
# The seed's controllers have the addresses of the original's, so br-ex and br-mgmt get no physical port;
# they reach each other over GRE links between their addresses in the admin network: the first is the hub.

. ../lib/frame.sh
. ../lib/bridges.sh
. ../lib/links.sh
. ../lib/arp.sh

check() {
  local bridge lacking
  for bridge in $BRIDGES; do
    device_is_up "$bridge" || missing "there is no bridge $bridge, or it is down"
  done
  cards_are_mute || missing "the network cards of $NODE_NAME would answer for addresses of its bridges"
  answer lacking missing_links
  [ -z "$lacking" ] || missing "links to the seed's other controllers are not there: ${lacking//$'\n'/, }"
}

act() {
  local bridge
  mute_cards
  # Before anything is deployed: a single controller has no peers, but its bridges have to be there too.
  for bridge in $BRIDGES; do
    device_exists "$bridge" || add_bridge "$bridge"
    link_of "$bridge" || fail "there is no bridge $bridge"
    [[ $LINK == *' mtu 1450 '* ]] || ip link set mtu 1450 dev "$bridge"
    device_is_up "$bridge" || ip link set up dev "$bridge"
  done
  add_links
}

add_bridge() {
  if on_ovs "$1"; then
    vsctl --may-exist add-br "$1"
  else
    command -v brctl >/dev/null || DEBIAN_FRONTEND=noninteractive within 900 apt-get install -y bridge-utils
    brctl addbr "$1"
  fi
  unset "BRIDGE_KIND[$1]"
}

verify() { check; }

# The bridges stay, empty, and the cards mute: the node is not reachable over them either way, and is erased next.
undo() {
  local bridge port wanted
  answer wanted gre_links
  while read -r bridge port _; do
    [ -n "$bridge" ] || continue
    device_exists "$bridge" || continue
    detach_port "$bridge" "$port"
    is_ovs "$bridge" || ! device_exists "$port" || ip link delete "$port"
  done <<<"$wanted"
}
