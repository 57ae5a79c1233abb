# shellcheck shell=bash
# The body of <service>-manage; which service, the name of the program says.
manage_main() {
    local words DB code from to version=
    words=()
    while (($#)); do
        case $1 in
            --config-file) shift ;;
            --config-file=* | --debug) ;;
            --version) version=$2 && shift ;;
            *) words+=("$1") ;;
        esac
        shift
    done
    set -- "${words[@]}"
    DB=${PROG%-manage}
    [[ $PROG == neutron-db-manage ]] && DB=neutron
    case "$DB ${*:1:2}" in
        'keystone db_sync'* | 'heat db_sync'* | 'glance db_sync'* | 'glance db sync' | 'nova db sync' | 'cinder db sync' | 'neutron upgrade head' | 'neutron upgrade heads')
            manage "$DB"
            journal "$*"
            db_write "$DIR" sync_database "$DB" "$version"
            code=$?
            synced
            exit $code
            ;;
        'keystone db_version'* | 'heat db_version'* | 'glance db_version'* | 'glance db version' | 'nova db version' | 'cinder db version')
            manage "$DB"
            db_level "$DIR" "$DB" || REPLY=None
            printf '%s\n' "$REPLY"
            ;;
        'neutron current'*)
            manage neutron
            db_level "$DIR" neutron || REPLY=None
            level=$REPLY
            level_of neutron "$RELEASE"
            if [[ $level == "$REPLY" ]]; then printf 'Current revision for mysql://neutron:XXXXX@%s/neutron: %s (head)\n' localhost "$level"; else
                printf 'Current revision for mysql://neutron:XXXXX@%s/neutron: %s\n' localhost "$level"
            fi
            ;;
        'keystone token_flush'*) manage keystone ;;
        'nova db migrate_flavor_data' | 'nova db online_data_migrations')
            manage nova
            journal "$*"
            flavors_left
            printf '%d instances matched query, %d completed\n' "$REPLY" "$REPLY"
            : >"$DIR/nova/.flavors"
            ;;
        'nova api_db sync')
            # a database of Liberty and later
            manage nova
            [[ $RELEASE == 20* ]] || exit 0
            printf 'usage: nova-manage [-h] ... error: argument category: invalid choice: api_db\n' >&2
            exit 2
            ;;
        'cinder volume update_host')
            manage cinder
            journal "$*"
            while (($#)); do
                case $1 in --currenthost) from=$2 ;; --newhost) to=$2 ;; esac
                shift
            done
            db_write "$DIR" table_change "$DIR" cinder.volumes update "assign=host='$to'" "where=host='$from'"
            ;;
        'cinder service list' | 'cinder host list' | 'nova service list')
            manage "$DB"
            load openstack
            rows_of "$DIR" "$DB.services"
            printf '%-16s %-36s %-16s %-10s %s\n' Binary Host Zone Status State
            list=("${ROWS[@]}")
            env_of "$ME"
            env=$REPLY
            for row in "${list[@]}"; do
                IFS=, read -r _ h b disabled _ <<<"$row"
                s=XXX
                alive "$h" "$b" "$env" && s=':-)'
                status=enabled
                [[ $disabled == 1 ]] && status=disabled
                printf '%-16s %-36s %-16s %-10s %s\n' "$b" "$h" nova "$status" "$s"
            done
            ;;
        'cinder service remove')
            manage cinder
            journal "$*"
            db_write "$DIR" table_change "$DIR" cinder.services delete "where=binary='$3' AND host='$4'"
            ;;
        *) die 2 "usage: $PROG ... error: argument: invalid choice: '${*:1:2}'" ;;
    esac
}
