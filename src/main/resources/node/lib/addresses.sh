# shellcheck shell=bash source-path=SCRIPTDIR
# Who has an IP address, and who else answers for it.

. ../lib/frame.sh

# announce_addresses BRIDGE…: the neighbours still know another's hardware address for ours; without a word from us they'd
# ask only after a while
announce_addresses() {
  local bridge address device namespace
  command -v arping >/dev/null || return 0
  for bridge in "$@"; do
    for address in $(ip -o -4 addr show "$bridge" | awk '{ sub("/.*", "", $4); print $4 }'); do
      arping -c 1 -A -I "$bridge" "$address" >/dev/null 2>&1 &
    done
  done
  for namespace in $(ip netns list | cut -d' ' -f1); do
    ip netns exec "$namespace" ip -4 addr show | awk '$1 == "inet" { sub("/.*", "", $2); print $2, $NF }' |
      while read -r address device; do
        case $address in 127.*) ;; *) ip netns exec "$namespace" arping -c 1 -A -I "$device" "$address" >/dev/null 2>&1 & ;; esac
      done
  done
  wait
}

# others_answering ADDRESS DEVICE: the hardware addresses that answer, without this node's own: its VIPs are in a namespace that a
# pair of devices joins to the bridge, so it hears itself
others_answering() {
  arping -c 3 -w 3 -I "$2" "$1" | grep -oiE '([0-9a-f]{2}:){5}[0-9a-f]{2}' | tr 'A-F' 'a-f' | sort -u |
    grep -vxF -f <(own_macs) || true
}

# own_macs: the hardware addresses of this very node, in whatever namespace
own_macs() {
  local space
  for space in "" $(network_namespaces); do
    # shellcheck disable=SC2086 # words of a command
    ${space:+ip netns exec $space} ip -o link show || true
  done | sed -n 's!.*link/ether \([0-9a-fA-F:]*\).*!\1!p' | tr 'A-F' 'a-f' | sort -u
}

network_namespaces() { ip netns list 2>/dev/null | awk '{ print $1 }'; }

# is_own_address ADDRESS: the address is on this very node, in whatever namespace
is_own_address() {
  local space
  for space in "" $(network_namespaces); do
    # shellcheck disable=SC2086 # words of a command
    if output_matches "inet ${1//./\\.}/" ${space:+ip netns exec $space} ip -o -4 addr show; then return 0; fi
  done
  return 1
}
