# shellcheck shell=bash
# What Ceph says of itself: its first line, without what it says in detail.

check() {
  local text
  text=$(ask_ceph health)
  result health "${text%%$'\n'*}"
}
