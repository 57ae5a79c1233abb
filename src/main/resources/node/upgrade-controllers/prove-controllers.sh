# shellcheck shell=bash
# The controllers of one side (SIDE: original, seed) are a cluster again: databases, monitors and pacemaker have all of them. With
# WHEN=back it is looked at on the way back alone.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/mysql.sh
. ../lib/pacemaker.sh
. ../lib/ceph.sh

controllers() { if [ "${SIDE:-seed}" = original ]; then echo "$ORIG_CONTROLLERS"; else echo "$SEED_CONTROLLERS"; fi; }

# galera NAME: what the database server says of the state with that name
galera() { sql "SHOW GLOBAL STATUS LIKE 'wsrep_$1'" | awk -F'\t' '{ print $2 }'; }

whole() {
  local names wanted size status
  names=$(controllers)
  wanted=$(number_of "$names")
  [ "$wanted" -gt 0 ] || refuse "no controllers are known"
  all_online "$names" || missing "not all of these are online in pacemaker: $names"
  answer size galera cluster_size
  answer status galera cluster_status
  [ "$size" = "$wanted" ] && [ "$status" = Primary ] || missing "Galera has ${size:-0} members of $wanted, its status is ${status:-unknown}"
  if [ -n "$OSD_NODES" ]; then are_in_quorum "$names" || missing "not in quorum: all of $names"; fi
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
