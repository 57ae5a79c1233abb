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
        liberty*:nova) REPLY=302 ;;
        *:keystone) REPLY=67 ;;
        *:nova) REPLY=280 ;;
        *:glance) REPLY=41 ;;
        *:cinder) REPLY=37 ;;
        *:heat) REPLY=59 ;;
        *:neutron) REPLY=kilo ;;
        *) REPLY= && return 1 ;;
    esac
}

# repository_of DATABASE: its service's own migrations, as sqlalchemy-migrate names them
repository_of() {
    REPLY=$1
    [[ $1 == glance ]] && REPLY='Glance Migrations'
    return 0
}

# repository_path DATABASE: where they are
repository_path() {
    REPLY=$1/db/sqlalchemy/migrate_repo
    [[ $1 == keystone ]] && REPLY=keystone/common/sql/migrate_repo
    REPLY=/usr/lib/python2.7/dist-packages/$REPLY
}

# version_rows DATABASE LEVEL: the rows of migrate_version, by primary key. Keystone's db_sync migrates extensions too,
# each with a row of its own: in Juno one, from Kilo on five.
version_rows() {
    local name path part
    repository_of "$1"
    name=$REPLY
    repository_path "$1"
    path=$REPLY
    local -a parts=("$1")
    if [[ $1 == keystone ]]; then
        parts=(keystone revoke:1)
        (($2 > 55)) && parts=(endpoint_filter:2 endpoint_policy:1 federation:8 keystone oauth1:5 revoke:2)
    fi
    for part in "${parts[@]}"; do
        if [[ $part == "$1" ]]; then
            printf "('%s','%s',%s)\n" "$name" "$path" "$2"
        else
            printf "('%s','/usr/lib/python2.7/dist-packages/keystone/contrib/%s/migrate_repo',%s)\n" \
                "${part%:*}" "${part%:*}" "${part#*:}"
        fi
    done
}

# db_level DIRECTORY DATABASE: what the database says of itself; REPLY empty when it isn't there.
db_level() {
    local line name
    if [[ $2 == neutron ]]; then
        get "$1/neutron/alembic_version.rows" || return 1
        REPLY=${REPLY//[()\']/}
        return 0
    fi
    repository_of "$2"
    name=$REPLY
    REPLY=
    [[ -r $1/$2/migrate_version.rows ]] || return 1
    while IFS= read -r line; do
        [[ $line == "('$name',"* ]] || continue
        line=${line##*,}
        REPLY=${line%)*}
        return 0
    done <"$1/$2/migrate_version.rows"
    return 1
}
