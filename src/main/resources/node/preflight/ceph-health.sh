# shellcheck shell=bash
# What Ceph says of itself: its first line, without what it says in detail.

. ../lib/frame.sh
. ../lib/ceph.sh

check() {
  local text
  answer text ask_ceph health
  result health "${text%%$'\n'*}"
}
