# shellcheck shell=bash source-path=SCRIPTDIR
# Who has an IP address, and who else answers for it.

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

# read_own_addresses: the hardware and IP addresses of this very node, in whatever namespace, as they are now. To be called
# before others_answering and is_own_address.
read_own_addresses() {
  local space
  OWN_MACS='' OWN_ADDRESSES=''
  for space in "" $(network_namespaces); do
    # shellcheck disable=SC2086 # words of a command
    OWN_MACS+=$'\n'$(${space:+ip netns exec $space} ip -o link show || true)
    # shellcheck disable=SC2086 # words of a command
    OWN_ADDRESSES+=$'\n'$(${space:+ip netns exec $space} ip -o -4 addr show || true)
  done
}

network_namespaces() { ip netns list 2>/dev/null | awk '{ print $1 }'; }

# is_own_address ADDRESS
is_own_address() { [[ $OWN_ADDRESSES == *"inet $1/"* ]]; }

# others_answering ADDRESS DEVICE: the hardware addresses that answer, without this node's own: its VIPs are in a namespace that a
# pair of devices joins to the bridge, so it hears itself
others_answering() {
  arping -c 3 -w 3 -I "$2" "$1" | OWN=${OWN_MACS,,} awk '
    BEGIN { two = "[0-9a-f][0-9a-f]"; mac = two ":" two ":" two ":" two ":" two ":" two }
    match(tolower($0), mac) {
      found = tolower(substr($0, RSTART, RLENGTH))
      if (!had[found]++ && !index(ENVIRON["OWN"], "link/ether " found)) print found
    }' || true
}
