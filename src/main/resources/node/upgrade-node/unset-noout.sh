# shellcheck shell=bash
# After the last OSD node Ceph may move data again, unless the operator had forbidden it before.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh

ours() { [ "$(recall_for_pair noout)" = octane ]; }

check() {
  if ours; then missing "Ceph's flag noout is still set"; fi
  noout_set || result proof.noout "Ceph's flag noout is removed again"
}

act() {
  ! ours || take_noout_back noout
}

verify() { check; }

# A node that goes back was not installed anew, so its OSDs never stopped: nobody needs the flag.
undo() { :; }
