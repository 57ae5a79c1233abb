# shellcheck shell=bash
# What is free on the file systems that dumps and databases go to, in MiB; a place that isn't there yet is its parent.

. ../lib/frame.sh

free() {
  local place=$1
  while [ ! -d "$place" ] && [ -n "$place" ]; do place=${place%/*}; done
  df -Pm "${place:-/}" | awk 'NR == 2 { print $1, $4 }'
}

check() {
  local state databases var
  command -v openssl >/dev/null || fail "openssl is not installed on $NODE_NAME, and dumps of databases are sealed with it"
  answer state free "${OCTANE_ROOT:-}/var/lib/octane"
  answer databases free "${OCTANE_ROOT:-}/var/lib/mysql"
  answer var free "${OCTANE_ROOT:-}/var"
  result var-free "${var##* }"
  result free "${state##* }"
  result databases-free "${databases##* }"
  if [ "${state% *}" = "${databases% *}" ]; then result shared yes; else result shared no; fi
}
