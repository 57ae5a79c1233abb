# shellcheck shell=bash
# The links among the seed's controllers, as long as they are isolated: GRE between their addresses in the admin network;
# the first controller is the hub.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/bridges.sh

# gre_links: one line `bridge port remote key` for every GRE end of this node
gre_links() {
  local hub position=0 index=0 name bridge peer remote
  hub=${SEED_CONTROLLERS%% *}
  for name in $SEED_CONTROLLERS; do
    position=$((position + 1))
    if [ "$name" = "$hub" ]; then continue; fi
    if [ "$NODE_NAME" = "$hub" ]; then peer=$name; elif [ "$NODE_NAME" = "$name" ]; then peer=$hub; else continue; fi
    answer remote admin_address "$peer"
    index=0
    for bridge in $BRIDGES; do
      index=$((index + 1))
      gre_link "$bridge" "$remote" "$position" "$((SEED_ID * 100 + position * 10 + index))"
    done
  done
}

gre_link() {
  if on_ovs "$1"; then
    echo "$1 $1--gre-$2 $2 $4"
  else
    echo "$1 gre$3-$4 $2 $4"
  fi
}

admin_address() {
  value_of "$1" "$SEED_CONTROLLER_ADMIN_ADDRESSES" || refuse "the admin address of $1 is unknown"
}

# link_devices: the ends of links that this node has, on a bridge or not; Open vSwitch's are no devices. gre0 is the kernel's.
link_devices() {
  local all
  answer all ip -o link show
  awk '{ sub(/[@:].*/, "", $2) } $2 ~ /^gre[0-9]+-[0-9]+$/ { print $2 }' <<<"$all"
}

# a GRE port of Open vSwitch is no device of its own
is_linked() { has_port "$1" "$2" && { is_ovs "$1" || device_is_up "$2"; }; }

# missing_links: the links of this node that aren't there, one a line
missing_links() {
  local bridge port wanted
  answer wanted gre_links
  while read -r bridge port _; do
    [ -z "$bridge" ] || is_linked "$bridge" "$port" || echo "$bridge $port"
  done <<<"$wanted"
}

add_links() {
  local bridge port remote key wanted
  answer wanted gre_links
  while read -r bridge port remote key; do
    [ -z "$bridge" ] || is_linked "$bridge" "$port" || add_link "$bridge" "$port" "$remote" "$key"
  done <<<"$wanted"
}

add_link() {
  local bridge=$1 port=$2 remote=$3 key=$4 own
  if on_ovs "$bridge"; then
    vsctl --may-exist add-port "$bridge" "$port" \
      -- set Interface "$port" type=gre "options:remote_ip=$remote" "options:key=$key"
  else
    answer own admin_address "$NODE_NAME"
    device_exists "$port" || ip link add "$port" type gretap remote "$remote" local "$own" key "$key"
    attach_port "$bridge" "$port"
  fi
}
