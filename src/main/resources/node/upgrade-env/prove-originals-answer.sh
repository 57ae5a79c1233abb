# shellcheck shell=bash
# Seen from an original controller each address of a controller and each VIP is answered once, by the
# original: two hardware addresses for one would mean that the seed answers too.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/addresses.sh

check() {
  local pair
  # of none each would be answered once
  [ -n "$ORIG_CONTROLLER_ADDRESSES" ] || refuse "no address of a controller of the original is known"
  [ -n "$MANAGEMENT_VIP" ] && [ -n "$PUBLIC_VIP" ] || refuse "not both virtual addresses of the original are known"
  read_own_addresses
  for pair in $ORIG_CONTROLLER_ADDRESSES; do
    answered_once "${pair#*=}" br-mgmt "the management address of ${pair%%=*}" "${pair%%=*}"
  done
  for pair in ${ORIG_CONTROLLER_PUBLIC_ADDRESSES:-}; do
    answered_once "${pair#*=}" br-ex "the public address of ${pair%%=*}" "${pair%%=*}"
  done
  answered_once "$MANAGEMENT_VIP" br-mgmt "the management VIP" ""
  answered_once "$PUBLIC_VIP" br-ex "the public VIP" ""
  result proof.originals "before the switch each controller's addresses and both VIPs were each answered by one host, of the original"
}

answered_once() {
  local address=$1 device=$2 what=$3 holder=$4 macs count
  # its own answers don't count: whoever else answered for its address would be a stranger
  answer macs others_answering "$address" "$device"
  count=$(number_of "$macs")
  if is_own_address "$address"; then
    [ "$count" -eq 0 ] || missing "$what, $address, is on this node and another host answers for it too: ${macs//$'\n'/ }"
  elif [ -n "$holder" ] && [ "$holder" = "$NODE_NAME" ]; then
    missing "$what, $address, is not on this node"
  else
    [ "$count" -eq 1 ] || missing "$what, $address, is answered by $count nodes: ${macs//$'\n'/ }"
  fi
}

# Nothing to make. A node that restarts may answer late: looked at again.
act() { :; }

verify() { check; }

undo() { :; }
