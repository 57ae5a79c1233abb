# shellcheck shell=bash
# The seed's controller takes the original's place on the wire: no tunnels any more, the physical ports on its
# bridges, also after a reboot, and the way out through the public network. BRIDGE_PORTS is `br-ex=eth1 …`.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/files.sh
. ../lib/state.sh
. ../lib/bridges.sh
. ../lib/ports.sh
. ../lib/links.sh
. ../lib/addresses.sh
. ../lib/arp.sh

gre_ports() {
  local ports port
  answer ports bridge_ports "$1"
  for port in $ports; do if [[ $port =~ ^gre[0-9]+-[0-9]+$|--gre- ]]; then echo "$port"; fi; done
}

connected() {
  local pair gre
  for pair in $BRIDGE_PORTS; do
    has_port "${pair%%=*}" "${pair#*=}" || return 1
    answer gre gre_ports "${pair%%=*}"
    [ -z "$gre" ] || return 1
  done
  answer gre link_devices
  [ -z "$gre" ] || return 1
  output_matches "via $PUBLIC_GATEWAY " ip route show default
}

persisted() {
  local pair bridge ports port
  for pair in $BRIDGE_PORTS; do
    bridge=${pair%%=*}
    [ -e "$(ifcfg "$bridge")" ] || continue
    answer ports persisted_ports "$bridge"
    # Open vSwitch keeps its ports itself
    if [ -z "$ports" ] && is_ovs "$bridge"; then continue; fi
    in_list "${pair#*=}" "${ports//$'\n'/ }" || return 1
    for port in $ports; do if [[ $port =~ ^gre[0-9]|--gre- ]]; then return 1; fi; done
  done
}

# gateway_persisted: there is one way out after a reboot too, through the public bridge
gateway_persisted() {
  local file gateways
  for file in "${OCTANE_ROOT:-}"/etc/network/interfaces.d/ifcfg-*; do
    [ -e "$file" ] || continue
    answer gateways awk '$1 == "gateway" { print $2 }' "$file"
    if [ "$file" = "$(ifcfg br-ex)" ]; then
      [ "$gateways" = "$PUBLIC_GATEWAY" ] || return 1
    else
      [ -z "$gateways" ] || return 1
    fi
  done
}

# strangers: a line `ADDRESS MAC` for each address of this node, on the bridges that are connected, that somebody else answers for
strangers() {
  local pair bridge address addresses macs
  read_own_addresses
  for pair in $BRIDGE_PORTS; do
    bridge=${pair%%=*}
    answer addresses addresses_on "$bridge"
    while read -r address _; do
      [ -n "$address" ] || continue
      answer macs others_answering "$address" "$bridge"
      [ -z "$macs" ] || echo "$address ${macs//$'\n'/ }"
    done <<<"$addresses"
  done
}

check() {
  local address
  connected || missing "$NODE_NAME isn't on the public and management network"
  persisted || missing "$NODE_NAME would be disconnected after a reboot"
  gateway_persisted || missing "$NODE_NAME would have another way out after a reboot, or none"
  address=$(value_of "$NODE_NAME" "$SEED_CONTROLLER_ADDRESSES" || :)
  [ -n "$address" ] || refuse "no management address of $NODE_NAME is known"
  output_matches " $address/" ip -o -4 addr show br-mgmt || missing "$NODE_NAME doesn't have its address $address"
  result address "$address"
  case " $ORIG_CONTROLLER_ADDRESSES " in
    *"=$address "*) result proof.addresses "$NODE_NAME answers on $address, an address of the original's controllers" ;;
    *) result proof.addresses "$NODE_NAME answers on $address" ;;
  esac
}

# One way out, through the public bridge
keep_gateway() {
  local file
  for file in "${OCTANE_ROOT:-}"/etc/network/interfaces.d/ifcfg-*; do
    [ -e "$file" ] || continue
    if [ "$file" = "$(ifcfg br-ex)" ]; then
      change_file "$file" 644 awk -v gateway="$PUBLIC_GATEWAY" \
        '$1 == "gateway" { next } { print } END { print "gateway " gateway }' "$file"
    elif ask grep -qE '^[ 	]*gateway[ 	]' "$file"; then
      change_file "$file" 644 awk '$1 != "gateway"' "$file"
    fi
  done
}

# must_have_data: what takes the original's place has its databases and its monitors' store, as steps before have noted on this node
must_have_data() {
  if [ "$NODE_NAME" = "${SEED_CONTROLLERS%% *}" ] && ! compgen -G "$OCTANE_CLUSTER/upgrade-*/restored" >/dev/null; then
    refuse "the original's databases are not on $NODE_NAME: upgrade-db did not bring them, or was taken back"
  fi
  if [ -n "$OSD_NODES" ] && ! compgen -G "$OCTANE_CLUSTER/upgrade-*/monitor-installed" >/dev/null; then
    refuse "the monitor of $NODE_NAME does not have the store of the original's: upgrade-ceph did not bring it, or was taken back"
  fi
}

act() {
  local pair bridge port gre ports
  must_have_data
  for pair in $BRIDGE_PORTS; do
    device_exists "${pair#*=}" || refuse "there is no device ${pair#*=} for ${pair%%=*}"
  done
  remembers default-route || remember default-route default_route
  for pair in $BRIDGE_PORTS; do
    bridge=${pair%%=*}
    port=${pair#*=}
    answer ports gre_ports "$bridge"
    for gre in $ports; do detach_port "$bridge" "$gre"; done
    attach_port "$bridge" "$port"
    persist_ports "$bridge" "$port"
  done
  answer ports link_devices
  for gre in $ports; do ip link delete "$gre"; done
  unmute_cards
  ip route replace default via "$PUBLIC_GATEWAY" dev br-ex
  keep_gateway
  for pair in $BRIDGE_PORTS; do announce_addresses "${pair%%=*}"; done
}

default_route() { ip route show default | sed -n 1p; }

verify() {
  local others
  check
  answer others strangers
  [ -z "$others" ] || missing "somebody else answers for addresses of $NODE_NAME: ${others//$'\n'/, }"
}

undo() {
  local pair file route bridge left
  mute_cards_now
  # cut before anything else: its addresses are the original's
  for pair in $BRIDGE_PORTS; do detach_port "${pair%%=*}" "${pair#*=}"; done
  for file in "${OCTANE_ROOT:-}"/etc/network/interfaces.d/ifcfg-*; do restore_file "$file"; done
  route=$(recall default-route)
  if [ -n "$route" ]; then
    # shellcheck disable=SC2086 # words of a route
    ip route replace $route
  elif remembers default-route; then
    try ip route delete default
  fi
  # the way its controllers reached each other before they were connected
  add_links
  for bridge in $BRIDGES; do
    answer left outside_ports "$bridge"
    [ -z "$left" ] || fail "$bridge of $NODE_NAME is still connected to ${left//$'\n'/ }"
  done
  answer left missing_links
  [ -z "$left" ] || fail "$NODE_NAME doesn't reach the seed's other controllers: ${left//$'\n'/,}"
  forget default-route
}
