# shellcheck shell=bash source-path=SCRIPTDIR
# Every compute node reports to the seed's nova.

. ../lib/frame.sh
. ../lib/openstack.sh

# Those of COMPUTES that aren't up
away() {
  local list name
  list=$(as_admin nova service-list --binary nova-compute | table_columns Host State)
  for name in $COMPUTES; do
    [ "$(of_host "$name" <<<"$list" | cut -f2)" = up ] || echo "$name"
  done
}

all_up() {
  local names
  names=$(away) && [ -z "$names" ]
}

check() {
  all_up || missing "not up in nova: $(away | tr '\n' ' ')"
  result proof.computes "all computes are up in the seed's nova: $COMPUTES"
}

act() { wait_until 120 all_up || fail "not up in nova: $(away | tr '\n' ' ')"; }

verify() { check; }

undo() { :; }
