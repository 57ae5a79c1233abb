# shellcheck shell=bash
# Ceph moves no data while OSD nodes are installed anew. A flag that the operator had set stays in the end.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh

check() {
  remembers_for_pair noout || missing "it is not recorded yet who set noout"
  noout_set || missing "Ceph's flag noout is not set"
}

act() { set_noout noout; }

verify() { check; }

undo() { take_noout_back noout; }
