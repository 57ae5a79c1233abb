# shellcheck shell=bash
# Here the outage of the API ends: both virtual addresses answer, and from the seed.

. ../lib/frame.sh
. ../lib/hosts.sh
. ../lib/haproxy.sh
. ../lib/pacemaker.sh

# The node on which pacemaker runs a virtual address
holder() {
  cluster_state | awk -v id="$1" '
    # of one that runs nowhere the element is empty: what follows is of the next
    /<resource / { mine = index($0, " id=\"" id "\"") && !/\/>/; next }
    /<\/resource>/ { mine = 0 }
    mine && /<node / { sub(/.*name="/, ""); sub(/".*/, ""); print; mine = 0 }'
}

check() {
  local name node management public
  keystone_answers || missing "keystone doesn't answer on $MANAGEMENT_VIP and $PUBLIC_VIP"
  for name in vip__management vip__public; do
    answer node holder "$name"
    is_host_in "$node" "$SEED_CONTROLLERS" || missing "$name isn't on one of $SEED_CONTROLLERS, but on '${node:-none}'"
  done
  answer management holder vip__management
  answer public holder vip__public
  result proof.vips "$MANAGEMENT_VIP answers from $management, $PUBLIC_VIP from $public, \
controllers with release $SEED_VERSION"
}

act() { wait_until 90 keystone_answers || fail "keystone doesn't answer on $MANAGEMENT_VIP and $PUBLIC_VIP"; }

verify() { check; }

undo() { :; }
