# shellcheck shell=bash source-path=SCRIPTDIR
# MySQL. Root's password is in root's .my.cnf, never on a command line.

. ../lib/frame.sh
. ../lib/lists.sh

# The statement's answer, columns separated by tabs
sql() { mysql --batch --skip-column-names -e "$1"; }

# Those of OpenStack's databases that there are
openstack_databases() {
  local all name
  all=$(sql 'SHOW DATABASES')
  for name in nova keystone heat neutron cinder glance; do
    if in_list "$name" "${all//$'\n'/ }"; then echo "$name"; fi
  done
}

# table_checksums DATABASE…: a line `database.table ROWS CHECKSUM` per table; all databases at once
table_checksums() {
  local database folder
  folder=$(mktemp -d "$OCTANE_STATE/measure.XXXXXX")
  for database in "$@"; do
    (checksums_of_database "$database" >"$folder/$database.part" && mv "$folder/$database.part" "$folder/$database") &
  done
  wait
  for database in "$@"; do
    [ -e "$folder/$database" ] || fail "$database could not be counted"
    cat "$folder/$database"
  done
  rm -rf "$folder"
}

checksums_of_database() {
  local tables table counts='' sums='' rows checksums
  tables=$(sql "SELECT table_name FROM information_schema.tables WHERE table_schema='$1'" | sort)
  [ -n "$tables" ] || return 0
  for table in $tables; do
    counts+="SELECT COUNT(*) FROM \`$1\`.\`$table\`; "
    sums+="${sums:+, }\`$1\`.\`$table\`"
  done
  rows=$(sql "$counts")
  checksums=$(sql "CHECKSUM TABLE $sums" | cut -f2)
  paste -d' ' <(sed "s/^/$1./" <<<"$tables") <(echo "$rows") <(echo "$checksums")
}

# tables_differing_from FILE: the tables that are not as `table_checksums` found them when it wrote that file. Of a table that was
# moving then only the existence is compared.
tables_differing_from() {
  local here
  # shellcheck disable=SC2046 # a list of names
  here=$(table_checksums $(cut -d. -f1 "$1" | uniq))
  awk 'NR == FNR { here[$1] = $0; next }
    $3 == "moving" ? !($1 in here) : here[$1] != $0 { print $1 }' <(echo "$here") "$1"
}

# load_databases FILE: a whole dump into MySQL. A failing statement holds table data: only its head is kept.
load_databases() {
  local complaint="$OCTANE_STATE/mysql.err" code=0 why
  gzip -dc "$1" | mysql 2>"$complaint" || code=$?
  why=$(grep -oE '^ERROR [0-9]+ \([^)]*\)( at line [0-9]+)?' "$complaint" | tail -n 1) || true
  rm -f "$complaint"
  [ "$code" -eq 0 ] || fail "the dump could not be restored: ${why:-mysql ended with $code}"
}

# is_complete_dump FILE: mysqldump's last line is the only mark of a whole one; a cut one restores without an error
is_complete_dump() { gzip -dc "$1" 2>/dev/null | tail -n 5 | grep -q '^-- Dump completed'; }
