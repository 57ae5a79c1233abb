# shellcheck shell=bash source-path=SCRIPTDIR
# One dump of OpenStack's databases on the first original controller, with what is in it: rows and checksum
# of every table. The API is closed, yet services still report; a table that changed while it was dumped is
# marked, and only its rows count.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/mysql.sh

readonly DUMP="$OCTANE_STATE/databases.sql.gz"
readonly ROWS="$OCTANE_STATE/databases.rows"

dumped() {
  [ -s "$DUMP" ] && [ -s "$DUMP.sha256" ] && [ -s "$ROWS" ] || return 1
  [ "$(sha256sum <"$DUMP")" = "$(<"$DUMP.sha256")" ]
}

report() {
  result sha256 "$(cut -d' ' -f1 "$DUMP.sha256")"
  result rows "$(sha256sum <"$ROWS" | cut -d' ' -f1)"
  result bytes "$(stat -c %s "$DUMP")"
  result databases "$(cut -d. -f1 "$ROWS" | uniq | tr '\n' ' ' | sed 's/ $//')"
}

check() {
  dumped || missing "there is no dump"
  report
}

dump() {
  umask 077
  # shellcheck disable=SC2086 # a list of names
  mysqldump --add-drop-database --lock-all-tables --host localhost --databases $1 | gzip -1 >"$DUMP.part"
}

act() {
  local names before after
  umask 077
  names=$(openstack_databases | tr '\n' ' ')
  [ -n "$names" ] || refuse "there is no database of OpenStack on this node"
  rm -f "$DUMP" "$DUMP.sha256" "$ROWS"
  # shellcheck disable=SC2086 # a list of names
  before=$(table_checksums $names)
  exclusive dump dump "$names" || {
    rm -f "$DUMP.part"
    fail "mysqldump failed; is there free space in $OCTANE_STATE?"
  }
  is_complete_dump "$DUMP.part" || fail "the dump is incomplete: its last line is missing"
  # shellcheck disable=SC2086 # a list of names
  after=$(table_checksums $names)
  # awk: equal lines as they are; a table that moved gets the mark
  awk 'NR == FNR { had[$1] = $0; next } { print (had[$1] == $0 ? $0 : $1 " " $2 " moving") }' \
    <(echo "$before") <(echo "$after") | write_file "$ROWS" 600
  sha256sum <"$DUMP.part" | write_file "$DUMP.sha256" 600
  mv -f "$DUMP.part" "$DUMP"
}

verify() {
  check
  is_complete_dump "$DUMP" || missing "the dump is incomplete: its last line is missing"
}

# Without the tables in which services write of themselves, API or not: reports of hosts and agents, what is
# scheduled to them, tokens. Everything else is the tenants'.
of_tenants() {
  grep -vxE -e 'nova\.(services|compute_nodes|instance_info_caches|task_log|bw_usage_cache)' -e 'cinder\.services' \
    -e 'heat\.(service|stack_lock)' -e 'keystone\.(token|revocation_event)' -e 'neutron\.(agents|.*bindings)' || true
}

# Before the API opens again is the last moment to compare. Whoever looks at the whole in the end says what was
# found: here a difference would only keep the API closed.
undo() {
  local other
  if [ -s "$ROWS" ]; then
    other=$(tables_differing_from "$ROWS" | of_tenants)
    remember databases-differ <<<"$other"
    awk '{ n += $2 } END { print NR " tables with " n " rows" }' "$ROWS" | remember databases-compared
  fi
  rm -rf "$OCTANE_STATE"/measure.*
  rm -f "$DUMP" "$DUMP.part" "$DUMP.sha256" "$ROWS"
}
