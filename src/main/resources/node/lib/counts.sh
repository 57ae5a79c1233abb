# shellcheck shell=bash
# What was counted in the databases, compared with what is there: in the file ROWS, as `table_checksums` prints it.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/mysql.sh

ROWS="$OCTANE_STATE/databases.rows"

# awk: equal lines as they are; a table that moved gets the mark
marked() {
  awk -F'\t' -v OFS='\t' 'NR == FNR { had[$1] = $0; next } { if (had[$1] != $0) $3 = "moving"; print }' <(echo "$1") <(echo "$2")
}

# are_full ROWS: a cloud has users at least
are_full() {
  local rows
  answer rows awk -F'\t' 'index($1, "keystone.") == 1 { n += $2 } END { print n + 0 }' <<<"$1"
  [ "$rows" -gt 0 ]
}

# Without the tables in which services write of themselves, API or not: reports of hosts and agents, what is
# scheduled to them, tokens. Everything else is the tenants'.
of_tenants() {
  ask grep -vxE -e 'nova\.(services|compute_nodes|instance_info_caches|task_log|bw_usage_cache)' -e 'cinder\.services' \
    -e 'heat\.(service|stack_lock)' -e 'keystone\.(token|revocation_event)' -e 'neutron\.(agents|.*bindings)' <<<"$1" || :
}

# differing_in DATABASE: its tables that are not as they were dumped, behind a line that says that they were counted
differing_in() {
  local tables
  answer tables tables_differing_from "$ROWS" "$1"
  echo counted
  of_tenants "$tables"
}

# compare_database DATABASE: a line for each table that differs, or `? DATABASE` if it could not be counted, tried twice
compare_database() {
  local said
  for _ in 1 2; do
    answer_if_any said differing_in "$1"
    if [ -n "$said" ]; then
      printf '%s\n' "${said#counted}"
      return 0
    fi
  done
  echo "? $1"
}

# compare_databases: all databases at once
compare_databases() {
  local databases database
  answer databases databases_in "$ROWS"
  for database in $databases; do compare_database "$database" & done
  wait
}

note_differences() {
  local other
  # whoever does not answer keeps the API closed no longer than that
  # shellcheck disable=SC2034 # lib/mysql.sh goes by it
  COUNTING=600
  answer other compare_databases
  remember databases-differ awk NF <<<"$other"
  remember databases-compared awk -F'\t' '{ n += $2 } END { print NR " tables with " n " rows" }' "$ROWS"
}
