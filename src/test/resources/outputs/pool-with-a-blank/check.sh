#!/bin/bash
# names are the operator's
. "$(dirname "$0")/../harness.sh"
stub ceph <<'S'
case "$*" in
*"osd dump"*) printf "pool 3 'my pool min_size 9' replicated size 2 min_size 2 crush_ruleset 0 flags hashpspool\n" ;;
*"osd tree"*) printf -- '-1\t1\troot default\n-2\t1\t\thost node-4\n0\t1\t\t\tosd.0\tup\t1\t\n' ;;
*"pg dump"*) printf 'pg_stat\tstate\tup\tup_primary\tacting\tacting_primary\n3.0\tactive+clean\t[0]\t0\t[0]\t0\n' ;;
esac
S
is "$(run preflight/ceph-pools.sh check BATCHES=node-4 | sed -n 's/.*of pool \(.*\) are below.*/\1/p')" "my pool min_size 9"
