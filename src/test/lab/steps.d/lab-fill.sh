# shellcheck shell=bash
. ../lib/frame.sh
check() { [ -e "${OCTANE_ROOT:-}/root/filled" ] || missing "not filled"; }
act() {
  head -c 67108864 /dev/zero | tr '\0' x | fold -w 100 || true
  fail "the dump broke off; is there room?"
}
verify() { check; }
undo() { :; }
