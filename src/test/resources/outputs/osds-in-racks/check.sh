#!/bin/bash
# later columns, other buckets between hosts, an OSD outside of CRUSH in front and behind, one whose name alone is left
. "$(dirname "$0")/../harness.sh"
stub ceph <<'S'
cat <<'TREE'
ID  CLASS  WEIGHT   TYPE NAME             STATUS  REWEIGHT  PRI-AFF
-1         0.00054  root default
-7         0.00027      rack r1
-3         0.00018          host node-4
 0    hdd  0.00009              osd.0         up   1.00000  1.00000
10    ssd  0.00009              osd.10      down   1.00000  1.00000
-8         0.00027      rack r2
-5         0.00009          host node-14
 1    hdd  0.00009              osd.1        DNE         0
 4    hdd  0.00009              osd.4         up         0  1.00000
-9               0  root spare
 2               0  osd.2                   down         0  1.00000
 3               0  osd.3                     up   1.00000  1.00000
TREE
S
is "$(run '' 'ask_ceph osd tree | osds_in_tree')" "0 node-4 up 1
10 node-4 down 1
4 node-14 up 0
2 - down 0
3 - up 1"
is "$(run upgrade-node/release-osds.sh 'osds_of node-14; others_down "$SUBJECTS"' SUBJECTS=node-14)" "4
osd.10"
