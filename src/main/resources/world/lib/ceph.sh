# shellcheck shell=bash
# Ceph in small. The cluster's state lives in each monitor's store (root/var/lib/ceph/mon/ceph-<host>/store.db), so that
# it travels with a tar of it: monmap, cluster_uuid, epoch, osds ("id uuid host weight in up"), address.<id>, flags, auth (a keyring),
# keys. An OSD's own state is on its node: sim/osd/<id>, "EPOCH active|booting PROCESS", the newest map that it has. Each start gives it an
# address of its own, which ends in its process' id: 192.168.0.3:6800/4711.
load net service monmap

STATE_FILES='cluster_uuid epoch osds flags auth keys'

conf_value() { # FILE KEY: REPLY; `mon host` and `mon_host` are one
    local key value
    REPLY=
    [[ -r $1 ]] || return 1
    while IFS='=' read -r key value; do
        key=${key//[$'\t ']/_}
        key=${key%"${key##*[!_]}"}
        key=${key#"${key%%[!_]*}"}
        [[ $key == "$2" ]] || continue
        REPLY=${value#"${value%%[! ]*}"}
        REPLY=${REPLY%"${REPLY##*[! ]}"}
        return 0
    done <"$1"
    return 1
}

store_of() { # NODE HOSTNAME
    REPLY=$W/nodes/$1/root/var/lib/ceph/mon/ceph-$2/store.db
}

# mon_alive NAME ADDRESS DOMAIN FSID: node id in REPLY when that monitor runs there.
mon_alive() {
    local node
    owners_of "$2" "$3" || return 1
    for node in $REPLY; do
        svc_running "$node" "ceph-mon@$1" || continue
        store_of "$node" "$1"
        get "$REPLY/cluster_uuid" && [[ $REPLY == "$4" ]] || continue
        REPLY=$node
        return 0
    done
    return 1
}

# quorum NODE [CONF]: what a client on that node finds. Sets Q_NAMES Q_ADDRS Q_RANKS Q_STORES (alive ones), Q_DOMAIN, FSID and
# the MAP_ variables; 1 without a quorum, 2 without a usable configuration.
quorum() {
    local conf=${2-$W/nodes/$1/root/etc/ceph/ceph.conf} addr node name i hosts
    Q_NAMES=() Q_ADDRS=() Q_RANKS=() Q_STORES=() Q_DOMAIN='' FSID=''
    conf_value "$conf" mon_host || return 2
    hosts=${REPLY//,/ }
    for addr in $hosts; do
        addr=${addr%%:*}
        node_reach "$1" "$addr" || continue
        node=$REPLY
        [[ $node == gateway ]] && continue
        if address_domain "$node" "$addr"; then Q_DOMAIN=$REPLY; fi
        host_of "$node"
        name=$REPLY
        svc_running "$node" "ceph-mon@$name" || continue
        store_of "$node" "$name"
        monmap_read "$REPLY/monmap" || continue
        Q_NAMES=() Q_ADDRS=() Q_RANKS=() Q_STORES=()
        for i in "${!MAP_NAMES[@]}"; do
            mon_alive "${MAP_NAMES[i]}" "${MAP_ADDRS[i]}" "$Q_DOMAIN" "$MAP_FSID" || continue
            store_of "$REPLY" "${MAP_NAMES[i]}"
            Q_NAMES+=("${MAP_NAMES[i]}") Q_ADDRS+=("${MAP_ADDRS[i]}") Q_RANKS+=("$i") Q_STORES+=("$REPLY")
        done
        if ((${#Q_NAMES[@]} * 2 > ${#MAP_NAMES[@]})); then
            FSID=$MAP_FSID
            return 0
        fi
    done
    return 1
}

# state_changed FILE...: the leader's files reach the other monitors. The lock is held.
state_changed() {
    local store
    get "${Q_STORES[0]}/epoch" 1
    put "${Q_STORES[0]}/epoch" $((REPLY + 1))
    set -- "${Q_STORES[0]}/epoch" "${@/#/${Q_STORES[0]}/}"
    for store in "${Q_STORES[@]:1}"; do copy_texts "$@" "$store"; done
    osds_learn
}

# store_files STORE: those of the state that it has, into FILES
store_files() {
    local name
    FILES=("$1"/min_size.* "$1"/address.*)
    for name in $STATE_FILES; do [[ -e $1/$name ]] && FILES+=("$1/$name"); done
    return 0
}

# mon_starts HOSTNAME: 1 with the real daemon's words when the store or map doesn't let it run.
mon_starts() {
    local dir=$ROOT/var/lib/ceph/mon/ceph-$1 i t
    t="${EPOCHREALTIME} 7f00 -1"
    folders "$ROOT/var/log/ceph"
    [[ -d $dir/store.db ]] || {
        mon_log "$1" "$t monitor data directory at '/var/lib/ceph/mon/ceph-$1' does not exist: have you run 'mkfs'?"
        return 1
    }
    monmap_read "$dir/store.db/monmap" || {
        mon_log "$1" "$t unable to read monmap"
        return 1
    }
    if get "$dir/store.db/cluster_uuid" && [[ $REPLY != "$MAP_FSID" ]]; then
        mon_log "$1" "$t mon.$1@-1(???) e$MAP_EPOCH error: cluster_uuid file exists with value $REPLY, != our uuid $MAP_FSID"
        mon_log "$1" "$t failed to initialize"
        return 1
    fi
    for i in "${!MAP_NAMES[@]}"; do
        [[ ${MAP_NAMES[i]} == "$1" ]] || continue
        if [[ ! -e $SIM/addr/${MAP_ADDRS[i]} ]]; then
            mon_log "$1" "$t accepter.accepter.bind unable to bind to ${MAP_ADDRS[i]}:6789: Cannot assign requested address"
            return 1
        fi
        put "$dir/store.db/cluster_uuid" "$MAP_FSID"
        return 0
    done
    mon_log "$1" "$t no public_addr or public_network specified, and mon.$1 not present in monmap or ceph.conf"
    return 1
}

mon_log() {
    printf '%s\n\n' "$2" >>"$ROOT/var/log/ceph/ceph-mon.$1.log"
    printf '%s\n' "$2" >&2
}

# mon_joined HOSTNAME: the newest store of the quorum it belongs to wins, and the map counts on.
mon_joined() {
    local i best=0 newest=-1
    quorum "$ME" || return 0
    lock
    for i in "${!Q_STORES[@]}"; do
        get "${Q_STORES[i]}/epoch" 0
        if ((REPLY > newest)); then newest=$REPLY best=$i; fi
    done
    store_files "${Q_STORES[best]}"
    [[ -e ${Q_STORES[best]}/monmap ]] && FILES+=("${Q_STORES[best]}/monmap")
    for i in "${!Q_STORES[@]}"; do ((i == best)) || copy_texts "${FILES[@]}" "${Q_STORES[i]}"; done
    unlock
}

# partition_of OSD: the partition file on this node that holds it, in REPLY.
partition_of() {
    local f line
    for f in "$SIM"/disks/*/*; do
        while read -r line; do
            [[ $line == "osd $1 "* ]] && REPLY=$f && return 0
        done <"$f"
    done
    REPLY=
    return 1
}

osd_starts() {
    if partition_of "$1"; then
        return 0
    fi
    printf '%s 7f00 -1  ** ERROR: unable to open OSD superblock on /var/lib/ceph/osd/ceph-%s: (2) No such file or directory\n' \
        "$EPOCHREALTIME" "$1" >&2
    return 1
}

# osd_lives ID HOST: its daemon runs; its node in REPLY
osd_lives() {
    local node
    id_of "$2" || return 1
    node=$REPLY
    [[ -e $W/nodes/$node/sim/up ]] && svc_running "$node" "ceph-osd@$1" || return 1
    REPLY=$node
}

# osd_reaches ID HOST: its daemon runs and reaches one of the quorum's monitors at an address of its own ceph.conf.
osd_reaches() {
    local node addr i hosts
    osd_lives "$1" "$2" || return 1
    node=$REPLY
    conf_value "$W/nodes/$node/root/etc/ceph/ceph.conf" mon_host || return 1
    hosts=${REPLY//,/ }
    for addr in $hosts; do
        for i in "${!Q_ADDRS[@]}"; do
            [[ ${Q_ADDRS[i]} == "${addr%%:*}" ]] || continue
            if node_domain "$node" "${addr%%:*}" && [[ $REPLY == "$Q_DOMAIN" ]]; then
                REPLY=$node
                return 0
            fi
        done
    done
    return 1
}

# osd_state NODE ID: OSD_EPOCH OSD_STATE, what the daemon itself knows, and OSD_PROCESS, `-` if it does not run
osd_state() {
    local KIND STATE PID VERSION process=
    OSD_EPOCH=0 OSD_STATE=booting
    svc_of "$1" "ceph-osd@$2"
    OSD_PROCESS=${PID:--}
    [[ ! -r $W/nodes/$1/sim/osd/$2 ]] || read -r OSD_EPOCH OSD_STATE process <"$W/nodes/$1/sim/osd/$2"
    # whoever was started since keeps its maps, and has yet to come up
    [[ $process == "$OSD_PROCESS" ]] || OSD_STATE=booting
}

osd_is_active() { # NODE ID EPOCH, of osd_state's
    folders "$W/nodes/$1/sim/osd"
    put "$W/nodes/$1/sim/osd/$2" "$3 active $OSD_PROCESS"
}

# osd_found ID: the map has the OSD of osd_state at its own address. At any other nobody finds it: no map is sent to it.
osd_found() {
    get "${Q_STORES[0]}/address.$1" -
    [[ $REPLY == "$OSD_PROCESS" ]]
}

# osds_learn: whoever takes part is sent each new map at once. The lock is held.
osds_learn() {
    local epoch oid ouuid ohost rest node
    get "${Q_STORES[0]}/epoch" 1
    epoch=$REPLY
    [[ -r ${Q_STORES[0]}/osds ]] || return 0
    while read -r oid ouuid ohost rest; do
        osd_reaches "$oid" "$ohost" || continue
        node=$REPLY
        osd_state "$node" "$oid"
        if [[ $OSD_STATE == active ]] && ((OSD_EPOCH <= epoch)) && osd_found "$oid"; then osd_is_active "$node" "$oid" "$epoch"; fi
    done <"${Q_STORES[0]}/osds"
    return 0
}

# osds_report: what has come to the monitors about OSDs since they were asked last. An OSD that knows a newer map than the
# monitors isn't heard: its message waits until they have made that map. Nor is one that takes part at another address than the map has,
# unless the map says that it is down. Of one whose daemon has ended others tell after 20 s, if there is one that is heard; of whom nobody
# tells the map keeps `up` for 900 s.
osds_report() {
    local epoch now grace silence oid ouuid ohost weight in up node heard='' text='' since lost
    local -a changed=()
    local -A waits=()
    [[ -s ${Q_STORES[0]}/osds ]] || return 0
    scaled 20
    grace=$REPLY
    scaled 900
    silence=$REPLY
    now_ms
    now=$REPLY
    lock
    get "${Q_STORES[0]}/epoch" 1
    epoch=$REPLY
    while read -r oid ouuid ohost weight in up; do
        osd_reaches "$oid" "$ohost" || continue
        node=$REPLY
        osd_state "$node" "$oid"
        if ((OSD_EPOCH > epoch)); then waits[$oid]=$OSD_STATE; else heard=1; fi
    done <"${Q_STORES[0]}/osds"
    while read -r oid ouuid ohost weight in up; do
        up=${up:-0}
        since=$CLOUD/silent/$FSID.$oid
        if [[ ${waits[$oid]-} ]]; then
            # its statistics still come, if it takes part; that it starts anew waits
            [[ ${waits[$oid]} != active ]] || remove "$since"
            text+="$oid $ouuid $ohost $weight $in $up"$'\n'
            continue
        fi
        lost=
        if osd_reaches "$oid" "$ohost"; then
            node=$REPLY
            osd_state "$node" "$oid"
            if [[ $up == 1 && $OSD_STATE == active ]] && ! osd_found "$oid"; then lost=1; fi
        else
            lost=1
        fi
        if [[ ! $lost ]]; then
            remove "$since"
            if [[ $up != 1 || $OSD_STATE != active ]]; then
                put "${Q_STORES[0]}/address.$oid" "$OSD_PROCESS"
                changed+=(osds "address.$oid")
            fi
            up=1
            osd_is_active "$node" "$oid" "$epoch"
        elif [[ $up == 1 ]]; then
            folders "${since%/*}"
            get "$since" || put "$since" "$now"
            get "$since"
            if ((now - REPLY >= silence)) || { [[ $heard ]] && ((now - REPLY >= grace)) && ! osd_lives "$oid" "$ohost"; }; then
                up=0 changed+=(osds)
                remove "$since"
            fi
        fi
        text+="$oid $ouuid $ohost $weight $in $up"$'\n'
    done <"${Q_STORES[0]}/osds"
    if ((${#changed[@]})); then
        printf '%s' "$text" >"${Q_STORES[0]}/osds"
        state_changed "${changed[@]}"
    fi
    unlock
}

# osd_stops ID PROCESS: one that ends in good order says so, if the monitors hear it
osd_stops() {
    quorum "$ME" || return 0
    osd_state "$ME" "$1"
    OSD_PROCESS=$2
    get "${Q_STORES[0]}/epoch" 1
    ((OSD_EPOCH <= REPLY)) && osd_found "$1" || return 0
    osd_mark "$1" down
}

# osd_register UUID HOST: id of the OSD in REPLY, new or the one that has this uuid already. Needs a quorum found before.
osd_register() {
    local id=0 oid ouuid ohost rest
    lock
    if [[ -r ${Q_STORES[0]}/osds ]]; then
        while read -r oid ouuid ohost rest; do
            if [[ $ouuid == "$1" ]]; then
                REPLY=$oid
                unlock
                return 0
            fi
            ((oid >= id)) && id=$((oid + 1))
        done <"${Q_STORES[0]}/osds"
    fi
    printf '%s %s %s 1 1 0\n' "$id" "$1" "$2" >>"${Q_STORES[0]}/osds"
    state_changed osds
    unlock
    REPLY=$id
}

# osd_mark ID in|out|down: what the map says of it.
osd_mark() {
    local oid ouuid ohost weight in up text=''
    lock
    while read -r oid ouuid ohost weight in up; do
        if [[ $oid == "$1" ]]; then
            case $2 in in) in=1 ;; out) in=0 ;; down) up=0 ;; esac
        fi
        text+="$oid $ouuid $ohost $weight $in $up"$'\n'
    done <"${Q_STORES[0]}/osds"
    printf '%s' "$text" >"${Q_STORES[0]}/osds"
    state_changed osds
    unlock
}
