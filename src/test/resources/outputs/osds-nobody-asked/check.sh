#!/bin/bash
# where nobody was asked nobody has answered
. "$(dirname "$0")/../harness.sh"
stub ceph <<'S'
case "$*" in
*"osd tree"*) echo "{\"nodes\":[{\"id\":0,\"name\":\"osd.0\",\"type\":\"osd\",\"exists\":1,\"status\":\"$STATE\",\"reweight\":\"1.000000\"}]}" ;;
*"pg dump"*) printf 'pg_stat\tstate\tup\tup_primary\tacting\tacting_primary\n' ;;
*tell*) echo version ;;
esac
S
t() { is "$(run '' "if $1; then echo yes; else echo \"no \${LAGGING:-}\"; fi" STATE="${3:-up}" FOLLOWED=7)" "$2"; }
t 'all_told ""' 'no '
t 'all_told "0 5
1 -"' 'no '
t 'all_told "0 5
1 6"' yes
t osds_follow yes
t osds_follow 'no all, since Ceph knows none that is up' down
