# shellcheck shell=bash
# Pacemaker of three nodes: services stop and start again, a stop that fails is told, and after its end nothing of it runs
# limit: 400

# shellcheck source-path=SCRIPTDIR
. "$LAB_HOME/lib/pacemaker.sh"

readonly CLUSTER='node-1 node-2 node-3'
# shellcheck disable=SC2034 # lib/steps.sh gives them to each step
FACTS=(
  "ORIG_CONTROLLERS=$CLUSTER" "SEED_CONTROLLERS=$CLUSTER" MANAGEMENT_VIP=192.168.0.2 PUBLIC_VIP=172.16.0.2
  ORIG_VERSION=2014.2.2-6.1 SEED_VERSION=2015.1.0-7.0 ORIG_FUEL=6.1 SEED_FUEL=7.0
)

resources() {
  cat <<'CRM'
property stonith-enabled=false no-quorum-policy=ignore start-failure-is-fatal=false
primitive p_haproxy ocf:fuel:ns_haproxy op monitor interval=20 timeout=20 op start timeout=60 op stop timeout=60
clone clone_p_haproxy p_haproxy meta interleave=true
primitive vip__management ocf:fuel:ns_IPaddr2 params ip=192.168.0.2 nic=eth1 op monitor interval=20 timeout=20
primitive vip__public ocf:fuel:ns_IPaddr2 params ip=172.16.0.2 nic=eth2 op monitor interval=20 timeout=20
colocation vip_management-with-haproxy inf: vip__management clone_p_haproxy
colocation vip_public-with-haproxy inf: vip__public clone_p_haproxy
primitive p_mysql ocf:fuel:mysql-wss op monitor interval=20 timeout=20
clone clone_p_mysql p_mysql
primitive p_rabbitmq-server ocf:fuel:rabbitmq-server op monitor interval=20 timeout=20
clone clone_p_rabbitmq-server p_rabbitmq-server
primitive p_heat-engine ocf:fuel:heat-engine op monitor interval=20 timeout=20
clone clone_p_heat-engine p_heat-engine meta interleave=true
primitive p_neutron-dhcp-agent ocf:fuel:neutron-agent op monitor interval=20 timeout=20
clone clone_p_neutron-dhcp-agent p_neutron-dhcp-agent
primitive p_neutron-l3-agent ocf:fuel:neutron-agent op monitor interval=20 timeout=20
clone clone_p_neutron-l3-agent p_neutron-l3-agent
primitive p_dns ocf:fuel:ns_dns op monitor interval=20 timeout=20
clone clone_p_dns p_dns
CRM
}

# nothing_runs: of a cluster that has ended, on all nodes
nothing_runs() { none_left 'pacemaker|corosync|haproxy|sleep'; }
# nothing_answers: of one that was killed
nothing_answers() { none_left 'pacemaker|corosync|haproxy'; }

none_left() { # PROGRAMS: nor one of the virtual addresses
  local node left=''
  for node in $CLUSTER; do
    left+=$(on "$node" bash -c 'pgrep -a "^($0)" | grep -vx "[0-9]* sleep 3600"
      ip -o -4 addr show | grep -E " (192.168.0.2|172.16.0.2)/"' "$1") || true
  done
  [ -z "$left" ] || { echo "$left" && return 1; }
}

run() {
  local node number=2 before without
  switch mgmt public
  # shellcheck disable=SC2086 # a list
  node_up $CLUSTER
  for node in $CLUSTER; do
    plug "$node" eth1 mgmt "192.168.0.$((number += 1))/24"
    plug "$node" eth2 public "172.16.0.$number/24"
    on "$node" sysctl -q -w net.ipv4.ip_nonlocal_bind=1
    # those of a seed's controller, which lead nowhere before the switch
    bridge "$node" br-ex
    bridge "$node" br-mgmt
    put "$node" /etc/haproxy/haproxy.cfg 644 <<'CFG'
global
  daemon
  maxconn 100
defaults
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
CFG
    put "$node" /etc/haproxy/conf.d/020-keystone-1.cfg 644 <<'CFG'
listen keystone-1
  bind 172.16.0.2:5000
  bind 192.168.0.2:5000
  server node 127.0.0.1:15000
CFG
    put "$node" /root/web.py 644 <"$LAB_HOME/programs/web.py"
    daemon "$node" /var/log/web.log python3 /root/web.py 127.0.0.1:15000
  done
  octane_up
  pacemaker "$CLUSTER"
  resources | configure node-1
  within 90 runs_all node-1 || stop_case "not all resources start: $(on node-1 crm_mon -1)"
  before=$(active node-1)

  ask node-1 start-seed-cluster check
  prove "pacemaker with all three nodes is seen" equal "$ANSWER" "done"
  step node-1 stop-cluster-services
  without=$(grep -vE 'heat|neutron' <<<"$before")
  prove "heat and neutron's agents stopped, databases, queues and addresses did not" active_are node-1 "$without"
  prove "the same said by the processes" not on_each "$CLUSTER" test -e /run/lab-p_heat-engine.pid
  ask node-1 stop-cluster-services check
  prove "which is seen" equal "$ANSWER" "done"
  step node-1 start-cluster-services
  prove "all run again" active_are node-1 "$before"
  undo node-1 start-cluster-services
  prove "and not after the undo" active_are node-1 "$without"
  undo node-1 stop-cluster-services
  prove "and again after the undo of the stop" active_are node-1 "$before"

  prove "the virtual addresses answer, from nodes of the cluster" tried_step node-2 vips-answer

  on node-2 touch /root/stuck-p_heat-engine
  ask node-1 stop-cluster-services check ATTEMPT=2
  ask node-1 stop-cluster-services act ATTEMPT=2
  prove "a stop that fails is a failure that names it" matches 'failed.*p_heat-engine' "$ANSWER: $SAID"
  on node-2 rm -f /root/stuck-p_heat-engine
  on node-1 crm resource cleanup p_heat-engine >/dev/null 2>&1 || true
  STEP_SECONDS=260 step node-1 stop-cluster-services ATTEMPT=3
  undo node-1 stop-cluster-services ATTEMPT=3
  within 60 active_are node-1 "$before" || true

  together step "$CLUSTER" stop-original-cluster
  prove "after pacemaker's end nothing that it started runs, and no address of it is left" nothing_runs
  together undo "$CLUSTER" stop-original-cluster
  prove "the way back: all runs that ran" within 90 active_are node-1 "$before"
  ask node-1 stop-original-cluster check
  prove "and it is seen to run" equal "$ANSWER" missing

  on_each "$CLUSTER" pcs cluster kill
  prove "pacemaker that was killed has left its addresses" not nothing_answers
  together step "$CLUSTER" stop-original-cluster ATTEMPT=2
  prove "they and haproxy are taken away then" nothing_answers
  together undo "$CLUSTER" stop-original-cluster ATTEMPT=2
  prove "and all runs again once more" within 90 active_are node-1 "$before"
}

runs_all() {
  local name states
  states=$(active "$1")
  for name in p_haproxy p_mysql p_rabbitmq-server p_heat-engine p_neutron-dhcp-agent p_neutron-l3-agent p_dns; do
    [ "$(grep -c "^$name@" <<<"$states")" = 3 ] || return 1
  done
  [ "$(grep -c '^vip__' <<<"$states")" = 2 ]
}
