# shellcheck shell=bash
# One dump of OpenStack's databases on the first original controller, with what is in it: rows and checksum
# of every table. The API is closed, yet services still report; a table that changed while it was dumped is
# marked, and only its rows count.

. ../lib/frame.sh
. ../lib/mysql.sh
. ../lib/dumps.sh
. ../lib/counts.sh
. ../lib/sides.sh

readonly DUMP="$OCTANE_STATE/databases.sql.gz"

dumped() {
  local sum
  [ -s "$DUMP" ] && [ -s "$DUMP.sha256" ] && [ -s "$ROWS" ] || return 1
  answer sum sum_of "$DUMP"
  [ "${sum%% *}" = "$(noted_sum)" ]
}

# what the dump's checksum was when it was made
noted_sum() {
  local sum
  read -r sum _ <"$DUMP.sha256"
  echo "$sum"
}

report() {
  local rows bytes databases
  answer rows sha256sum "$ROWS"
  answer bytes stat -c %s "$DUMP"
  answer databases databases_in "$ROWS"
  result sha256 "$(noted_sum)"
  result whole yes
  result rows "${rows%% *}"
  result bytes "$bytes"
  result databases "$databases"
}

check() {
  dumped || missing "there is no dump"
  report
}

act() {
  local names before after
  umask 077
  answer names openstack_databases
  names=${names//$'\n'/ }
  [ -n "$names" ] || refuse "there is no database of OpenStack on this node"
  must_be_on_wire "its databases are those of before"
  rm -f "$DUMP" "$DUMP.sha256" "$ROWS"
  # shellcheck disable=SC2086 # a list of names
  answer before table_checksums $names
  are_full "$before" || refuse "keystone's database on $NODE_NAME has no rows: these are not the databases of a cloud"
  exclusive dump dump_databases "$names" "$DUMP.part"
  # shellcheck disable=SC2086 # a list of names
  answer after table_checksums $names
  [ -n "$after" ] || fail "OpenStack's databases have no tables: $names"
  write_file "$ROWS" 600 marked "$before" "$after"
  mv -f "$DUMP.part.sha256" "$DUMP.sha256"
  mv -f "$DUMP.part" "$DUMP"
}

# by its checksum it is the one that was whole when it was made
verify() { check; }

# Before the API opens again is the last moment to compare. Whoever looks at the whole in the end says what was found: here a
# difference, a count without an answer or a full disk would only keep the API closed.
undo() {
  forget_measures
  rm -f "$DUMP"{,.part}{,.sha256} "$OCTANE_STATE"/mysqldump.err{,.end}
  if [ -s "$ROWS" ]; then
    if has_room; then note_differences; else echo "$NODE_NAME has no room on its disk: the databases were not compared with the dump"; fi
  fi
  rm -f "$ROWS"
}
