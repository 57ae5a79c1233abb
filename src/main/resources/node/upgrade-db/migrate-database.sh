# shellcheck shell=bash
# One database of the seed is brought to the seed's schema by its service's own migrations. An attempt that
# was cut short may have left a mixed schema, on which the next would break: the database is then taken from
# the dump again.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh
. ../lib/mysql.sh
. ../lib/dumps.sh
. ../lib/counts.sh
. ../lib/repairs.sh
. ../lib/sides.sh

readonly DUMP="$OCTANE_STATE/databases.sql.gz"
readonly MIGRATING="migrating-$DATABASE"
readonly MIGRATED="migrated-$DATABASE"

sync() {
  case $DATABASE in
    keystone) keystone-manage db_sync ;;
    nova)
      case $SEED_FUEL in
        6.* | 7.*) nova-manage db sync ;;
        *)
          # Migration 291 refuses while flavors of VMs are where Juno had them; what moves them needs the schema before it.
          nova-manage db sync --version 290
          migrate_flavors
          nova-manage db sync
          # nova has an API database of its own from 8.0 on
          nova-manage api_db sync
          ;;
      esac
      ;;
    heat) heat-manage db_sync ;;
    glance) glance-manage db_sync ;;
    neutron) neutron-db-manage --config-file="${OCTANE_ROOT:-}/etc/neutron/neutron.conf" upgrade head ;;
    cinder) cinder-manage db sync ;;
    *) refuse "no migration is known for database '$DATABASE'" ;;
  esac
}

# By as many VMs as nova takes at once, until none is left. Early Kilo prints the template of its sentence, and the numbers behind it as
# {'total': 0, 'done': 0}.
migrate_flavors() {
  local said matched completed
  while :; do
    answer said nova-manage db migrate_flavor_data
    if [[ $said =~ (^|$'\n')([0-9]+)\ instances\ matched\ query,\ ([0-9]+)\ completed ]]; then
      matched=${BASH_REMATCH[2]} completed=${BASH_REMATCH[3]}
    elif [[ $said =~ "'total': "([0-9]+) ]] && matched=${BASH_REMATCH[1]} && [[ $said =~ "'done': "([0-9]+) ]]; then
      completed=${BASH_REMATCH[1]}
    else
      fail "nova-manage db migrate_flavor_data said: $(tail -n 1 <<<"$said")"
    fi
    if [ "$matched" -eq 0 ]; then return 0; fi
    [ "$completed" -gt 0 ] || fail "nova can't migrate the flavors of $matched VMs; look at them with nova-manage db migrate_flavor_data"
  done
}

readonly PACKAGES="${OCTANE_ROOT:-}/usr/lib/python2.7/dist-packages"

# Where sqlalchemy-migrate finds the service's own migrations
case $DATABASE in
  keystone) readonly REPOSITORY="$PACKAGES/keystone/common/sql/migrate_repo" ;;
  *) readonly REPOSITORY="$PACKAGES/$DATABASE/db/sqlalchemy/migrate_repo" ;;
esac

# and the name under which it counts them
repository_id() {
  local id=''
  if [ -e "$REPOSITORY/migrate.cfg" ]; then answer id sed -n 's/^repository_id *= *//p' "$REPOSITORY/migrate.cfg"; fi
  if [ -n "$id" ]; then
    echo "$id"
  elif [ "$DATABASE" = glance ]; then
    echo 'Glance Migrations'
  else
    echo "$DATABASE"
  fi
}

# How far the database is migrated: sqlalchemy-migrate's number, or alembic's revisions; `-` without either
level() {
  local tables id
  answer tables sql "SELECT table_name FROM information_schema.tables WHERE table_schema='$DATABASE'"
  case " ${tables//$'\n'/ } " in
    *' alembic_version '*) sql "SELECT version_num FROM $DATABASE.alembic_version" | revisions ;;
    *' migrate_version '*)
      # Keystone counts its extensions too, each in a row of its own, never as high as its own.
      answer id repository_id
      sql "SELECT repository_id, version FROM $DATABASE.migrate_version" | ID=$id awk -F'\t' '
        $1 == ENVIRON["ID"] { own = $2 }
        $2 + 0 > highest + 0 { highest = $2 }
        END { print (own == "" ? highest : own) }'
      ;;
    *) echo - ;;
  esac
}

# alembic's revisions, one for each branch, in one line
revisions() { tr -s ' \t\r' '\n' | sort -u | awk 'NF { line = line (line == "" ? "" : " ") $1 } END { print line }'; }

# The highest number in the service's own migration repository, or alembic's heads; nothing if they aren't found
head_level() {
  local folder file number highest=''
  if [ "$DATABASE" = neutron ]; then
    folder="$PACKAGES/neutron/db/migration/alembic_migrations/versions"
    for file in "$folder"/{HEAD,HEADS,EXPAND_HEAD,CONTRACT_HEAD}; do
      if [ -e "$file" ]; then cat "$file"; fi
    done | revisions
    return 0
  fi
  for file in "$REPOSITORY"/versions/[0-9]*_*.py; do
    [[ ${file##*/} =~ ^([0-9]+)_ ]] || continue
    number=$((10#${BASH_REMATCH[1]}))
    [ "${highest:--1}" -ge "$number" ] || highest=$number
  done
  [ -z "$highest" ] || echo "$highest"
}

# A cloud without heat has no such database
present() {
  local databases
  [ -s "$ROWS" ] || missing "the databases of before aren't on $NODE_NAME yet"
  if ask grep -q "^$DATABASE\." "$ROWS"; then return 0; fi
  # one without tables has no rows to count, and needs its schema all the same
  answer databases openstack_databases
  in_list "$DATABASE" "${databases//$'\n'/ }"
}

at_head() {
  local level head
  answer level level
  answer head head_level
  # a database without a schema is at no level
  [ "$level" != - ] && [ -n "$level" ] || return 1
  [ -n "$(recall "$MIGRATED")" ] && [ "$level" = "$(recall "$MIGRATED")" ] && [ "${head:-$level}" = "$level" ]
}

# Tables that were there before and still are, with fewer rows than before
poorer() {
  local here
  answer here table_checksums "$DATABASE"
  awk -F'\t' -v d="$DATABASE." 'NR == FNR { rows[$1] = $2; next }
    index($1, d) == 1 && $3 != "moving" && ($1 in rows) && rows[$1] + 0 < $2 + 0 { print $1 }' <(echo "$here") "$ROWS"
}

report() { result level "$(recall "$MIGRATED")"; }

check() {
  local left
  present || return 0
  at_head || missing "$DATABASE isn't at the new release's schema"
  answer left unrepaired "$DATABASE"
  [ -z "$left" ] || missing "in $DATABASE is left what its own migrations do not do: ${left//$'\n'/, }"
  report
}

# This database alone out of the dump: what precedes the first one, its own part, and the end
one_of_dump() {
  unsealed "$DUMP" | gzip -dc | awk -v mark="-- Current Database: \`$DATABASE\`" '
    index($0, "-- Current Database: ") == 1 { inside = 1; mine = ($0 == mark) }
    !inside || mine || /^-- Dump completed/' | gzip -1 | seal >"$OCTANE_STATE/$DATABASE.sql.gz"
}

take_back() {
  one_of_dump
  exclusive restore load_databases "$OCTANE_STATE/$DATABASE.sql.gz"
  rm -f "$OCTANE_STATE/$DATABASE.sql.gz"
}

act() {
  umask 077
  present || return 0
  must_be_isolated "its database $DATABASE would change under its services"
  at_head || migrate
  repair_database "$DATABASE"
}

migrate() {
  [ -n "$(recall restored)" ] || refuse "the databases of before aren't on $NODE_NAME"
  if remembers "$MIGRATING"; then take_back; fi
  remember "$MIGRATING" level
  exclusive migrate sync
  remember "$MIGRATED" level
  forget "$MIGRATING"
}

verify() {
  local lost
  check
  present || return 0
  answer lost poorer
  [ -z "$lost" ] || missing "rows were lost in the migration of: $(tr '\n' ' ' <<<"$lost")"
}

# The seed's own databases come back as a whole, by the undo of the restore: one after the other taken from the dump
# first would only keep the API closed for longer. Whoever migrates before that starts from the dump. The note gets another name, which
# needs no room.
undo() {
  if remembers "$MIGRATED"; then mv -f "$OCTANE_STATE/$MIGRATED" "$OCTANE_STATE/$MIGRATING"; fi
  forget "$MIGRATED"
  rm -f "$OCTANE_STATE/$DATABASE.sql.gz"
}
