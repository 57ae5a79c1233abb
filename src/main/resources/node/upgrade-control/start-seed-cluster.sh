# shellcheck shell=bash
# The seed's pacemaker runs on every controller of the seed, with the databases and the addresses.

. ../lib/frame.sh
. ../lib/pacemaker.sh

readonly ESSENTIAL='vip__public vip__management p_haproxy p_mysql'

ready() {
  all_online "$SEED_CONTROLLERS" && resources_active "$ESSENTIAL"
}

check() { ready || missing "pacemaker isn't up with $ESSENTIAL on $SEED_CONTROLLERS"; }

act() {
  cluster_up || within 120 pcs cluster start
  wait_until 120 ready || fail "pacemaker doesn't come up with $ESSENTIAL on $SEED_CONTROLLERS"
}

verify() { check; }

# It ran before as well
undo() { :; }
