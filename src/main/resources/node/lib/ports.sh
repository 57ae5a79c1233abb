# shellcheck shell=bash
# What the ports of a bridge are, told by the kernel and by Open vSwitch; by their names only where neither says.

. ../lib/frame.sh
. ../lib/bridges.sh

SYSFS="${OCTANE_ROOT:-}/sys/class/net"
# a card that the kernel knows as another kind of device, such as one end of a pair in a container
CARD_NAMES='^(eth|em|ib|bond|team|vlan|en|p[0-9]+p[0-9])|\.[0-9]+$'
# devices of the node itself: Fuel's ends of namespaces and patches, those of VMs and of neutron
INSIDE_NAMES='^(lo|dummy|ifb|v_|b_|p_|hapr-|vr-|conntrd|veth|tap|tun[0-9]|vnet|vif|virbr|lxc|docker|q[rgv]-|qv[bo]|qbr|sg-|ha-|int-|phy-|patch|br-|vxlan|gre)'
# they join a bridge to tenants' networks, whose own ways out are no way to a bridge's addresses
NEUTRONS_BRIDGES=' br-int br-tun br-prv br-floating '

# kind_of DEVICE: in KIND `hardware`, or as what the kernel has made it: vlan, bond, veth …; empty where the kernel does not say
kind_of() {
  local said word
  KIND=
  if [ -e "$SYSFS/$1/device" ]; then
    KIND=hardware
  elif command -v ip >/dev/null && answer_unless 'does not exist|Cannot find device' said ip -d -o link show dev "$1"; then
    for word in ${said#*link/}; do
      case $word in
        vlan | bond | team | macvlan | macvtap | ipvlan | veth | tun | dummy | bridge | gre | gretap | ip6gretap | vxlan | geneve | openvswitch | ifb)
          KIND=$word
          return 0
          ;;
      esac
    done
  fi
}

# is_card PORT: it leads out of the node by itself: a network card, a bond or team of them, or a VLAN on whatever device. The links
# among the seed's controllers do not, though the names of some end in an address.
is_card() {
  if [[ $1 =~ ^gre[0-9]|--gre- ]]; then return 1; fi
  kind_of "$1"
  case $KIND in
    hardware | bond | team | vlan | macvlan | macvtap | ipvlan) return 0 ;;
    veth) [[ $1 =~ $CARD_NAMES ]] ;;
    '') [[ $1 =~ $CARD_NAMES ]] || [[ ! $1 =~ $INSIDE_NAMES && $1 =~ [0-9]$ ]] ;;
    *) return 1 ;;
  esac
}

# ovs_type PORT: in TYPE what Open vSwitch has it as: system, internal, patch, bond, or a kind of tunnel
ovs_type() {
  local said
  if answer_unless 'no row' said vsctl get interface "$1" type; then
    TYPE=${said//\"/}
    TYPE=${TYPE:-system}
  else
    # a bond has interfaces of other names
    TYPE=bond
  fi
}

# bridge_over BRIDGE PORT: in OVER the bridge that the port joins this one to, in PEER the port over there; empty where it joins to none
bridge_over() {
  local said
  OVER='' PEER=''
  if is_ovs "$1"; then
    [ "$TYPE" = patch ] || return 0
    answer said vsctl get interface "$2" options:peer
    PEER=${said//\"/}
    answer_unless 'no port named' OVER vsctl port-to-br "$PEER" || OVER=
  elif command -v ip >/dev/null && link_of "$2" && [[ $LINK =~ ^[0-9]+:\ [^:@]+@([^:]+): ]] && [[ ${BASH_REMATCH[1]} != if[0-9]* ]]; then
    # the other end of a pair
    PEER=${BASH_REMATCH[1]}
    if link_of "$PEER" && [[ $LINK =~ \ master\ ([^ ]+) ]]; then OVER=${BASH_REMATCH[1]}; fi
    if [ -z "$OVER" ] || [ "$OVER" = ovs-system ]; then over_ovs "$PEER"; fi
  else
    over_ovs "$2"
  fi
}

over_ovs() {
  OVER=
  command -v ovs-vsctl >/dev/null || return 0
  answer_unless no=2 'no port named|connection failed' OVER vsctl port-to-br "$1" || OVER=
}

# leads_out BRIDGE PORT: by itself, or by way of another bridge
leads_out() {
  if is_ovs "$1"; then
    ovs_type "$2"
    case $TYPE in
      bond | dpdk*) return 0 ;;
      system)
        is_card "$2"
        return
        ;;
      patch) ;;
      *) return 1 ;;
    esac
  elif is_card "$2"; then
    return 0
  fi
  joins_to_wire "$1" "$2"
}

# joins_to_wire BRIDGE PORT: the port leads to a bridge from which there is a way out
joins_to_wire() {
  bridge_over "$1" "$2"
  [ -n "$OVER" ] || return 1
  case "$NEUTRONS_BRIDGES${SEEN:-} $1 " in *" $OVER "*) return 1 ;; esac
  has_way_out "$OVER" "${SEEN:-} $1"
}

# has_way_out BRIDGE SEEN: by a port that does not lead back to the bridges of SEEN
has_way_out() {
  local SEEN=$2 ports port
  # here, since what is learned in a subshell is lost with it
  is_ovs "$1" || :
  answer ports bridge_ports "$1"
  for port in $ports; do if leads_out "$1" "$port"; then return 0; fi; done
  return 1
}

# outside_ports BRIDGE: those by which there is a way out of the node
outside_ports() {
  local ports port
  is_ovs "$1" || :
  answer ports bridge_ports "$1"
  for port in $ports; do if leads_out "$1" "$port"; then echo "$port"; fi; done
}
