# shellcheck shell=bash
# Linux bridges and Open vSwitch: who answers for an address, before, between and after the control plane's switch
# limit: 240

# shellcheck source-path=SCRIPTDIR
. "$LAB_HOME/lib/bridges.sh"

ORIGINALS='node-1 node-2 node-3'
ALL_NODES='node-1 node-2 node-3 node-4'
# shellcheck disable=SC2034 # lib/steps.sh gives them to each step
FACTS=(
  "ORIG_CONTROLLERS=$ORIGINALS" SEED_CONTROLLERS=node-4 OSD_NODES= MANAGEMENT_VIP=192.168.0.2 PUBLIC_VIP=172.16.0.2
  PUBLIC_GATEWAY=172.16.0.1 'BRIDGE_PORTS=br-ex=eth2 br-mgmt=eth1'
  'ORIG_CONTROLLER_ADDRESSES=node-1=192.168.0.3 node-2=192.168.0.4 node-3=192.168.0.5'
  SEED_CONTROLLER_ADDRESSES=node-4=192.168.0.3 SEED_CONTROLLER_ADMIN_ADDRESSES=node-4=10.20.0.104
)

# asked WHAT ADDRESS [NODE…]: the witness hears these for an address of the management or the public network
mgmt() { answered_by node-9 eth1 "$@"; }
public() { answered_by node-9 eth2 "$@"; }

run() {
  local node number=2 before
  switch wire-mgmt wire-public
  # shellcheck disable=SC2086 # a list
  node_up $ALL_NODES node-9
  plug node-9 eth1 wire-mgmt 192.168.0.250/24
  plug node-9 eth2 wire-public 172.16.0.250/24
  octane_up
  for node in $ALL_NODES; do
    plug "$node" eth1 wire-mgmt
    plug "$node" eth2 wire-public
    # As on a machine whose kernel was not told otherwise.
    on "$node" sysctl -q -w net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.eth1.rp_filter=0 net.ipv4.conf.eth2.rp_filter=0
  done
  for node in $ORIGINALS; do
    linux_bridge "$node" br-mgmt eth1 "192.168.0.$((number += 1))"
    [ "$node" = node-3 ] || linux_bridge "$node" br-ex eth2 "172.16.0.$number" 'eth2 p_ff798dba-0'
  done
  open_vswitch node-3
  ovs_bridge_over_patch node-3 br-ex 172.16.0.5 eth2
  # The virtual addresses, as pacemaker has them
  on node-1 ip addr add 192.168.0.2/24 dev br-mgmt
  on node-2 ip addr add 172.16.0.2/24 dev br-ex
  # The seed's controller: the first original's addresses, cables in, no port.
  linux_bridge node-4 br-mgmt - 192.168.0.3 none
  linux_bridge node-4 br-ex - 172.16.0.3 p_ff798dba-0
  before=$(on_each "$ALL_NODES" bash -c 'cat /etc/network/interfaces.d/* 2>/dev/null || true')
  within 20 public 172.16.0.5 node-3 || stop_case "node-3's Open vSwitch does not carry its address"

  step node-4 isolate-controllers
  step node-4 prove-isolation
  prove "no address of the isolated seed is heard on the wire: 192.168.0.3 is the original's" mgmt 192.168.0.3 node-1
  prove "nor its public one" public 172.16.0.3 node-1
  for node in node-1 node-2; do
    prove "seen from $node each of the original's addresses is answered once" tried_step "$node" prove-originals-answer
  done
  on node-4 brctl addif br-mgmt eth1
  prove "a seed on the wire is not isolated" answers missing node-4 prove-isolation check
  prove "and is heard beside the original" answers missing node-2 prove-originals-answer check
  on node-4 brctl delif br-mgmt eth1

  on node-3 pkill -STOP ovsdb-server
  prove "Open vSwitch that does not answer is no Linux bridge: the original is not taken for cut off" tried_refusal node-3 cut-original
  on node-3 pkill -CONT ovsdb-server
  for node in $ORIGINALS; do step "$node" cut-original ATTEMPT=2; done
  for number in 2 3 4 5; do
    prove "nobody answers for 192.168.0.$number once the originals are cut off" mgmt "192.168.0.$number"
    prove "nor for 172.16.0.$number" public "172.16.0.$number"
  done
  prove "a seed without the original's databases does not take its place" not tried_step node-4 connect-seed
  # as upgrade-db leaves it
  on node-4 bash -c 'for state in /var/lib/octane/cluster-*/upgrade-*; do : >"$state/restored"; done'
  step node-4 connect-seed ATTEMPT=2
  prove "the seed answers for its address" mgmt 192.168.0.3 node-4
  prove "and for its public one" public 172.16.0.3 node-4
  prove "its way out is the public network's gateway" matches 'via 172.16.0.1 ' "$(on node-4 ip route show default)"
  prove "after a reboot its public bridge has the card and Fuel's patch for floating addresses" \
    equal "$(sed -n 's/^bridge_ports *//p' "$(root_of node-4)/etc/network/interfaces.d/ifcfg-br-ex" | tr ' ' '\n' | sort | xargs)" 'eth2 p_ff798dba-0'
  for node in $ORIGINALS; do
    prove "$node, cut off, is seen to be so" answers "done" "$node" cut-original check
  done

  say "        the way back"
  undo node-4 connect-seed
  prove "the seed is heard no more" mgmt 192.168.0.3
  for node in $ORIGINALS; do undo "$node" cut-original; done
  prove "each original answers for its address" mgmt 192.168.0.3 node-1
  prove "over Open vSwitch too" within 10 public 172.16.0.5 node-3
  prove "and the virtual ones are where they were" mgmt 192.168.0.2 node-1
  prove "files for the next boot are as before" equal "$(on_each "$ALL_NODES" bash -c 'cat /etc/network/interfaces.d/* 2>/dev/null || true')" "$before"
  prove "the isolated seed is not heard" public 172.16.0.3 node-1
}

tried_refusal() {
  ask "$1" "$2" check
  [ "$ANSWER" != "done" ] || { echo "check says done" && return 1; }
  ask "$1" "$2" act
  if [ "$ANSWER" = "done" ]; then ask "$1" "$2" verify; fi
  [ "$ANSWER" != "done" ] || { echo "act and verify say done" && return 1; }
  echo "$ANSWER: $SAID"
}
