# shellcheck shell=bash
. ../lib/frame.sh
check() { [ -e "${OCTANE_ROOT:-}/root/printed" ] || missing "not printed"; }
act() {
  head -c 1073741824 /dev/zero | tr '\0' x | fold -w 100
  echo
  result bytes 1073741824
  : >"${OCTANE_ROOT:-}/root/printed"
}
verify() { check; }
undo() { :; }
