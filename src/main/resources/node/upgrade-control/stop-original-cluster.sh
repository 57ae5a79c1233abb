# shellcheck shell=bash source-path=SCRIPTDIR
# Pacemaker of the original's controllers ends, and with it addresses, haproxy, databases and queues there.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/pacemaker.sh

check() { ! cluster_up || missing "pacemaker still runs on $NODE_NAME"; }

# What runs is noted before: all of it runs again after the way back.
act() {
  if cluster_up; then
    { recall resources && active; } | sort -u | remember resources
  fi
  pcs cluster kill
}

active() { resource_states | awk '$4 == "true" { print $1 }'; }

verify() { check; }

together() {
  local xml name
  xml=$(crm_mon --as-xml 2>/dev/null) || return 1
  for name in $ORIG_CONTROLLERS; do
    grep -qE "<node name=\"$name(\.[^\"]*)?\" .*online=\"true\"" <<<"$xml" || return 1
  done
}

undo() {
  local names
  names=$(recall resources | tr '\n' ' ')
  cluster_up || pcs cluster start
  wait_until 300 together || fail "the original's controllers don't come together again"
  # Galera takes its time to find the newest of its copies
  wait_until 600 resources_active "$names" || fail "pacemaker doesn't run again all of: $names"
  forget resources
}
