# shellcheck shell=bash
# The new controller's MySQL runs on the databases that were on its disk, with the rows and checksums that were counted when it left
# the cluster. Where its deployment has migrated a database already, no table has lost a row. Then a dump is made, from which a
# migration that is cut short begins anew.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/mysql.sh
. ../lib/dumps.sh
. ../lib/counts.sh

readonly DUMP="$OCTANE_STATE/databases.sql.gz"

# migrated DATABASE TABLES: its deployment has, for how far it is migrated is another than before
migrated() {
  local table
  for table in $2; do
    case $table in "$1".migrate_version | "$1".alembic_version) return 0 ;; esac
  done
  return 1
}

# poorer DATABASE: tables with fewer rows than were counted; a migration may drop one
poorer() {
  local here
  answer here table_checksums "$1"
  awk -F'\t' -v d="$1." 'NR == FNR { rows[$1] = $2; next }
    index($1, d) == 1 && $3 != "moving" && ($1 in rows) && rows[$1] + 0 < $2 + 0 { print $1 " has " rows[$1] " rows of " $2 }' \
    <(echo "$here") "$ROWS"
}

# losses: a line for each table that is not as it has to be, and `migrated DATABASE`
losses() {
  local databases database tables
  answer databases databases_in "$ROWS"
  for database in $databases; do
    answer tables tables_differing_from "$ROWS" "$database"
    if migrated "$database" "$tables"; then
      echo "migrated $database"
      poorer "$database"
    else
      of_tenants "$tables"
    fi
  done
}

look() {
  answer LOSSES losses
  answer MIGRATED sed -n 's/^migrated //p' <<<"$LOSSES"
  answer LOSSES awk 'NF && $1 != "migrated"' <<<"$LOSSES"
}

proved() { [ -n "$(recall restored)" ] && [ -s "$DUMP" ]; }

report() {
  local rows tables by databases
  answer rows awk -F'\t' '{ n += $2 } END { print n + 0 }' "$ROWS"
  answer tables awk 'END { print NR }' "$ROWS"
  databases=$(recall migrated-by-deployment)
  by=
  if [ -n "$databases" ]; then by="; migrated by the deployment already, without a row lost: ${databases//$'\n'/ }"; fi
  result rows "$rows"
  result proof.rows "$rows rows in $tables tables are on the disk of $NODE_NAME as they were counted before it was installed$by"
}

check() {
  proved || missing "the databases on the disk of $NODE_NAME are not compared yet"
  report
}

act() {
  local sum databases
  umask 077
  if proved; then return 0; fi
  [ -s "$ROWS" ] || refuse "what was counted in the databases is not on $NODE_NAME"
  look
  [ -z "$LOSSES" ] || refuse "the databases on the disk of $NODE_NAME are not those of before: ${LOSSES//$'\n'/, }. Roll back: the other \
controllers still have them"
  remember migrated-by-deployment echo "$MIGRATED"
  answer databases databases_in "$ROWS"
  exclusive dump dump_databases "$databases" "$DUMP.part"
  rm -f "$DUMP.part.sha256"
  mv -f "$DUMP.part" "$DUMP"
  answer sum sha256sum "$ROWS"
  remember restored echo "${sum%% *}"
}

verify() { check; }

# They go with the controller, which is installed again.
undo() {
  forget_measures
  forget restored
  forget migrated-by-deployment
  rm -f "$DUMP" "$DUMP.part"{,.sha256} "$OCTANE_STATE"/mysqldump.err{,.end}
}
