#!/bin/bash
# what leads out of a node is the same to those who prove that nothing does and to those who cut it
. "$(dirname "$0")/../harness.sh"
stub ovs-vsctl <<<'exit 2'
stub brctl <<'S'
printf 'bridge name\tbridge id\t\tSTP enabled\tinterfaces\n%s\t\t8000.525400a1b2c3\tno\t\t%s\n' "$2" "${PORTS%% *}"
for port in ${PORTS#* }; do printf '\t\t\t\t\t\t\t%s\n' "$port"; done
S
cards='eth1 em2 ib0 ib0.8001 bond-public team0 vlan101 p1p2 p3p1_0 enp3s0f0 eno1 wlo1.7 br-aux.101'
others='p_ff798dba-0 v_public gre2-212 br-ex--gre-10.20.0.30 tap9d2f4c1e-3a qvb9d2f4c1e-3a pnet'
is "$(run '' 'outside_ports br-ex' PORTS="$cards $others" | tr '\n' ' ')" "$cards "
is "$(run upgrade-control/cut-original.sh 'wires br-ex' PORTS="$cards $others" | cut -d' ' -f2 | tr '\n' ' ')" "$cards "
