# shellcheck shell=bash
# Migration level of each service's database by release, as the services' own migration repositories number them.

# level_of DATABASE RELEASE
level_of() {
    case $2:$1 in
        2014.*:keystone) REPLY=55 ;;
        2014.*:nova) REPLY=254 ;;
        2014.*:glance) REPLY=37 ;;
        2014.*:cinder) REPLY=25 ;;
        2014.*:heat) REPLY=46 ;;
        2014.*:neutron) REPLY=juno ;;
        *:keystone) REPLY=67 ;;
        *:nova) REPLY=280 ;;
        *:glance) REPLY=41 ;;
        *:cinder) REPLY=37 ;;
        *:heat) REPLY=59 ;;
        *:neutron) REPLY=kilo ;;
        *) REPLY= && return 1 ;;
    esac
}

# db_level DIRECTORY DATABASE: what the database says of itself; REPLY empty when it isn't there.
db_level() {
    local table=migrate_version
    [[ $2 == neutron ]] && table=alembic_version
    get "$1/$2/$table.rows" || return 1
    REPLY=${REPLY##*[,(]}
    REPLY=${REPLY%)*}
    REPLY=${REPLY//\'/}
}
