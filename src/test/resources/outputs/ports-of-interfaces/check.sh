#!/bin/bash
# bridge_ports is extended in place, in each of its spellings, and nothing else of the file changes
. "$(dirname "$0")/../harness.sh"
mkdir -p "$W/root/etc/network/interfaces.d"
f="$W/root/etc/network/interfaces.d/ifcfg-br-ex"
stub ovs-vsctl <<<'[ "${OVS:-}" = yes ] || exit 2'
stub brctl <<<'exit 1'
t() { # BEFORE AFTER PORT [VAR=VALUE]
  rm -f "${f%/*}"/.*.octane* "${f%/*}"/*.octane*
  printf '%b' "$1" >"$f"
  run '' "persist_ports br-ex $3" "${@:4}"
  is "$(<"$f")" "$(printf '%b' "$2")"
}
t 'auto br-ex\niface br-ex inet static\n\tbridge_ports p_ff798dba-0\n\taddress 10.0.0.2/24\n' \
  'auto br-ex\niface br-ex inet static\n\tbridge_ports eth2 p_ff798dba-0\n\taddress 10.0.0.2/24\n' eth2
t 'iface br-ex inet manual\nbridge-ports none\nbridge_stp off\n' 'iface br-ex inet manual\nbridge_ports eth2\nbridge_stp off\n' eth2
t 'iface br-ex inet manual\nbridge_ports eth2 p_1\n' 'iface br-ex inet manual\nbridge_ports eth2 p_1\n' eth2
t 'iface br-ex inet manual\nbridge_ports gre3-201\n' 'iface br-ex inet manual\nbridge_ports bond0.103\n' bond0.103
t 'iface br-ex inet manual\nbridge_ports a\nbridge-ports b\n' 'iface br-ex inet manual\nbridge_ports eth2 a b\n' eth2
t 'iface br-ex inet manual\nbridge_ports eth2 p_1\n' 'iface br-ex inet manual\nbridge_ports none\n' none
t 'iface eth2 inet manual\niface br-ex inet manual\n' 'iface eth2 inet manual\niface br-ex inet manual\nbridge_ports eth2\n' eth2
t 'iface br-aux inet manual\nbridge_ports eth7\niface br-ex inet manual\nbridge_ports none' \
  'iface br-aux inet manual\nbridge_ports eth7\niface br-ex inet manual\nbridge_ports eth2\n' eth2
t 'allow-ovs br-ex\niface br-ex inet manual\n  ovs_type OVSBridge\n  ovs_ports p_1\n' \
  'allow-ovs br-ex\niface br-ex inet manual\n  ovs_type OVSBridge\n  ovs_ports eth2 p_1\n' eth2 OVS=yes
t 'allow-ovs br-ex\niface br-ex inet manual\n  ovs_type OVSBridge\n' 'allow-ovs br-ex\niface br-ex inet manual\n  ovs_type OVSBridge\n' eth2 OVS=yes
