# shellcheck shell=bash
# Pacemaker of each environment and what the VIPs answer. cloud/env/<id>/pacemaker: see ../README.md.
load service haproxy levels net

P=
# cluster_here: P becomes the pacemaker directory of this node's environment; 1 when the node has none.
cluster_here() {
    env_of "$ME" || return 1
    P=$CLOUD/env/$REPLY/pacemaker
    [[ -r $P/resources ]]
}

cluster_runs() { # NODE
    svc_running "$1" pacemaker
}

# due_in SECONDS: the transition that was ordered takes effect then, by itself or at the next look.
due_in() {
    local wait
    scaled "$1"
    wait=$REPLY
    now_ms
    put "$P/due" $((REPLY + wait))
    later "$1" cluster_tick
}

cluster_tick() {
    local p
    lock
    for p in "$CLOUD"/env/*/pacemaker; do settle "$p"; done
    refresh_locked
    unlock
}

# settle DIRECTORY: carries out what is due. The lock is held.
settle() {
    local p=$1 now clone prim agent what node target want
    get "$p/due" || return 1
    now_ms
    now=$REPLY
    get "$p/due"
    ((now + 5 >= REPLY)) || return 1
    local -a live=() gone=("$p/due")
    for node in "$p"/joined/*; do
        node=${node##*/}
        [[ -e $W/nodes/$node/sim/up ]] && cluster_runs "$node" && live+=("$node")
    done
    while read -r clone prim agent what; do
        get "$p/target/$prim" Started
        target=$REPLY
        want=" "
        if [[ $target == Started && ${#live[@]} -gt 0 ]]; then
            if [[ $clone == - ]]; then
                # stays where it is while that node lives, else the first live one gets it
                for node in "$p/actual/$prim"/*; do
                    node=${node##*/}
                    [[ " ${live[*]} " == *" $node "* ]] && want=" $node " && break
                done
                [[ $want == " " ]] && want=" ${live[0]} "
            else
                want=" ${live[*]} "
            fi
            for node in "$p/banned/$prim"/*; do want=${want/ ${node##*/} / }; done
        fi
        for node in "$p/actual/$prim"/*; do
            node=${node##*/}
            [[ $want == *" $node "* ]] || resource_stop "$p" "$prim" "$what" "$node"
        done
        for node in $want; do
            [[ -e $p/actual/$prim/$node ]] || resource_start "$p" "$prim" "$what" "$node"
        done
    done <"$p/resources"
    remove "${gone[@]}"
    return 0
}

resource_start() {
    local p=$1 prim=$2 what=$3 node=$4 ip dev ns
    case $what in
        vip:*)
            IFS=: read -r _ ip dev ns <<<"$what"
            put "$W/nodes/$node/sim/vips/$ip" "$dev $ns $prim"
            ;;
        haproxy)
            haproxy_start "$node" 2>>"$W/nodes/$node/sim/upstart.log" || return 1
            svc_set "$node" haproxy running
            ;;
        -) ;;
        neutron-*)
            svc_set "$node" "$what" running
            load db openstack
            register "$node" "$what"
            ;;
        *) svc_set "$node" "$what" running ;;
    esac
    folders "$p/actual/$prim"
    : >"$p/actual/$prim/$node"
    if [[ $what == vip:* ]]; then check_conflicts "$node"; fi
}

# resource_stop DIRECTORY PRIMITIVE SERVICE NODE: the files that are to be removed go into the caller's list `gone`.
resource_stop() {
    local p=$1 prim=$2 what=$3 node=$4 ip
    if [[ -e $W/faults/$node/stuck/$prim ]]; then
        local fault
        get "$W/faults/$node/stuck/$prim" stuck
        fault=$REPLY
        now_ms
        printf '%s\t%s\t%s\n' "$REPLY" "$fault" "$prim does not stop on node $node" >>"$W/chaos.log"
        now_ms
        printf '%s\t%s\t%s\n' "$REPLY" "stuck/$prim" "$prim does not stop on node $node" >>"$W/chaos.log"
        folders "$p/failed/$prim"
        : >"$p/failed/$prim/$node"
        return
    fi
    case $what in
        vip:*)
            ip=${what#vip:}
            # at once: another node may be given it next
            remove "$W/nodes/$node/sim/vips/${ip%%:*}"
            ;;
        haproxy) haproxy_stop "$node" && svc_set "$node" haproxy stopped ;;
        -) ;;
        *) svc_set "$node" "$what" stopped ;;
    esac
    gone+=("$p/actual/$prim/$node" "$p/failed/$prim/$node")
}

# leave NODE: the node's pacemaker is gone and what it ran with it. The lock is held.
leave() {
    local p=$CLOUD/env clone prim agent what
    env_of "$1" || return 0
    p=$CLOUD/env/$REPLY/pacemaker
    [[ -r $p/resources ]] || return 0
    local -a gone=("$p/joined/$1")
    while read -r clone prim agent what; do
        [[ -e $p/actual/$prim/$1 ]] || continue
        [[ $what == haproxy ]] && haproxy_end_all "$1"
        resource_stop "$p" "$prim" "$what" "$1"
        gone+=("$p/actual/$prim/$1")
    done <"$p/resources"
    remove "${gone[@]}"
    svc_set "$1" pacemaker stopped
    svc_set "$1" corosync stopped
}

# forget_node NODE: its pacemaker is gone, and nobody knows any more what runs there. The lock is held.
forget_node() {
    local p clone prim agent what
    env_of "$1" || return 0
    p=$CLOUD/env/$REPLY/pacemaker
    [[ -r $p/resources ]] || return 0
    remove "$p/joined/$1" "$p"/actual/*/"$1" "$p"/failed/*/"$1"
    svc_set "$1" pacemaker stopped
    svc_set "$1" corosync stopped
}

# probe NODE: what a pacemaker that starts finds there; an address that another node has meanwhile it takes away. The lock is held.
probe() {
    local p clone prim agent what ip other
    local -a gone=()
    env_of "$1"
    p=$CLOUD/env/$REPLY/pacemaker
    while read -r clone prim agent what; do
        case $what in
            vip:*)
                ip=${what#vip:}
                [[ -e $W/nodes/$1/sim/vips/${ip%%:*} ]] || continue
                for other in "$p/actual/$prim"/*; do
                    resource_stop "$p" "$prim" "$what" "$1"
                    continue 2
                done
                ;;
            -) continue ;;
            *) svc_running "$1" "$what" || continue ;;
        esac
        folders "$p/actual/$prim"
        : >"$p/actual/$prim/$1"
    done <"$p/resources"
    remove "${gone[@]}"
}

refresh_api() {
    lock
    refresh_locked
    unlock
}

# backend_answers ENV DOMAIN: some controller in that domain serves keystone and nova from a database of its release.
backend_answers() {
    local dir=$CLOUD/env/$1 node keystone release db
    get "$dir/release"
    release=$REPLY
    for db in keystone nova; do
        db_level "$dir/db" "$db" || return 1
        set -- "$1" "$2" "$REPLY"
        level_of "$db" "$release"
        [[ $3 == "$REPLY" ]] || return 1
    done
    keystone=apache2
    [[ $release == 2014.* ]] && keystone=keystone
    for node in "$dir"/controllers/*; do
        node=${node##*/}
        svc_running "$node" "$keystone" && svc_running "$node" nova-api && svc_running "$node" mysql || continue
        domain_of "$node" br-mgmt && [[ $REPLY == "$2" ]] && return 0
    done
    return 1
}

# haproxy_answers NODE UP VIP: "status", then "port status section" lines of what a client gets, in REPLY; behind it `tls`, and
# "/path=status,…" of paths that haproxy answers itself.
# 207: some sections or processes let requests through, some don't.
haproxy_answers() {
    local process name kind mode closed port tls own open=0 shut=0 lines='' status
    for process in "$W/nodes/$1/sim/haproxy"/*; do
        while read -r name kind mode closed port tls own; do
            [[ $kind == listen && $mode != tcp && $name != stats && $name != Stats ]] || continue
            status=200
            if [[ $closed == 302 ]]; then
                status=302
            elif [[ $closed == 1 ]]; then
                shut=1 status=503
            else
                open=1
                [[ $2 == 1 ]] || status=503
            fi
            lines+=$'\n'"$port $status $name"
            [[ $tls == *",$3:$port,"* ]] && lines+=' tls'
            [[ $own == /* ]] && lines+=" $own"
        done <"$process"
    done
    if [[ -z $lines ]]; then
        REPLY=
        return 1
    fi
    if ((open && shut)); then status=207; elif ((shut)); then status=503; else status=200; fi
    [[ $2 == 1 ]] || status=503
    REPLY=$status$lines
}

refresh_locked() {
    local dir env release vip kind node domain up host text file
    local -A phys=()
    for dir in "$CLOUD"/env/*; do
        env=${dir##*/}
        get "$dir/release" || continue
        release=$REPLY
        for kind in mgmt_vip public_vip; do
            get "$dir/$kind" || continue
            vip=$REPLY
            text=''
            domain=''
            for node in "$dir"/controllers/*; do
                node=${node##*/}
                [[ -e $W/nodes/$node/sim/vips/$vip && -e $W/nodes/$node/sim/up ]] || continue
                address_domain "$node" "$vip" || continue
                domain=$REPLY
                up=0
                backend_answers "$env" "$domain" && up=1
                host_of "$node"
                host=$REPLY
                if haproxy_answers "$node" "$up" "$vip"; then
                    text="${REPLY%%$'\n'*} $host $release${REPLY:3}"
                fi
                break
            done
            # isolated: seen by the environment itself only
            file=$dir/api/$vip
            [[ $domain == phys ]] && file=$CLOUD/api/$vip && phys[$vip]=1
            if [[ $text ]]; then
                same_text "$file" "$text" || put_whole "$file" "$text"
            else
                remove "$file"
            fi
            [[ $domain == phys ]] && remove "$dir/api/$vip"
        done
    done
    for file in "$CLOUD"/api/*; do
        [[ ${phys[${file##*/}]-} ]] || remove "$file"
    done
}

same_text() {
    local old=
    [[ -r $1 ]] || return 1
    IFS= read -r -d '' old <"$1"
    [[ $old == "$2"$'\n' ]]
}
