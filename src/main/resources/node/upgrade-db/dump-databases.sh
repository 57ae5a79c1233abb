# shellcheck shell=bash
# One dump of OpenStack's databases on the first original controller, with what is in it: rows and checksum
# of every table. The API is closed, yet services still report; a table that changed while it was dumped is
# marked, and only its rows count.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/mysql.sh

readonly DUMP="$OCTANE_STATE/databases.sql.gz"
readonly ROWS="$OCTANE_STATE/databases.rows"

dumped() {
  local sum
  [ -s "$DUMP" ] && [ -s "$DUMP.sha256" ] && [ -s "$ROWS" ] || return 1
  answer sum sha256sum "$DUMP"
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
  result rows "${rows%% *}"
  result bytes "$bytes"
  result databases "$databases"
}

check() {
  dumped || missing "there is no dump"
  report
}

dump() {
  local code=0 complaint="$OCTANE_STATE/mysqldump.err" why='' line
  umask 077
  # shellcheck disable=SC2086 # a list of names
  within "$DUMPING" mysqldump --add-drop-database --lock-all-tables --host localhost --databases $1 2>"$complaint" | gzip -1 >"$DUMP.part" || code=$?
  # its last word is the cause
  while IFS= read -r line; do why=$line; done <"$complaint"
  case $code in 124 | 137) why="it did not end within $DUMPING s, or was killed" ;; esac
  why=${why:0:300}
  rm -f "$complaint"
  [ "$code" -ne 0 ] || return 0
  rm -rf "$DUMP.part"
  fail "mysqldump failed: ${why:-is there free space in $OCTANE_STATE?}"
}

# awk: equal lines as they are; a table that moved gets the mark
marked() {
  awk -F'\t' -v OFS='\t' 'NR == FNR { had[$1] = $0; next } { if (had[$1] != $0) $3 = "moving"; print }' <(echo "$1") <(echo "$2")
}

act() {
  local names before after
  umask 077
  answer names openstack_databases
  names=${names//$'\n'/ }
  [ -n "$names" ] || refuse "there is no database of OpenStack on this node"
  rm -f "$DUMP" "$DUMP.sha256" "$ROWS"
  # shellcheck disable=SC2086 # a list of names
  answer before table_checksums $names
  exclusive dump dump "$names"
  is_complete_dump "$DUMP.part" || fail "the dump is incomplete: its last line is missing"
  # shellcheck disable=SC2086 # a list of names
  answer after table_checksums $names
  [ -n "$after" ] || fail "OpenStack's databases have no tables: $names"
  write_file "$ROWS" 600 marked "$before" "$after"
  write_file "$DUMP.sha256" 600 sha256sum "$DUMP.part"
  mv -f "$DUMP.part" "$DUMP"
}

verify() {
  check
  is_complete_dump "$DUMP" || missing "the dump is incomplete: its last line is missing"
}

# Without the tables in which services write of themselves, API or not: reports of hosts and agents, what is
# scheduled to them, tokens. Everything else is the tenants'.
of_tenants() {
  ask grep -vxE -e 'nova\.(services|compute_nodes|instance_info_caches|task_log|bw_usage_cache)' -e 'cinder\.services' \
    -e 'heat\.(service|stack_lock)' -e 'keystone\.(token|revocation_event)' -e 'neutron\.(agents|.*bindings)' <<<"$1" || :
}

# differing DATABASE: its tables that are not as they were dumped, behind a line that says that they were counted
differing() {
  local tables
  answer tables tables_differing_from "$ROWS" "$1"
  echo counted
  of_tenants "$tables"
}

# compared DATABASE: a line for each table that differs, or `? DATABASE` if it could not be counted, tried twice
compared() {
  local said
  for _ in 1 2; do
    answer_if_any said differing "$1"
    if [ -n "$said" ]; then
      printf '%s\n' "${said#counted}"
      return 0
    fi
  done
  echo "? $1"
}

# differences: of all databases at once
differences() {
  local databases database
  answer databases databases_in "$ROWS"
  for database in $databases; do compared "$database" & done
  wait
}

note_differences() {
  local other
  # whoever does not answer keeps the API closed no longer than that
  # shellcheck disable=SC2034 # lib/mysql.sh goes by it
  COUNTING=600
  answer other differences
  remember databases-differ awk NF <<<"$other"
  remember databases-compared awk -F'\t' '{ n += $2 } END { print NR " tables with " n " rows" }' "$ROWS"
}

# Before the API opens again is the last moment to compare. Whoever looks at the whole in the end says what was found: here a
# difference, a count without an answer or a full disk would only keep the API closed.
undo() {
  forget_measures
  rm -f "$DUMP" "$DUMP.part" "$DUMP.sha256" "$OCTANE_STATE/mysqldump.err"
  if [ -s "$ROWS" ]; then
    if has_room; then note_differences; else echo "$NODE_NAME has no room on its disk: the databases were not compared with the dump"; fi
  fi
  rm -f "$ROWS"
}
