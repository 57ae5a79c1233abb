# shellcheck shell=bash
# Builds nodes: what provisioning leaves and what a deployment installs. Used by the admin scripts only.
load net service haproxy cluster ceph db openstack levels files packages

: "${ENV_ID=}" "${RELEASE=}" "${ROLES=}" "${PRIMARY=0}" "${ADMIN_IP=}" "${MGMT_IP=}" "${PUBLIC_IP=}" "${STORAGE_IP=}"
: "${MGMT_VIP=}" "${PUBLIC_VIP=}" "${MGMT_VROUTER_VIP=}" "${PUBLIC_VROUTER_VIP=}" "${PUBLIC_GATEWAY=}" "${DISKS=}"
# as on any node: all may read what is no secret
umask 022
: "${NICS=eth0}" "${MACS=}" "${NETWORKS=}" "${ISOLATED=0}" "${PARTITIONS=}" "${HOSTNAME=}"
# bash sets HOSTNAME by itself when nobody did: the machine's name must not become a node's
BUILD_HOSTNAME=node-$ME
[[ ${HOSTNAME@a} == *x* ]] && BUILD_HOSTNAME=${HOSTNAME:-node-$ME}
ENVDIR=$CLOUD/env/$ENV_ID

# side: nodes that were installed anew in an environment whose nodes have another release are a cloud of their own, env/<id>@<release>,
# until they take the others' place. One that is deployed already stays where it is, whatever release it gets.
side() {
    [[ $ENV_ID ]] || return 0
    local env
    if get "$SIM/roles" && [[ $REPLY ]] && get "$SIM/env" && [[ ${REPLY%@*} == "$ENV_ID" ]]; then
        env=$REPLY
    else
        env=$ENV_ID
        get "$CLOUD/env/$ENV_ID/release" && [[ $RELEASE && $REPLY != "$RELEASE" ]] && env=$ENV_ID@$RELEASE
    fi
    ENV_ID=$env
    ENVDIR=$CLOUD/env/$ENV_ID
}

role() { [[ " $ROLES " == *" $1 "* || " $ROLES " == *" primary-$1 "* ]]; }

prepare_cloud() {
    folders "$CLOUD"/{api,vms,env,hosts,gateways,secrets,migrations} "$SIM" "$ROOT"
    local name
    [[ -s $CLOUD/secrets/admin && -s $CLOUD/secrets/mysql ]] && return 0
    lock
    for name in admin mysql; do
        [[ -s $CLOUD/secrets/$name ]] && continue
        uuid
        put_secret "$CLOUD/secrets/$name" "${REPLY//-/}"
    done
    unlock
}

# put_secret FILE TEXT: mode 600
put_secret() {
    umask 077
    put "$@"
    umask 022
}

# --- provisioning

# lose_vms: machines of this node die; local disks survive only on a kept partition `vm`
lose_vms() {
    local f state host kept='' local_disk spec
    for spec in $PARTITIONS; do [[ $spec == *:vm*:keep ]] && kept=1; done
    for f in "$CLOUD"/vms/*; do
        read -r state host <"$f"
        [[ $host == "$1" ]] || continue
        local_disk=
        grep -q '^disk local' "$f" && local_disk=1
        if [[ $state != stopped ]]; then
            vm_put "${f##*/}" stopped "$host"
            printf 'killed %s\n' "$EPOCHSECONDS" >>"$f"
        fi
        if [[ $local_disk && -z $kept ]] && ! grep -q '^lost' "$f"; then printf 'lost\n' >>"$f"; fi
    done
}

# data_moves HOSTNAME: without noout the monitors mark the lost OSDs out and Ceph moves their data
data_moves() {
    local oid ouuid ohost rest
    has_role "$ME" ceph-osd && quorum "$ME" || return 0
    get "${Q_STORES[0]}/flags" ''
    [[ " $REPLY " == *" noout "* ]] && return 0
    while read -r oid ouuid ohost rest; do
        [[ $ohost == "$1" ]] || continue
        osd_mark "$oid" out
        printf '%s osd.%s of %s went out while noout was not set\n' "$EPOCHSECONDS" "$oid" "$1" >>"$CLOUD/rebalanced"
    done <"${Q_STORES[0]}/osds"
}

switch_off() {
    local old env
    host_of "$ME"
    old=$REPLY
    data_moves "$old"
    lock
    lose_vms "$old"
    leave "$ME"
    env_of "$ME" && env=$REPLY && remove "$CLOUD/env/$env/controllers/$ME"
    remove "$SIM/up"
    [[ $old ]] && get "$CLOUD/hosts/$old" && [[ $REPLY == "$ME" ]] && remove "$CLOUD/hosts/$old"
    refresh_locked
    # the neighbours take over what ran here
    if [[ ${env-} ]]; then
        P=$CLOUD/env/$env/pacemaker
        [[ -d $P ]] && due_in 1
    fi
    unlock
}

# partitions: kept ones keep their content, all others are new
partitions() {
    local spec disk name size keep f content databases_kept=
    local -A wanted=()
    local -a disks=("$SIM/disk-size")
    for spec in $PARTITIONS $DISKS; do disks+=("$SIM/disks/${spec%%:*}"); done
    folders "${disks[@]}"
    for spec in $PARTITIONS; do
        IFS=: read -r disk name size keep <<<"$spec"
        wanted[$disk/$name]=1
        f=$SIM/disks/$disk/$name
        content=
        if [[ $keep == keep && -r $f ]]; then
            { read -r _; IFS= read -r -d '' content; } <"$f"
            [[ $name == mysql ]] && databases_kept=1
        fi
        printf '%s %s\n%s' "$size" "${keep:-wipe}" "$content" >"$f"
    done
    # what MySQL had on its partition
    [[ $databases_kept ]] || remove "$SIM/mysql"
    for f in "$SIM"/disks/*/*; do
        name=${f#"$SIM/disks/"}
        [[ ${wanted[$name]-} ]] || remove "$f"
    done
    for spec in $DISKS; do put "$SIM/disk-size/${spec%%:*}" "${spec#*:}"; done
}

bare_system() {
    local name
    remove "$ROOT" "$SIM"/{services,addr,vips,links,ports,packages,wires,sysctl,haproxy,haproxy.pid,rabbitmq.queues,route.default,apt.release,apt.source,upstart.log}
    folders "$SIM"/{services,addr,vips,links,ports,packages} "$ROOT"/{etc/network/interfaces.d,etc/apt/sources.list.d,etc/apt/preferences.d,root/.ssh,var/log,var/lib,tmp,run,dev/shm}
    chmod 700 "$ROOT/root" "$ROOT/root/.ssh"
    put "$SIM/hostname" "$BUILD_HOSTNAME"
    put "$SIM/env" "$ENV_ID"
    put "$SIM/roles" ''
    put "$SIM/release" "$RELEASE"
    put "$SIM/admin_ip" "$ADMIN_IP"
    put "$CLOUD/hosts/$BUILD_HOSTNAME" "$ME"
    put "$ROOT/etc/hostname" "$BUILD_HOSTNAME"
    printf '127.0.0.1 localhost\n%s %s.domain.tld %s\n' "$ADMIN_IP" "$BUILD_HOSTNAME" "$BUILD_HOSTNAME" >"$ROOT/etc/hosts"
    for name in $NICS; do put "$SIM/links/$name" "phys up 1500"; done
    folders "$SIM/macs"
    for name in $MACS; do put "$SIM/macs/${name%%=*}" "${name#*=}"; done
    name=${NICS%% *}
    [[ $ADMIN_IP ]] && put "$SIM/addr/${ADMIN_IP%/*}" "$name 24"
    printf 'auto %s\niface %s inet static\naddress %s/24\n' "$name" "$name" "${ADMIN_IP%/*}" >"$ROOT/etc/network/interfaces.d/ifcfg-$name"
    put "$SIM/route.default" "via 10.20.0.2 dev $name"
    services_are 'upstart ssh rsyslog cron|sysv mcollective ntp'
    uuid
    put "$SIM/boot" "$REPLY"
}

services_are() { # "KIND name name|KIND name": running from now on
    local group kind name
    local -a groups
    IFS='|' read -r -a groups <<<"$1"
    for group in "${groups[@]}"; do
        kind=${group%% *}
        for name in ${group#* }; do
            get "$SIM/packages/$name" - || REPLY=-
            put "$SIM/services/$name" "$kind running $((RANDOM % 28000 + 2000)) $REPLY"
        done
    done
}

# --- deployment

network() {
    local pair bridge port kind ip n=0 ports method
    local -a tunnels bridges=("$SIM/ports/br-int")
    for pair in $NETWORKS; do [[ ${pair%%=*} ]] && bridges+=("$SIM/ports/${pair%%=*}"); done
    folders "${bridges[@]}"
    remove "$SIM/addr/"* "$SIM/route.default"
    for pair in $NETWORKS; do
        bridge=${pair%%=*} port=${pair#*=}
        n=$((n + 1))
        if [[ -z $bridge ]]; then
            # a device that is in no bridge
            if [[ $port == *.* ]]; then put "$SIM/links/$port" "vlan up 1500"; else put "$SIM/links/$port" "phys up 1500"; fi
            continue
        fi
        kind=bridge
        case $bridge in br-prv | br-int | br-floating) kind=ovs ;; esac
        [[ -e $SIM/links/$bridge ]] || put "$SIM/links/$bridge" "$kind up 1500"
        set_link_state "$bridge" up
        if [[ $port && $port != "$bridge" && ! -e $SIM/links/$port ]]; then
            if [[ $port == *.* ]]; then put "$SIM/links/$port" "vlan up 1500"; else put "$SIM/links/$port" "phys up 1500"; fi
        fi
        ports=none
        if [[ $port && $port != "$bridge" ]]; then
            folders "$SIM/wires"
            put "$SIM/wires/$bridge" "$port"
        fi
        if [[ $ISOLATED == 1 && ($bridge == br-ex || $bridge == br-mgmt) ]]; then
            # isolated nodes of one environment hear each other through tunnels over the admin network
            tunnels=("$SIM/ports/$bridge"/gre*)
            if ((${#tunnels[@]} == 0)); then
                put "$SIM/links/gre$ME-$n" "gretap up 1450"
                : >"$SIM/ports/$bridge/gre$ME-$n"
            fi
        elif [[ $port && $port != "$bridge" ]]; then
            : >"$SIM/ports/$bridge/$port"
            ports=$port
        fi
        ip=
        case $bridge in
            br-fw-admin) ip=$ADMIN_IP ;;
            br-mgmt) ip=$MGMT_IP ;;
            br-ex) ip=$PUBLIC_IP ;;
            br-storage) ip=$STORAGE_IP ;;
        esac
        ip=${ip%/*}
        [[ $ip ]] && put "$SIM/addr/$ip" "$bridge 24"
        if [[ $kind == bridge ]]; then
            method=manual
            [[ $ip ]] && method=static
            printf 'auto %s\niface %s inet %s\nbridge_ports %s\n%s' "$bridge" "$bridge" "$method" \
                "$ports" "${ip:+address $ip/24$'\n'}" >"$ROOT/etc/network/interfaces.d/ifcfg-$bridge"
        fi
    done
    [[ -e $SIM/addr/${ADMIN_IP%/*} || -z $ADMIN_IP ]] || put "$SIM/addr/${ADMIN_IP%/*}" "${NICS%% *} 24"
    put "$SIM/links/br-int" "ovs up 1500"
    if [[ $PUBLIC_IP && $ISOLATED != 1 && $PUBLIC_GATEWAY ]]; then
        put "$SIM/route.default" "via $PUBLIC_GATEWAY dev br-ex"
        printf 'gateway %s\n' "$PUBLIC_GATEWAY" >>"$ROOT/etc/network/interfaces.d/ifcfg-br-ex"
    else
        put "$SIM/route.default" "via 10.20.0.2 dev br-fw-admin"
    fi
    [[ $PUBLIC_GATEWAY ]] && : >"$CLOUD/gateways/$PUBLIC_GATEWAY"
    network_changed
}

# packages: Puppet sees to it that they are there, in whatever version
packages() {
    local name list='openvswitch-switch ceph ceph-common libvirt-bin qemu-kvm'
    role controller && list+=' keystone nova-api nova-cert nova-conductor nova-consoleauth nova-scheduler nova-novncproxy nova-common python-nova glance-api glance-registry cinder-api cinder-scheduler cinder-volume heat-api heat-engine neutron-server neutron-common python-neutron neutron-plugin-ml2 neutron-plugin-openvswitch-agent neutron-l3-agent neutron-dhcp-agent neutron-metadata-agent'
    role compute && list+=' nova-compute nova-compute-qemu nova-common python-nova neutron-common python-neutron neutron-plugin-ml2 neutron-plugin-openvswitch-agent'
    role cinder && list+=' cinder-volume'
    role controller && list+=' haproxy'
    for name in $list; do
        [[ -e $SIM/packages/$name ]] && continue
        package_version "$name" "$RELEASE"
        put "$SIM/packages/$name" "$REPLY"
    done
    set -- etc/fuel/cluster/"${ENV_ID%@*}" etc/ceph var/lib/ceph/bootstrap-osd
    role controller && set -- "$@" etc/haproxy/conf.d etc/{keystone,glance,cinder,heat}
    { role controller || role compute; } && set -- "$@" etc/nova var/lib/nova/instances etc/neutron/plugins/ml2
    role compute && set -- "$@" etc/iscsi
    folders "${@/#/$ROOT/}"
    role controller && migrations
    printf 'deb http://10.20.0.2:8080/%s/ubuntu/x86_64 mos%s main restricted\n' "$RELEASE" "${RELEASE##*-}" >"$ROOT/etc/apt/sources.list.d/mos.list"
    lists_read
}

# migrations: the newest of each service, as their packages bring them
migrations() {
    local db level folder
    local -a all=("$ROOT/usr/lib/python2.7/dist-packages/neutron/db/migration/alembic_migrations/versions")
    for db in keystone nova glance cinder heat; do
        repository_path "$db"
        all+=("$ROOT$REPLY/versions")
    done
    folders "${all[@]}"
    for db in keystone nova glance cinder heat; do
        level_of "$db" "$RELEASE"
        printf -v level %03d "$REPLY"
        repository_path "$db"
        folder=$ROOT$REPLY
        repository_of "$db"
        printf '[db_settings]\nrepository_id=%s\nversion_table=migrate_version\n' "$REPLY" >"$folder/migrate.cfg"
        : >"$folder/versions/001_start.py"
        : >"$folder/versions/${level}_newest.py"
    done
    level_of neutron "$RELEASE"
    put "${all[0]}/HEAD" "$REPLY"
}

join_environment() {
    folders "$ENVDIR"/{controllers,api,pacemaker/{target,actual,joined,failed,banned}}
    put "$ENVDIR/release" "$RELEASE"
    [[ $MGMT_VIP ]] && put "$ENVDIR/mgmt_vip" "$MGMT_VIP"
    [[ $PUBLIC_VIP ]] && put "$ENVDIR/public_vip" "$PUBLIC_VIP"
    put "$SIM/env" "$ENV_ID"
    put "$SIM/roles" "${ROLES//primary-/}"
    put "$SIM/release" "$RELEASE"
}

resources() {
    local vrouter=vip__management_vrouter vrouter_pub=vip__public_vrouter
    [[ $RELEASE == 2014.* ]] || vrouter=vip__vrouter vrouter_pub=vip__vrouter_pub
    printf -- '- vip__management ocf:fuel:ns_IPaddr2 vip:%s:br-mgmt:haproxy\n- vip__public ocf:fuel:ns_IPaddr2 vip:%s:br-ex:haproxy\n' "$MGMT_VIP" "$PUBLIC_VIP"
    [[ $MGMT_VROUTER_VIP ]] && printf -- '- %s ocf:fuel:ns_IPaddr2 vip:%s:br-mgmt:vrouter\n' "$vrouter" "$MGMT_VROUTER_VIP"
    [[ $PUBLIC_VROUTER_VIP ]] && printf -- '- %s ocf:fuel:ns_IPaddr2 vip:%s:br-ex:vrouter\n' "$vrouter_pub" "$PUBLIC_VROUTER_VIP"
    printf '%s\n' 'clone_p_vrouter p_vrouter ocf:fuel:ns_vrouter -' \
        'clone_p_mysql p_mysql ocf:fuel:mysql-wss mysql' \
        'master_p_rabbitmq-server p_rabbitmq-server ocf:fuel:rabbitmq-server rabbitmq-server' \
        'clone_p_haproxy p_haproxy ocf:fuel:ns_haproxy haproxy' \
        'clone_p_dns p_dns ocf:fuel:ns_dns dns' \
        'clone_p_ntp p_ntp ocf:fuel:ns_ntp ntp-server' \
        'clone_p_heat-engine p_heat-engine ocf:fuel:heat-engine heat-engine' \
        'clone_p_neutron-plugin-openvswitch-agent p_neutron-plugin-openvswitch-agent ocf:fuel:ocf-neutron-ovs-agent neutron-plugin-openvswitch-agent' \
        'clone_p_neutron-metadata-agent p_neutron-metadata-agent ocf:fuel:ocf-neutron-metadata-agent neutron-metadata-agent' \
        'clone_p_neutron-dhcp-agent p_neutron-dhcp-agent ocf:fuel:ocf-neutron-dhcp-agent neutron-dhcp-agent' \
        'clone_p_neutron-l3-agent p_neutron-l3-agent ocf:fuel:ocf-neutron-l3-agent neutron-l3-agent'
    [[ $RELEASE == 2014.* ]] || printf 'master_p_conntrackd p_conntrackd ocf:fuel:ns_conntrackd -\n'
}

databases() {
    local db
    get "$CLOUD/secrets/mysql"
    put_secret "$ROOT/root/.my.cnf" $'[client]\nuser = root\npassword = '"$REPLY"$'\nhost = localhost'
    # nobody has them any more
    local -a members=("$ENVDIR"/controllers/*)
    ((${#members[@]})) || remove "$ENVDIR/db"
    # who joins others gets theirs
    if [[ -d $ENVDIR/db/keystone ]]; then
        remove "$SIM/mysql"
        return 0
    fi
    folders "$ENVDIR/db"
    if [[ -d $SIM/mysql/keystone ]]; then
        # MySQL finds databases on a partition that was kept, and makes none
        cp -a "$SIM/mysql/." "$ENVDIR/db"
        remove "$SIM/mysql"
        put_secret "$ENVDIR/db/.password" "$REPLY"
        return 0
    fi
    put_secret "$ENVDIR/db/.password" "$REPLY"
    get "$CLOUD/secrets/admin"
    put_secret "$ENVDIR/db/.admin" "$REPLY"
    for db in keystone nova glance cinder neutron heat; do
        level_of "$db" "$RELEASE"
        bash "$W/lib/seed-db.sh" "$ENVDIR/db" "$db" "$REPLY" fresh
    done
}

controller() {
    local name jobs='upstart nova-api nova-cert nova-consoleauth nova-conductor nova-scheduler nova-novncproxy glance-api glance-registry cinder-api cinder-scheduler cinder-volume heat-api heat-api-cfn heat-api-cloudwatch neutron-server openvswitch-switch'
    # from Kilo on keystone runs inside apache
    [[ $RELEASE == 2014.* ]] && jobs+=' keystone'
    join_environment
    lock
    databases
    : >"$ENVDIR/controllers/$ME"
    P=$ENVDIR/pacemaker
    if [[ ! -s $P/resources ]]; then
        resources >"$P/resources"
        local -a running=()
        while read -r _ name _; do running+=("$P/actual/$name"); done <"$P/resources"
        folders "${running[@]}"
    fi
    unlock
    services_are "$jobs|sysv apache2 memcached radosgw corosync|pacemaker pacemaker"
    for name in mysql rabbitmq-server haproxy dns ntp-server heat-engine neutron-plugin-openvswitch-agent neutron-metadata-agent neutron-dhcp-agent neutron-l3-agent; do
        # one that is deployed again runs on under pacemaker, which sees nothing to start
        svc_running "$ME" "$name" || put "$SIM/services/$name" "pacemaker stopped - -"
    done
    svc_running "$ME" haproxy || put "$SIM/services/haproxy" "sysv stopped - -"
    controller_files
    # those that OpenStack's services make when they start
    [[ -e $SIM/rabbitmq.queues ]] || printf 'conductor 0\nscheduler 0\ncert 0\n' >"$SIM/rabbitmq.queues"
    monitor
    lock
    : >"$P/joined/$ME"
    now_ms
    put "$P/due" "$REPLY"
    settle "$P"
    refresh_locked
    unlock
    register_all "$ME" nova-cert nova-consoleauth nova-conductor nova-scheduler cinder-scheduler cinder-volume \
        neutron-plugin-openvswitch-agent neutron-metadata-agent neutron-dhcp-agent neutron-l3-agent
}

compute() {
    join_environment
    services_are 'upstart nova-compute neutron-plugin-openvswitch-agent libvirt-bin openvswitch-switch|sysv open-iscsi multipath-tools'
    compute_files
    ceph_conf_here
    register_all "$ME" nova-compute neutron-plugin-openvswitch-agent
}

# --- ceph

new_cluster() { # STORE: a cluster of this environment with one monitor
    local name caps
    uuid
    MAP_FSID=$REPLY MAP_EPOCH=1 MAP_NAMES=("$BUILD_HOSTNAME") MAP_ADDRS=("${MGMT_IP%/*}")
    now_ms
    MAP_CREATED=$((REPLY - 3600000)) MAP_MODIFIED=$REPLY
    monmap_write "$1/monmap"
    put "$1/cluster_uuid" "$MAP_FSID"
    put "$1/epoch" 1
    put "$1/flags" ''
    : >"$1/osds"
    : >"$1/keys"
    : >"$1/auth"
    for name in mon. client.admin client.bootstrap-osd client.images client.volumes client.compute client.radosgw.gateway; do
        secret_key
        caps='allow r'
        case $name in
            mon. | client.admin) caps='allow *' ;;
            client.bootstrap-osd) caps='allow profile bootstrap-osd' ;;
        esac
        printf '[%s]\n\tkey = %s\n\tcaps mon = "%s"\n' "$name" "$REPLY" "$caps" >>"$1/auth"
    done
}

secret_key() {
    local a b
    uuid
    a=${REPLY//-/}
    uuid
    b=${REPLY//-/}
    REPLY=AQ${a}${b:0:4}==
}

# monitor: the first of an environment makes a cluster, the next ones join the one that its controllers have
monitor() {
    local dir=$ROOT/var/lib/ceph/mon/ceph-$BUILD_HOSTNAME other name store=''
    folders "$dir/store.db" "$ROOT/etc/ceph"
    put "$SIM/services/ceph-mon@$BUILD_HOSTNAME" "upstart running $((RANDOM + 2000)) -"
    lock
    for other in "$ENVDIR"/controllers/*; do
        other=${other##*/}
        [[ $other == "$ME" ]] && continue
        host_of "$other"
        store_of "$other" "$REPLY"
        [[ -r $REPLY/monmap ]] && store=$REPLY && break
    done
    if [[ -e $dir/done && -r $dir/store.db/monmap ]]; then
        # one that is there stays as it is when its node is deployed again
        monmap_read "$dir/store.db/monmap"
    elif [[ $store ]]; then
        monmap_read "$store/monmap"
        if [[ " ${MAP_NAMES[*]} " != *" $BUILD_HOSTNAME "* ]]; then
            MAP_NAMES+=("$BUILD_HOSTNAME") MAP_ADDRS+=("${MGMT_IP%/*}")
        fi
        MAP_EPOCH=$((MAP_EPOCH + 1))
        store_files "$store"
        copy_texts "${FILES[@]}" "$dir/store.db"
        for other in "$ENVDIR"/controllers/*; do
            host_of "${other##*/}"
            store_of "${other##*/}" "$REPLY"
            [[ -d $REPLY ]] && monmap_write "$REPLY/monmap"
        done
    else
        new_cluster "$dir/store.db"
    fi
    put "$dir/store.db/CURRENT" MANIFEST-000001
    : >"$dir/store.db/LOCK"
    # Juno's packages start the monitor through upstart only with this mark; before 7.0 it may be sysvinit
    if [[ $RELEASE == 2014.* ]]; then : >"$dir/sysvinit"; else : >"$dir/upstart"; fi
    : >"$dir/done"
    find_section mon. "$dir/store.db/auth" >"$dir/keyring"
    ceph_conf "$MAP_FSID" "${MAP_NAMES[*]}" "${MAP_ADDRS[*]}" >"$ROOT/etc/ceph/ceph.conf"
    ceph_keyrings "$dir/store.db/auth" "$ROOT"
    umask 077
    find_section client.radosgw.gateway "$dir/store.db/auth" >"$ROOT/etc/ceph/keyring.radosgw.gateway"
    umask 022
    radosgw_key
    # the other controllers' files name the new monitor too
    for other in "$ENVDIR"/controllers/*; do
        other=$W/nodes/${other##*/}/root/etc/ceph/ceph.conf
        [[ -r $other ]] || continue
        name_monitors "$other"
    done
    unlock
}

name_monitors() { # CEPH-CONF: those of the map
    local line text=
    while IFS= read -r line; do
        case $line in
            mon_host*=*) line="mon_host = ${MAP_ADDRS[*]}" ;;
            mon_initial_members*=*) line="mon_initial_members = ${MAP_NAMES[*]}" ;;
        esac
        text+=$line$'\n'
    done <"$1"
    put_whole "$1" "${text%$'\n'}"
}

find_section() { # ENTITY KEYRING
    local line on=
    while IFS= read -r line; do
        if [[ $line == "["* ]]; then
            on=
            [[ $line == "[$1]" ]] && on=1
        fi
        if [[ $on ]]; then printf '%s\n' "$line"; fi
    done <"$2"
}

ceph_keyrings() { # AUTH ROOT
    umask 077
    find_section client.admin "$1" >"$2/etc/ceph/ceph.client.admin.keyring"
    find_section client.bootstrap-osd "$1" >"$2/root/ceph.bootstrap-osd.keyring"
    folders "$2/var/lib/ceph/bootstrap-osd"
    find_section client.bootstrap-osd "$1" >"$2/var/lib/ceph/bootstrap-osd/ceph.keyring"
    umask 022
}

# ceph_conf_here: a client's files as the environment's first controller has them
ceph_conf_here() {
    local node auth
    folders "$ROOT/etc/ceph"
    for node in "$ENVDIR"/controllers/*; do
        node=${node##*/}
        [[ -r $W/nodes/$node/root/etc/ceph/ceph.conf ]] || continue
        copy_texts "$W/nodes/$node/root/etc/ceph/ceph.conf" "$ROOT/etc/ceph"
        host_of "$node"
        store_of "$node" "$REPLY"
        auth=$REPLY/auth
        [[ -r $auth ]] && ceph_keyrings "$auth" "$ROOT"
        return 0
    done
}

# osds: a kept partition brings its OSD back; an empty one becomes a new OSD with a new id
osds() {
    local f word one two three state id ouuid ofsid size keep have_quorum=
    join_environment
    ceph_conf_here
    quorum "$ME" && have_quorum=1
    lock
    for f in "$SIM"/disks/*/ceph*; do
        [[ ${f##*/} == cephjournal* ]] && continue
        state='' id='' ouuid='' ofsid=''
        while read -r word one two three; do
            case $word in
                osd) state=osd id=$one ouuid=$two ofsid=$three ;;
                osdnew) state=new ouuid=$one ;;
                *) size=$word keep=$one ;;
            esac
        done <"$f"
        if [[ -z $state ]]; then
            uuid
            state=new ouuid=$REPLY
            printf 'osdnew %s\n' "$ouuid" >>"$f"
        fi
        if [[ -z $have_quorum ]]; then
            # the cloud is being built and its monitors come later: build-cloud activates these
            [[ -e $CLOUD/built ]] && die 1 "deploy-node: node $ME finds no quorum of monitors for its OSDs"
            continue
        fi
        if [[ $state == new ]]; then
            osd_register "$ouuid" "$BUILD_HOSTNAME"
            id=$REPLY
            printf '%s %s\nosd %s %s %s\n' "$size" "$keep" "$id" "$ouuid" "$FSID" >"$f"
        elif [[ $ofsid != "$FSID" ]]; then
            die 1 "deploy-node: partition ${f#"$SIM/disks/"} holds an OSD of another cluster ($ofsid, not $FSID)"
        else
            # known by its uuid; comes back in at its old place
            osd_register "$ouuid" "$BUILD_HOSTNAME"
            id=$REPLY
            osd_mark "$id" in
        fi
        get "$SIM/packages/ceph" -
        put "$SIM/services/ceph-osd@$id" "upstart running $((RANDOM + 2000)) $REPLY"
        folders "$ROOT/var/lib/ceph/osd/ceph-$id"
        put "$ROOT/var/lib/ceph/osd/ceph-$id/fsid" "$ouuid"
        put "$ROOT/var/lib/ceph/osd/ceph-$id/whoami" "$id"
        put "$ROOT/var/lib/ceph/osd/ceph-$id/ceph_fsid" "$FSID"
    done
    unlock
    if [[ $have_quorum ]]; then osds_report; fi
}
