# shellcheck shell=bash source-path=SCRIPTDIR
# Here the outage of the API ends: both virtual addresses answer, and from the seed.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/haproxy.sh

# The node on which pacemaker runs a virtual address
holder() {
  crm_mon --as-xml | awk -v id="$1" '
    index($0, "<resource id=\"" id "\"") { mine = 1; next }
    mine && /<node / { sub(/.*name="/, ""); sub(/".*/, ""); print; mine = 0 }
    /<\/resource>/ { mine = 0 }'
}

check() {
  local name node
  keystone_answers || missing "keystone doesn't answer on $MANAGEMENT_VIP and $PUBLIC_VIP"
  for name in vip__management vip__public; do
    node=$(holder "$name")
    in_list "${node%%.*}" "$SEED_CONTROLLERS" || missing "$name isn't on a controller of the seed, but on '${node:-none}'"
  done
  result proof.vips "$MANAGEMENT_VIP answers from $(holder vip__management), $PUBLIC_VIP from $(holder vip__public), \
controllers of the seed ($SEED_VERSION)"
}

act() { wait_until 90 keystone_answers || fail "keystone doesn't answer on $MANAGEMENT_VIP and $PUBLIC_VIP"; }

verify() { check; }

undo() { :; }
