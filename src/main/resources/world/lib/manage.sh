# shellcheck shell=bash
# keystone-manage and its kind: the migration level of one database, brought to the head of the installed release.
load db mysql net service levels

MANAGE_LOG='INFO migrate.versioning.api [-]'

# manage DATABASE: DIR and RELEASE, or the program's refusal
manage() {
    local tries=0
    env_of "$ME" || die 1 "$PROG: no configuration"
    DIR=$CLOUD/env/$REPLY/db
    get "$W/nodes/$ME/sim/release"
    RELEASE=$REPLY
    while ! svc_running "$ME" mysql; do
        # ten tries, ten seconds apart
        ((tries++ < 10)) || die 1 "OperationalError: (OperationalError) (2003, \"Can't connect to MySQL server\")"
        printf 'WARNING oslo_db.sqlalchemy.session [-] SQL connection failed. %d attempts left.\n' $((11 - tries)) >&2
        pause 10
    done
    [[ -d $DIR/$1 ]] || die 1 "Traceback (most recent call last):
OperationalError: (OperationalError) (1049, \"Unknown database '$1'\") None None"
}

sync_database() { # DATABASE [VERSION]
    local from to table=migrate_version
    [[ $1 == neutron ]] && table=alembic_version
    level_of "$1" "$RELEASE"
    to=${2:-$REPLY}
    db_level "$DIR" "$1" || REPLY=
    from=$REPLY
    if [[ -z $from ]]; then
        # nobody's schema: made from nothing
        seed_tables "$1" "$to"
        return
    fi
    if [[ $from == "$to" ]]; then
        pause 0.3
        return 0
    fi
    if [[ $1 != neutron && $from -gt $to ]]; then
        die 1 "KeyError: <VerNum($from)>"
    fi
    if [[ $1 == nova && $to -gt 290 ]]; then
        flavors_left
        ((REPLY == 0)) || die 1 "There are still $REPLY unmigrated flavor records. Migration cannot continue until all instance flavor records have been migrated to the new format. Please run \`nova-manage db migrate_flavor_data' first."
    fi
    printf '%s %s -> %s...\n' "$MANAGE_LOG" "$from" "$to" >&2
    pause 1
    if [[ $1 == neutron ]]; then
        printf "('%s')\n" "$to" >"$DIR/neutron/$table.rows"
    else
        version_rows "$1" "$to" >"$DIR/$1/$table.rows"
    fi
    new_tables "$1"
    pause 0.3
    printf '%s done\n' "$MANAGE_LOG" >&2
}

# flavors_left: REPLY, how many VMs have theirs where Juno had it. What was migrated goes with the database.
flavors_left() {
    local -a vms=()
    REPLY=0
    [[ -e $DIR/nova/.flavors ]] && return 0
    mapfile -t vms <"$DIR/nova/instances.rows"
    REPLY=${#vms[@]}
}

# what Kilo's migrations add; no row of before is touched
new_tables() {
    local table columns
    case $1 in
        keystone) table=idp_remote_ids columns=$'  `idp_id` varchar(64),\n  `remote_id` varchar(255)' ;;
        nova) table=tags columns=$'  `resource_id` varchar(36),\n  `tag` varchar(80)' ;;
        heat) table=sync_point columns=$'  `entity_id` varchar(36),\n  `is_update` tinyint(1)' ;;
        neutron) table=flavors columns=$'  `id` varchar(36),\n  `name` varchar(255)' ;;
        *) return 0 ;;
    esac
    [[ -e $DIR/$1/$table.rows ]] && return 0
    printf 'CREATE TABLE `%s` (\n%s\n) ENGINE=InnoDB DEFAULT CHARSET=utf8;\n' "$table" "$columns" >"$DIR/$1/$table.sql"
    : >"$DIR/$1/$table.rows"
}

seed_tables() { # DATABASE LEVEL: empty schema
    bash "$W/lib/seed-db.sh" "$DIR" "$1" "$2" empty
}

synced() {
    load cluster
    refresh_api
}
