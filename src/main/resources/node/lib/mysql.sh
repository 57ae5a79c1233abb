# shellcheck shell=bash
# MySQL. Root's password is in root's .my.cnf, never on a command line.

. ../lib/frame.sh
. ../lib/lists.sh

# sql STATEMENT [SECONDS]: its answer, columns separated by tabs
sql() { within "${2:-60}" mysql --connect-timeout=10 --batch --skip-column-names -e "$1"; }

# as long as counting a big table may take, in seconds
COUNTING=7200

# Those of OpenStack's databases that there are
openstack_databases() {
  local all name
  answer all sql 'SHOW DATABASES'
  in_list information_schema "${all//$'\n'/ }" || unknown "MySQL does not list its databases"
  for name in nova keystone heat neutron cinder glance; do
    if in_list "$name" "${all//$'\n'/ }"; then echo "$name"; fi
  done
}

# table_checksums DATABASE…: a line `database.table ROWS CHECKSUM` per table, tab separated; all databases at once
table_checksums() {
  local database folder lines
  answer folder mktemp -d "${TMPDIR:-$OCTANE_STATE}/octane-measure.XXXXXX"
  for database in "$@"; do
    (checksums_of_database "$database" >"$folder/$database.part" && mv "$folder/$database.part" "$folder/$database") &
  done
  wait
  for database in "$@"; do
    if [ ! -e "$folder/$database" ]; then
      rm -rf "$folder"
      unknown "the rows of database $database could not be counted"
    fi
    mapfile -t lines <"$folder/$database"
    if [ ${#lines[@]} -gt 0 ]; then printf '%s\n' ${lines[@]+"${lines[@]}"}; fi
  done
  rm -rf "$folder"
}

# forget_measures: what a killed attempt has left of them
forget_measures() { rm -rf "${TMPDIR:-$OCTANE_STATE}"/octane-measure.*; }

checksums_of_database() {
  local text table quoted counts='' sums='' tables rows checksums i rounded
  answer text tables_of "$1"
  [ -n "$text" ] || return 0
  mapfile -t tables <<<"$text"
  for table in ${tables[@]+"${tables[@]}"}; do
    quoted="\`$1\`.\`${table//\`/\`\`}\`"
    counts+="SELECT COUNT(*) FROM $quoted; "
    sums+="${sums:+, }$quoted"
  done
  answer text sql "$counts" "$COUNTING"
  mapfile -t rows <<<"$text"
  answer text sql "CHECKSUM TABLE $sums" "$COUNTING"
  mapfile -t checksums <<<"$text"
  # an answer for each, whatever is in its name
  if [ ${#rows[@]} -ne ${#tables[@]} ] || [ ${#checksums[@]} -ne ${#tables[@]} ]; then
    unknown "MySQL did not count every table of $1"
  fi
  answer rounded sql "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema='$1' AND data_type='float'"
  for ((i = 0; i < ${#tables[@]}; i++)); do
    if [[ $'\n'$rounded$'\n' == *$'\n'"${tables[i]}"$'\n'* ]]; then answer "checksums[$i]" checksum_of_text "$1" "${tables[i]}"; fi
    [[ ${rows[i]} =~ ^[0-9]+$ ]] || unknown "MySQL does not say how many rows table ${tables[i]} of $1 has"
    printf '%s.%s\t%s\t%s\n' "$1" "${tables[i]}" "${rows[i]}" "${checksums[i]##*$'\t'}"
  done
}

# a view has no rows of its own, and may be of a table that is gone
tables_of() { sql "SELECT table_name FROM information_schema.tables WHERE table_schema='$1' AND table_type='BASE TABLE'" | sort; }

# checksum_of_text DATABASE TABLE: of its rows as mysqldump writes them. It writes six digits of a FLOAT, so that a restored table has
# another CHECKSUM.
checksum_of_text() {
  within "$COUNTING" mysqldump --host localhost --compact --no-create-info --skip-triggers --skip-extended-insert --order-by-primary \
    --hex-blob --skip-lock-tables "$1" "$2" | sha256sum | cut -c1-16
}

# tables_differing_from FILE [DATABASE]: the tables that are not as `table_checksums` found them when it wrote that file, of all of its
# databases or of one. Of a table that was moving then only the existence is compared.
tables_differing_from() {
  local here databases=${2:-}
  if [ $# -eq 1 ]; then answer databases databases_in "$1"; fi
  [ -n "$databases" ] || fail "no database is named in $1"
  # shellcheck disable=SC2086 # a list of names
  answer here table_checksums $databases
  awk -F'\t' -v of="${2:+$2.}" 'NR == FNR { here[$1] = $0; next }
    index($1, of) != 1 { next }
    $3 == "moving" ? !($1 in here) : here[$1] != $0 { print $1 }' <(echo "$here") "$1"
}

# databases_in FILE: those that `table_checksums` has counted, in one line
databases_in() { cut -d. -f1 "$1" | uniq | tr '\n' ' ' | sed 's/ $//'; }
