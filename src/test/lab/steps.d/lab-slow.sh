# shellcheck shell=bash
# Each run leaves a line in /root/runs; ends once /root/go is there.
. ../lib/frame.sh
check() {
  [ -e "${OCTANE_ROOT:-}/root/made" ] || missing "not made"
  result runs "$(wc -l <"${OCTANE_ROOT:-}/root/runs")"
}
act() {
  echo run >>"${OCTANE_ROOT:-}/root/runs"
  wait_until 120 test -e "${OCTANE_ROOT:-}/root/go"
  : >"${OCTANE_ROOT:-}/root/made"
}
verify() { check; }
undo() { rm -f "${OCTANE_ROOT:-}"/root/{made,go,runs}; }
