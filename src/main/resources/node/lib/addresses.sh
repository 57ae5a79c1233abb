# shellcheck shell=bash
# Who has an IP address, and who else answers for it.

. ../lib/frame.sh

# announce_addresses BRIDGE…: the neighbours still know another's hardware address for ours; without a word from us they'd
# ask only after a while
announce_addresses() {
  local bridge address device space addresses spaces
  command -v arping >/dev/null || return 0
  for bridge in "$@"; do
    answer addresses addresses_on "$bridge"
    while read -r address device; do
      [ -z "$address" ] || try within 10 arping -c 1 -A -I "$device" "$address" >/dev/null 2>&1 &
    done <<<"$addresses"
  done
  answer spaces network_namespaces
  for space in $spaces; do
    answer addresses ip netns exec "$space" ip -o -4 addr show
    while read -r _ device _ address _; do
      case $address in
        '' | 127.*) ;;
        *) try within 10 ip netns exec "$space" arping -c 1 -A -I "$device" "${address%%/*}" >/dev/null 2>&1 & ;;
      esac
    done <<<"$addresses"
  done
  wait
}

# addresses_on DEVICE: a line `ADDRESS DEVICE` for each
addresses_on() { ip -o -4 addr show "$1" | awk '{ sub("/.*", "", $4); print $4, $2 }'; }

# read_own_addresses: the hardware and IP addresses of this very node, in whatever namespace, as they are now. To be called
# before others_answering and is_own_address.
read_own_addresses() {
  local space spaces macs addresses
  answer OWN_MACS ip -o link show
  answer OWN_ADDRESSES ip -o -4 addr show
  answer spaces network_namespaces
  for space in $spaces; do
    answer macs ip netns exec "$space" ip -o link show
    answer addresses ip netns exec "$space" ip -o -4 addr show
    OWN_MACS+=$'\n'$macs
    OWN_ADDRESSES+=$'\n'$addresses
  done
}

network_namespaces() { ip netns list | awk '{ print $1 }'; }

# is_own_address ADDRESS
is_own_address() { [[ $OWN_ADDRESSES == *"inet $1/"* ]]; }

# others_answering ADDRESS DEVICE: the hardware addresses that answer, without this node's own: its VIPs are in a namespace that a
# pair of devices joins to the bridge, so it hears itself
others_answering() {
  local heard
  answer heard ask_the_wire "$1" "$2"
  [[ $heard == *Received\ * ]] || unknown "arping does not say how many answers it has received for $1"
  OWN=${OWN_MACS,,} awk '
    BEGIN { two = "[0-9a-f][0-9a-f]"; mac = two ":" two ":" two ":" two ":" two ":" two }
    match(tolower($0), mac) {
      found = tolower(substr($0, RSTART, RLENGTH))
      if (!had[found]++ && !index(ENVIRON["OWN"], "link/ether " found)) print found
    }' <<<"$heard"
}

# ask_the_wire ADDRESS DEVICE: arping's words; its 1 means that nobody has answered
ask_the_wire() { ask within 15 arping -c 3 -w 3 -I "$2" "$1" || :; }
