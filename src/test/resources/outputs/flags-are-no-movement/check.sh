#!/bin/bash
# flags in Ceph's complaints and in a line of their own; data that moves beside them
. "$(dirname "$0")/../harness.sh"
still='     health HEALTH_WARN nobackfill,norecover,noout flag(s) set
     osdmap e9: 3 osds: 3 up, 3 in
            flags noout,nobackfill,norebalance,norecover
                  64 active+clean'
status="$still" run upgrade-ceph/start-monitor.sh '! moves_data "$status"' SEED_CONTROLLERS=node-1 status="$still" || exit 1
for moving in '                   3 active+remapped+backfilling' 'recovery io 20 MB/s' '     health HEALTH_WARN 4 pgs backfill; noout flag(s) set' '  8/90 objects misplaced (8.9%)'; do
  run upgrade-ceph/start-monitor.sh 'moves_data "$status"' status="$still
$moving" || { echo "not seen: $moving"; exit 1; }
done
