# shellcheck shell=bash
# Services and agents of hosts that are gone. Gone is who is not a node of the seed and is down: neither
# alone is enough, a node may be restarting, and an operator may run services on hosts Fuel knows not.

. ../lib/frame.sh
. ../lib/hosts.sh
. ../lib/openstack.sh

is_ours() {
  is_host_in "$1" "$SEED_CONTROLLERS $COMPUTES $OSD_NODES"
}

# stale STATE: of lines `HOST STATE ID` on stdin the ids of those with that state whose host is gone
stale() {
  local host state id
  while IFS=$'\t' read -r host state id; do
    if [ "$state" = "$1" ] && ! is_ours "$host"; then echo "$id"; fi
  done
}

# Of none that is listed none is gone: a cloud has services and agents.
nova_services() {
  local all
  answer all listed_services
  [ -n "$all" ] || unknown "nova lists no service at all"
  stale down <<<"$all"
}

agents() {
  local all
  answer all listed_agents
  [ -n "$all" ] || unknown "neutron lists no agent at all"
  stale xxx <<<"$all"
}

listed_services() { as_admin nova service-list | table_columns Host State Id; }
listed_agents() { as_admin neutron agent-list | table_columns host alive id; }

check() {
  local services agents
  answer services nova_services
  answer agents agents
  [ -z "$services$agents" ] || missing "services and agents of hosts that are gone are listed: $(wc -w <<<"$services $agents")"
  result proof.services "nova and neutron list no service of a host that is gone"
}

act() {
  local id list
  answer list nova_services
  for id in $list; do
    as_admin nova service-delete "$id"
  done
  answer list agents
  for id in $list; do
    as_admin neutron agent-delete "$id"
  done
}

verify() { check; }

undo() { :; }
