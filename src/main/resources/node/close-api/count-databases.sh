# shellcheck shell=bash
# What is in OpenStack's databases, rows and checksum of every table: counted before a controller leaves with a copy of them, and once
# more when it has left (AGAIN=yes). The API is closed, yet services still report: a table that changed in between is marked, and
# only its rows count.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/mysql.sh
. ../lib/counts.sh

counted() { [ -s "$ROWS" ] && { [ "${AGAIN:-}" != yes ] || remembers counted-again; }; }

check() {
  local rows sum
  counted || missing "the databases are not counted yet"
  answer rows awk -F'\t' '{ n += $2 } END { print n + 0 }' "$ROWS"
  answer sum sha256sum "$ROWS"
  result rows "$rows"
  result sha256 "${sum%% *}"
}

act() {
  local names before now
  umask 077
  answer names openstack_databases
  names=${names//$'\n'/ }
  [ -n "$names" ] || refuse "there is no database of OpenStack on $NODE_NAME"
  # shellcheck disable=SC2086 # a list of names
  answer now table_checksums $names
  [ -n "$now" ] || fail "OpenStack's databases have no tables: $names"
  are_full "$now" || refuse "keystone's database on $NODE_NAME has no rows: these are not the databases of a cloud"
  if [ "${AGAIN:-}" != yes ]; then
    write_file "$ROWS" 600 echo "$now"
  elif ! remembers counted-again; then
    [ -s "$ROWS" ] || refuse "the databases were not counted before the controller left"
    before=$(print_file "$ROWS")
    write_file "$ROWS" 600 marked "$before" "$now"
    remember counted-again :
  fi
}

verify() { check; }

# Before the API opens again is the last moment to compare, see dump-databases.
undo() {
  forget_measures
  forget counted-again
  if [ "${AGAIN:-}" = yes ]; then return 0; fi
  if [ -s "$ROWS" ]; then
    if has_room; then note_differences; else echo "$NODE_NAME has no room on its disk: the databases were not compared with the count"; fi
  fi
  rm -f "$ROWS"
}
