# shellcheck shell=bash
# The seed's controllers have the addresses of the original's, so br-ex and br-mgmt get no physical port;
# they reach each other over GRE links between their addresses in the admin network: the first is the hub.

readonly BRIDGES="br-ex br-mgmt"

# OVS only where the bridge is one already or nothing else is there: since 6.1 Fuel makes both with brctl.
on_ovs() { is_ovs "$1" || { ! command -v brctl >/dev/null && command -v ovs-vsctl >/dev/null; }; }

# links: one line `bridge port remote key` for every GRE end of this node
links() {
  local hub position=0 index=0 name bridge peer remote
  hub=$(first $SEED_CONTROLLERS)
  for name in $SEED_CONTROLLERS; do
    position=$((position + 1))
    if [ "$name" = "$hub" ]; then continue; fi
    if [ "$NODE_NAME" = "$hub" ]; then peer=$name; elif [ "$NODE_NAME" = "$name" ]; then peer=$hub; else continue; fi
    remote=$(admin_address "$peer")
    index=0
    for bridge in $BRIDGES; do
      index=$((index + 1))
      link "$bridge" "$remote" "$position" "$((SEED_ID * 100 + position * 10 + index))"
    done
  done
}

link() {
  if on_ovs "$1"; then
    echo "$1 $1--gre-$2 $2 $4"
  else
    echo "$1 gre$3-$4 $2 $4"
  fi
}

admin_address() {
  value_of "$1" "$SEED_CONTROLLER_ADMIN_ADDRESSES" || refuse "the admin address of $1 is unknown"
}

exists() { ip -o link show dev "$1" >/dev/null 2>&1; }

is_up() { shows '<([^>]*,)?UP[,>]' ip -o link show dev "$1" 2>/dev/null; }

check() {
  local bridge port wanted
  wanted=$(links)
  for bridge in $BRIDGES; do
    is_up "$bridge" || missing "there is no bridge $bridge, or it is down"
  done
  while read -r bridge port _; do
    [ -z "$bridge" ] || linked "$bridge" "$port" || missing "$bridge has no link $port to its peers"
  done <<<"$wanted"
}

# a GRE port of Open vSwitch is no device of its own
linked() { has_port "$1" "$2" && { is_ovs "$1" || is_up "$2"; }; }

act() {
  local bridge port remote key wanted
  wanted=$(links)
  # Before anything is deployed: a single controller has no peers, but its bridges have to be there too.
  for bridge in $BRIDGES; do
    exists "$bridge" || add_bridge "$bridge"
    shows ' mtu 1450 ' ip -o link show dev "$bridge" || ip link set mtu 1450 dev "$bridge"
    is_up "$bridge" || ip link set up dev "$bridge"
  done
  while read -r bridge port remote key; do
    [ -z "$bridge" ] || linked "$bridge" "$port" || add_link "$bridge" "$port" "$remote" "$key"
  done <<<"$wanted"
}

add_bridge() {
  if on_ovs "$1"; then
    vsctl --may-exist add-br "$1"
  else
    command -v brctl >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y bridge-utils
    brctl addbr "$1"
  fi
}

add_link() {
  local bridge=$1 port=$2 remote=$3 key=$4
  if on_ovs "$bridge"; then
    vsctl --may-exist add-port "$bridge" "$port" \
      -- set Interface "$port" type=gre "options:remote_ip=$remote" "options:key=$key"
  else
    exists "$port" || ip link add "$port" type gretap remote "$remote" local "$(admin_address "$NODE_NAME")" key "$key"
    attach "$bridge" "$port"
  fi
}

verify() { check; }

# The bridges stay, empty: the node is not reachable over them either way.
undo() {
  local bridge port wanted
  wanted=$(links)
  while read -r bridge port _; do
    [ -n "$bridge" ] || continue
    exists "$bridge" || continue
    detach "$bridge" "$port"
    is_ovs "$bridge" || ! exists "$port" || ip link delete "$port"
  done <<<"$wanted"
}
