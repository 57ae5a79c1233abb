# shellcheck shell=bash
# Which side serves the cloud, asked of the node itself: Octane's records may be older than the world, as after a restore of its database
# or after work that was done by hand.

. ../lib/frame.sh
. ../lib/bridges.sh
. ../lib/ports.sh

# must_be_isolated WHAT: this node of the seed has no way out to the original's networks; otherwise it may serve the cloud, and WHAT
# would happen to that
must_be_isolated() {
  local bridge out
  for bridge in $BRIDGES; do
    device_exists "$bridge" || continue
    answer out outside_ports "$bridge"
    [ -z "$out" ] || refuse "$bridge of $NODE_NAME is on the wire by ${out//$'\n'/, }: the seed serves the cloud already, and $1. See \
'octane status', and where it is wrong go back with 'octane rollback-control'"
  done
}

# must_be_on_wire WHAT: this controller of the original is still in the cloud's networks; otherwise another has taken its place, and WHAT
must_be_on_wire() {
  local bridge out
  for bridge in $BRIDGES; do
    device_exists "$bridge" || continue
    answer out outside_ports "$bridge"
    [ -n "$out" ] || refuse "$bridge of $NODE_NAME leads nowhere: the original was cut off when the seed took its place, and $1. See \
'octane status', and where it is wrong go back with 'octane rollback-control'"
  done
}
