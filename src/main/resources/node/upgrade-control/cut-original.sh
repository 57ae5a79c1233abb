# shellcheck shell=bash
# The original's controller leaves the public and the management network: its bridges lose the ports that lead
# to the wire, also after a reboot. It keeps its addresses, seen by nobody, and stays reachable over the
# admin network.

. ../lib/frame.sh
. ../lib/files.sh
. ../lib/state.sh
. ../lib/bridges.sh
. ../lib/ports.sh
. ../lib/addresses.sh
. ../lib/arp.sh

# wires BRIDGE: a line `BRIDGE PORT PEER PEER-BRIDGE TAG` per port that leads to the wire, `-` where there is none; of a bond of Open
# vSwitch `BRIDGE PORT bond INTERFACE,… MODE/LACP/TAG`
wires() {
  local port ports tag
  # here, since what is learned in a subshell is lost with it
  is_ovs "$1" || :
  answer ports bridge_ports "$1"
  for port in $ports; do
    leads_out "$1" "$port" || continue
    if is_ovs "$1"; then ovs_type "$port"; fi
    if ! is_ovs "$1" || [[ $TYPE != patch && $TYPE != bond ]]; then
      echo "$1 $port - - -"
    elif [ "$TYPE" = bond ]; then
      ovs_bond "$1" "$port"
    else
      answer tag vsctl get port "$port" tag
      tag=${tag//[][]/}
      bridge_over "$1" "$port"
      echo "$1 $port $PEER ${OVER:--} ${tag:--}"
    fi
  done
}

# ovs_bond BRIDGE PORT: its line of wires
ovs_bond() {
  local ids id name names='' settings
  answer ids vsctl get port "$2" interfaces
  ids=${ids//[],[]/ }
  for id in $ids; do
    answer name vsctl get interface "$id" name
    names+=",${name//\"/}"
  done
  answer settings vsctl get port "$2" bond_mode lacp tag
  settings=${settings//[]\"[]/}
  echo "$1 $2 bond ${names#,} ${settings//$'\n'//}"
}

all_wires() {
  local bridge
  for bridge in $BRIDGES; do wires "$bridge"; done
}

# persisted: the ports that its bridges would have after a reboot
persisted() {
  local bridge
  for bridge in $BRIDGES; do
    if [ -e "$(ifcfg "$bridge")" ]; then persisted_ports "$bridge"; fi
  done
}

check() {
  local left
  remembers ports || missing "the ports of $BRIDGES are not recorded"
  cards_are_mute || missing "the network cards of $NODE_NAME still answer for its addresses"
  answer left all_wires
  [ -z "$left" ] || missing "$NODE_NAME is still on the wire by these ports of its bridges: $(cut -d' ' -f1,2 <<<"$left" | tr '\n' ' ')"
  answer left persisted
  [ -z "$left" ] || missing "$NODE_NAME would be on the wire again after a reboot, by ${left//$'\n'/ }"
}

wires_and_noted() {
  {
    recall ports
    all_wires
  } | sort -u
}

act() {
  local bridge port peer over left
  # noted before the first is cut, and what an attempt before this one has cut stays noted
  remember ports wires_and_noted
  mute_cards
  answer left all_wires
  while read -r bridge port peer over _; do
    [ -n "$bridge" ] || continue
    detach_port "$bridge" "$port"
    [ "$peer" = bond ] || [ "$over" = - ] || detach_port "$over" "$peer"
  done <<<"$left"
  for bridge in $BRIDGES; do
    persist_ports "$bridge" none
  done
}

verify() { check; }

patch() { # BRIDGE PORT PEER TAG
  local options=()
  [ "$4" = - ] || options=("tag=$4")
  has_port "$1" "$2" || vsctl add-port "$1" "$2" ${options[@]+"${options[@]}"} -- set interface "$2" type=patch "options:peer=$3"
}

# put_bond BRIDGE PORT INTERFACES MODE/LACP/TAG
put_bond() {
  local mode lacp tag options=()
  if has_port "$1" "$2"; then return 0; fi
  IFS=/ read -r mode lacp tag <<<"$4"
  [ -z "$mode" ] || options+=("bond_mode=$mode")
  [ -z "$lacp" ] || options+=("lacp=$lacp")
  [ -z "$tag" ] || options+=("tag=$tag")
  # shellcheck disable=SC2086 # a list of names
  vsctl add-bond "$1" "$2" ${3//,/ } ${options[@]+"${options[@]}"}
}

# those of the noted ports that are not on their bridges
cut_ports() {
  local bridge port
  recall ports | while read -r bridge port _; do has_port "$bridge" "$port" || echo "$bridge $port"; done
}

undo() {
  local bridge port peer over tag lacking
  for bridge in $BRIDGES; do restore_file "$(ifcfg "$bridge")"; done
  recall ports | while read -r bridge port peer over tag; do
    if [ "$peer" = bond ]; then
      put_bond "$bridge" "$port" "$over" "$tag"
    elif [ "$peer" = - ]; then
      attach_port "$bridge" "$port"
    else
      patch "$bridge" "$port" "$peer" "$tag"
      [ "$over" = - ] || patch "$over" "$peer" "$port" -
    fi
  done
  answer lacking cut_ports
  [ -z "$lacking" ] || fail "$NODE_NAME is not back on the wire, these bridges lack these ports: ${lacking//$'\n'/, }. Put each port \
on its bridge by hand (brctl addif BRIDGE PORT, or ovs-vsctl add-port BRIDGE PORT), then try again"
  unmute_cards
  # shellcheck disable=SC2086 # a list
  if remembers ports; then announce_addresses $BRIDGES; fi
  forget ports
}
