#!/bin/bash
# half of what Ceph says of its OSDs, though it ends well, names some of them only: that all of those are up is no answer
. "$(dirname "$0")/../harness.sh"
osd() { echo "{\"id\":$1,\"name\":\"osd.$1\",\"type\":\"osd\",\"exists\":1,\"status\":\"$2\",\"reweight\":\"1.000000\"}"; }
tree="{\"nodes\":[$(osd 0 up),$(osd 1 down)],\"stray\":[]}"
half="{\"nodes\":[$(osd 0 up)"
stub ceph <<'S'
case "$*" in *tell*) echo version ;; *) echo "$SAYS" ;; esac
S
t() { is "$(run upgrade-control/noout-off.sh 'if all_up; then echo up; else echo "down: $AWAY"; fi' SAYS="$1" 2>/dev/null; echo $?)" "$2"; }
t "$tree" $'down: osd.1\n0'
t "$half" 69
t '' 69
is "$(run '' osd_ids SAYS="$tree")" '0 1'
