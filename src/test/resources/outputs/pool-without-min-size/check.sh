#!/bin/bash
# of a pool whose min_size is not told nobody says that its groups may lose an OSD
. "$(dirname "$0")/../harness.sh"
stub ceph <<'S'
case "$*" in
*"osd dump"*) printf "pool 3 'volumes' replicated size 2 min_size 2 crush_ruleset 0\n%s\n" "$POOL" ;;
*"osd tree"*) printf -- '-1\t1\troot default\n-2\t1\t\thost node-4\n0\t1\t\t\tosd.0\tup\t1\t\n' ;;
*"pg dump"*) printf 'pg_stat\tstate\tup\tup_primary\tacting\tacting_primary\n3.0\tactive+clean\t[1,2]\t1\t[1,2]\t1\n4.0\tactive+clean\t[0]\t0\t[0]\t0\n' ;;
esac
S
unknown='Ceph does not say which min_size these pools have, by number: 4'
for pool in '' "pool 4 'images' replicated size 2" "pool 4 'images' replicated size 2 min_size"; do
  is "$(run preflight/ceph-pools.sh check LOOK_ONLY=yes BATCHES=node-4 POOL="$pool" 2>&1; echo $?)" "$unknown"$'\n69'
  is "$(run upgrade-node/release-osds.sh act SUBJECTS=node-4 POOL="$pool" 2>&1 | tail -n 1)" "$unknown"
done
pool="pool 4 'min_size 0' replicated size 2 min_size 1"
is "$(run upgrade-node/release-osds.sh 'endangered 0 "$(placement_groups)"' POOL="$pool")" '1 placement groups of pool 4 would have less than min_size 1'
