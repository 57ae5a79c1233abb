# shellcheck shell=bash
# Every compute node reports to the new controllers' nova.

. ../lib/frame.sh
. ../lib/hosts.sh
. ../lib/openstack.sh

# Those of COMPUTES that aren't up
away() {
  local list name line
  answer list compute_services
  for name in $COMPUTES; do
    answer line of_host "$name" <<<"$list"
    [ "${line##*$'\t'}" = up ] || echo "$name"
  done
}

all_up() {
  local names
  answer names away
  [ -z "$names" ]
}

check() {
  all_up || missing "not up in nova: $(away | tr '\n' ' ')"
  [ -n "$COMPUTES" ] || { echo "the cloud has no computes"; return 0; }
  result proof.computes "all computes are up in nova of $SEED_VERSION: $COMPUTES"
}

act() { wait_until 120 all_up || fail "not up in nova: $(away | tr '\n' ' ')"; }

verify() { check; }

undo() { :; }
