# shellcheck shell=bash
# Bridges as Fuel makes them, and a witness who asks the wire for addresses.

# linux_bridge NODE BRIDGE PORT|- ADDRESS: and its ifcfg file
linux_bridge() {
  on "$1" brctl addbr "$2"
  [ "$3" = - ] || on "$1" brctl addif "$2" "$3"
  on "$1" ip link set up dev "$2"
  on "$1" ip addr add "$4/24" dev "$2"
  put "$1" "/etc/network/interfaces.d/ifcfg-$2" 644 <<CFG
auto $2
iface $2 inet static
bridge_ports ${5:-${3/#-/none}}
address $4/24
CFG
}

# mac_of NODE DEVICE
mac_of() { on "$1" cat "/sys/class/net/$2/address"; }

# who_answers WITNESS DEVICE ADDRESS: hardware addresses, one a line
who_answers() {
  on "$1" arping -c 2 -w 3 -I "$2" "$3" | grep -oiE '([0-9a-f]{2}:){5}[0-9a-f]{2}' | tr 'A-F' 'a-f' | sort -u
}

# answered_by WITNESS DEVICE ADDRESS [NODE…]: by each of these and nobody else, on whichever card
answered_by() {
  local macs mac node found='' holder
  macs=$(who_answers "$1" "$2" "$3")
  for mac in $macs; do
    holder=unknown
    for node in $ALL_NODES; do
      [[ $(on "$node" ip -o link show) != *"link/ether $mac "* ]] || holder=$node
    done
    found+="$holder "
  done
  equal "$(tr ' ' '\n' <<<"$found" | sort -u | xargs)" "$(printf '%s\n' "${@:4}" | sort -u | xargs)"
}

# open_vswitch NODE: without the kernel's data path
open_vswitch() {
  on "$1" bash -ec 'mkdir -p /run/openvswitch /etc/openvswitch /var/log/openvswitch
    rm -f /etc/openvswitch/conf.db
    ovsdb-tool create /etc/openvswitch/conf.db /usr/share/openvswitch/vswitch.ovsschema'
  daemon "$1" /var/log/ovsdb.log ovsdb-server /etc/openvswitch/conf.db --remote=punix:/run/openvswitch/db.sock \
    --pidfile=/run/openvswitch/ovsdb-server.pid
  within 10 on "$1" ovs-vsctl --timeout=2 --no-wait init || stop_case "ovsdb-server does not start"
  daemon "$1" /var/log/vswitchd.log ovs-vswitchd unix:/run/openvswitch/db.sock --pidfile=/run/openvswitch/ovs-vswitchd.pid
  within 10 on "$1" ovs-vsctl --timeout=2 show || stop_case "ovs-vswitchd does not start"
}

# ovs_bridge_over_patch NODE BRIDGE ADDRESS PORT: Fuel 6.0's way: a patch to a second bridge that has the card
ovs_bridge_over_patch() {
  local under=br-$4
  vsctl "$1" add-br "$2" -- set bridge "$2" datapath_type=netdev
  vsctl "$1" add-br "$under" -- set bridge "$under" datapath_type=netdev
  vsctl "$1" add-port "$under" "$4"
  vsctl "$1" add-port "$2" "$2--$under" tag=0 -- set interface "$2--$under" type=patch "options:peer=$under--$2"
  vsctl "$1" add-port "$under" "$under--$2" -- set interface "$under--$2" type=patch "options:peer=$2--$under"
  on "$1" ip link set up dev "$2"
  on "$1" ip addr add "$3/24" dev "$2"
}
vsctl() { on "$1" ovs-vsctl --timeout=10 "${@:2}"; }
