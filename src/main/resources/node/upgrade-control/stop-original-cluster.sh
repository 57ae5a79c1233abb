# shellcheck shell=bash
# Pacemaker of the original's controllers ends, and with it addresses, haproxy, databases and queues there.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/pacemaker.sh
. ../lib/addresses.sh

# not those of tenants' load balancers; a pattern that does not match its own words
readonly CLUSTERS_HAPROXY="haproxy[ ].*${OCTANE_ROOT:-}/etc/haproxy/haproxy.cfg"

# neutron's agents that make routers and DHCP servers, and what these have started; neither a pattern that matches its own words
readonly NEUTRONS="neutron-(l3|dhcp|vpn|lbaas)-agen[t]( |$)|neutron-ns-metadata-prox[y]|dnsmasq .*/neutron/dhc[p]/"

check() {
  local left
  ! cluster_up || missing "pacemaker still runs on $NODE_NAME"
  answer left left_behind
  [ -z "$left" ] || missing "$NODE_NAME still has what pacemaker had started: ${left//$'\n'/, }"
}

# left_behind: of what answers for the cluster, one a line
left_behind() {
  local vip
  read_own_addresses
  for vip in "$MANAGEMENT_VIP" "$PUBLIC_VIP"; do if is_own_address "$vip"; then echo "$vip"; fi; done
  if ask pgrep -f "$CLUSTERS_HAPROXY" >/dev/null; then echo haproxy; fi
  tenants_spaces
}

# tenants_spaces: the namespaces of tenants' routers and DHCP servers that have an address, one a line. The tenants' networks are not cut
# from the node, and the seed has the same ones there. Fuel's agents of pacemaker take them away when they stop, and before they start.
tenants_spaces() {
  local space spaces addresses address
  answer spaces network_namespaces
  for space in $spaces; do
    case $space in qrouter-* | qdhcp-*) ;; *) continue ;; esac
    answer addresses ip netns exec "$space" ip -o -4 addr show
    while read -r _ _ _ address _; do
      case ${address:-} in
        '' | 127.*) ;;
        *) echo "$space" && break ;;
      esac
    done <<<"$addresses"
  done
}

# What runs is noted before: all of it runs again after the way back. Pacemaker stops it in good order. Killed, it leaves its processes,
# the routers of neutron's agents and its addresses: then addresses, haproxy and routers are taken away here. Databases, queues and
# heat-engine may live on: they are reached on the management network alone, which the node leaves next, and write nothing, since they
# find no database but by the virtual address. On the way back pacemaker finds them, and starts anew what lost its majority meanwhile.
# One call that fails is no reason to kill it: what it has begun to stop it goes on stopping, and the second call waits for that.
act() {
  if cluster_up; then
    remember resources active_and_noted
    for _ in 1 2; do
      try within 300 pcs cluster stop --force
      if ! cluster_up; then break; fi
    done
    if cluster_up; then within 60 pcs cluster kill; fi
  fi
  take_away
}

take_away() {
  local space spaces addresses
  if ask pgrep -f "$CLUSTERS_HAPROXY" >/dev/null; then try within 30 pkill -f "$CLUSTERS_HAPROXY"; fi
  # Fuel's own agents have them in a namespace, IPaddr2 has them on the node itself.
  answer addresses ip -o -4 addr show
  remove_vips "$addresses"
  answer spaces network_namespaces
  for space in $spaces; do
    answer addresses ip netns exec "$space" ip -o -4 addr show
    remove_vips "$addresses" ip netns exec "$space"
  done
  take_away_routers
}

take_away_routers() {
  local space spaces devices device
  # they would make anew what is taken away
  if ask pgrep -f "$NEUTRONS" >/dev/null; then try within 30 pkill -f "$NEUTRONS"; fi
  answer spaces tenants_spaces
  for space in $spaces; do
    # a process that stays in there would keep it, without its name
    answer devices ip netns exec "$space" ip -o link show
    while read -r _ device _; do
      device=${device%:}
      case $device in '' | lo) ;; *) ip netns exec "$space" ip link set dev "${device%@*}" down ;; esac
    done <<<"$devices"
    ip netns delete "$space"
  done
}

# remove_vips ADDRESSES [COMMAND…]: the virtual ones of what `ip -o -4 addr show` says, where COMMAND leads to
remove_vips() {
  local device address
  while read -r _ device _ address _; do
    case ${address:-}/ in
      "$MANAGEMENT_VIP"/* | "$PUBLIC_VIP"/*) "${@:2}" ip addr del "$address" dev "$device" ;;
    esac
  done <<<"$1"
}

verify() { check; }

together() { all_online "$ORIG_CONTROLLERS"; }

undo() {
  local names
  names=$(recall resources)
  names=${names//$'\n'/ }
  cluster_up || within 120 pcs cluster start
  wait_until 300 together || fail "the original's controllers don't come together again"
  # Galera takes its time to find the newest of its copies
  wait_until 600 resources_active "$names" || fail "pacemaker doesn't run again all of: $names"
  forget resources
}
