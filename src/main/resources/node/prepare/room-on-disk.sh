# shellcheck shell=bash
# Room on the Fuel master for a dump of the databases and for copies of the files Octane changes.

. ../lib/frame.sh

readonly PLACE="${OCTANE_ROOT:-}/var"

check() {
  local free
  answer free free_mib "$PLACE"
  [ "$free" -ge "$ROOM_MIB" ] || missing "only $free MiB are free under /var, $ROOM_MIB are needed"
  echo "$free MiB are free under /var"
}

# -P: one line, however long the name
free_mib() { df -Pm "$1" | awk 'NR == 2 { print $(NF - 2) }'; }

# Nothing is thrown away to make room: which files can go is for the operator to say.
act() { holds check || refuse "make room under /var of the Fuel master: $ROOM_MIB MiB are needed"; }

verify() { check; }
undo() { :; }
