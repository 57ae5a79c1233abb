# shellcheck shell=bash source-path=SCRIPTDIR
# Pacemaker of the original's controllers ends, and with it addresses, haproxy, databases and queues there.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/pacemaker.sh

check() { ! cluster_up || missing "pacemaker still runs on $NODE_NAME"; }

# What runs is noted before: all of it runs again after the way back.
act() {
  if cluster_up; then
    remember resources active_and_noted
  fi
  within 60 pcs cluster kill
}

active_and_noted() {
  {
    recall resources
    resource_states | awk '$4 == "true" { print $1 }'
  } | sort -u
}

verify() { check; }

together() { all_online "$ORIG_CONTROLLERS"; }

undo() {
  local names
  names=$(recall resources)
  names=${names//$'\n'/ }
  cluster_up || within 120 pcs cluster start
  wait_until 300 together || fail "the original's controllers don't come together again"
  # Galera takes its time to find the newest of its copies
  wait_until 600 resources_active "$names" || fail "pacemaker doesn't run again all of: $names"
  forget resources
}
