# shellcheck shell=bash
# Which side serves the cloud, asked of the node itself: Octane's records may be older than the world, as after a restore of its database
# or after work that was done by hand.

. ../lib/frame.sh
. ../lib/bridges.sh
. ../lib/ports.sh

# way_back: what an operator types to have the controllers of before serve again; in place there is no seed
way_back() {
  if [ -n "${SEED_ID:-}" ]; then echo "octane rollback-control $SEED_ID"; else echo "octane rollback ${UPGRADE:-}"; fi
}

# some_bridge: where there is none, nothing shows whether the node is on the wire
some_bridge() {
  local bridge
  for bridge in $BRIDGES; do if device_exists "$bridge"; then return 0; fi; done
  unknown "$NODE_NAME has neither ${BRIDGES/ / nor }, so that nothing shows whether it is on the wire"
}

# must_be_isolated WHAT: this node of the seed has no way out to the original's networks; otherwise it may serve the cloud, and WHAT
# would happen to that
must_be_isolated() {
  local bridge out
  some_bridge
  for bridge in $BRIDGES; do
    device_exists "$bridge" || continue
    answer out outside_ports "$bridge"
    [ -z "$out" ] || refuse "$bridge of $NODE_NAME is on the wire by ${out//$'\n'/, }: the seed serves the cloud already, and $1. See \
'octane status', and where it is wrong go back with '$(way_back)'"
  done
}

# must_be_on_wire WHAT: this controller of the original is still in the cloud's networks; otherwise another has taken its place, and WHAT
must_be_on_wire() {
  local bridge out
  some_bridge
  for bridge in $BRIDGES; do
    device_exists "$bridge" || continue
    answer out outside_ports "$bridge"
    [ -n "$out" ] || refuse "$bridge of $NODE_NAME leads nowhere: the original was cut off when the seed took its place, and $1. See \
'octane status', and where it is wrong go back with '$(way_back)'"
  done
}
