#!/bin/bash
# the last line of its log is blank, and the last with words does not name the cause
. "$(dirname "$0")/../harness.sh"
cat >"$W/log" <<'L'
2016-02-01 10:00:00.000001 7f00  0 ceph version 0.80.9, process ceph-mon, pid 77
2016-02-01 10:00:00.000002 7f00 -1 mon.node-1@-1(???) e2 error: cluster_uuid file exists with value a, != our uuid b
2016-02-01 10:00:00.000003 7f00 -1 failed to initialize

L
said=$(run upgrade-ceph/start-monitor.sh 'complaints "$LOG"' LOG="$W/log")
[[ $said == *'cluster_uuid file exists'*'failed to initialize' ]] || { echo "$said"; exit 1; }
