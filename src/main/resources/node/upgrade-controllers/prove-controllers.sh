# shellcheck shell=bash
# The controllers of one side (SIDE: original, seed) are a cluster again: databases, monitors and pacemaker have all of them. With
# WHEN=back it is looked at on the way back alone.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/haproxy.sh
. ../lib/mysql.sh
. ../lib/pacemaker.sh
. ../lib/ceph.sh

controllers() { if [ "${SIDE:-seed}" = original ]; then echo "$ORIG_CONTROLLERS"; else echo "$SEED_CONTROLLERS"; fi; }

# galera NAME: what the database server says of the state with that name
galera() { sql "SHOW GLOBAL STATUS LIKE 'wsrep_$1'" | awk -F'\t' '{ print $2 }'; }

# unknown_to_haproxy NAMES: those that haproxy here does not have among the databases, if it has any: it learns of a controller by being
# deployed with it
unknown_to_haproxy() {
  local known name
  set -- "$1" "$HAPROXY"/conf.d/*mysqld.cfg
  [ -e "$2" ] || return 0
  answer known awk '$1 == "server" { print $2 }' "${@:2}"
  for name in $1; do if ! in_list "$name" "${known//$'\n'/ }"; then echo "$name"; fi; done
}

whole() {
  local names wanted size status strangers
  names=$(controllers)
  wanted=$(number_of "$names")
  [ "$wanted" -gt 0 ] || refuse "no controllers are known"
  all_online "$names" || missing "not all of these are online in pacemaker: $names"
  answer size galera cluster_size
  answer status galera cluster_status
  [ "$size" = "$wanted" ] && [ "$status" = Primary ] || missing "Galera has ${size:-0} members of $wanted, its status is ${status:-unknown}"
  if [ -n "$OSD_NODES" ]; then are_in_quorum "$names" || missing "not in quorum: all of $names"; fi
  answer strangers unknown_to_haproxy "$names"
  [ -z "$strangers" ] || missing "haproxy of $NODE_NAME leads to no database on ${strangers//$'\n'/ }"
  result proof.controllers "$names are a cluster: pacemaker has them online, Galera has $size members\
${OSD_NODES:+, Ceph has their monitors in quorum}"
}

check() { whole; }

act() { wait_until 300 holds whole || whole; }

verify() { check; }

undo() {
  [ "${WHEN:-}" = back ] || return 0
  wait_until 600 holds whole || :
  whole
}
