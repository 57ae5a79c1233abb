# shellcheck shell=bash
# Services of a node: sim/services/<name> holds "KIND STATE PID VERSION"; KIND is upstart, sysv or pacemaker.
# Instances of a job are named job@instance (ceph-mon@node-1).

svc_of() { # NODE NAME: sets KIND STATE PID VERSION
    KIND='' STATE='' PID='' VERSION=''
    [[ -r $W/nodes/$1/sim/services/$2 ]] || return 1
    read -r KIND STATE PID VERSION <"$W/nodes/$1/sim/services/$2"
}

svc_running() { svc_of "$1" "$2" && [[ $STATE == running ]]; }

svc_set() { # NODE NAME STATE
    svc_of "$1" "$2" || return 1
    [[ $2 == mysql ]] && mysql_data "$1" "$3"
    if [[ $3 == running ]]; then
        PID=$((RANDOM % 28000 + 2000))
        # the process that runs is the package that was installed when it started
        get "$W/nodes/$1/sim/packages/${2%%@*}" && VERSION=$REPLY
    else
        PID=-
    fi
    put "$W/nodes/$1/sim/services/$2" "$KIND $3 $PID ${VERSION:--}"
}

# mysql_data NODE STATE: the node's own copy of its environment's databases, sim/mysql, is what they were when its MySQL ended; while
# it runs it has those of all. Galera's note says -1 as long as it runs.
mysql_data() {
    local env uuid note=$W/nodes/$1/root/var/lib/mysql
    [[ $STATE != "$2" ]] && env_of "$1" || return 0
    env=$CLOUD/env/$REPLY/db
    [[ -d $env ]] || return 0
    printf -v uuid '%08d-0000-4000-8000-000000000000' "${REPLY//[!0-9]/}"
    mkdir -p "$note"
    rm -rf "$W/nodes/$1/sim/mysql"
    if [[ $2 == running ]]; then
        printf 'uuid:    %s\nseqno:   -1\n' "$uuid" >"$note/grastate.dat"
    else
        cp -a "$env" "$W/nodes/$1/sim/mysql"
        printf 'uuid:    %s\nseqno:   4711\n' "$uuid" >"$note/grastate.dat"
    fi
}

# svc_start NAME: on this node, with what starting means for the program. Non-zero: it died at once.
svc_start() {
    case $1 in
        haproxy)
            haproxy_start "$ME" || return 1
            svc_set "$ME" "$1" running
            ;;
        ceph-mon@*)
            load ceph
            mon_starts "${1#*@}" || return 1
            svc_set "$ME" "$1" running
            mon_joined "${1#*@}"
            ;;
        ceph-osd@*)
            load ceph
            osd_starts "${1#*@}" || return 1
            svc_set "$ME" "$1" running
            if quorum "$ME"; then osds_report; fi
            ;;
        radosgw)
            svc_set "$ME" "$1" running
            radosgw_key
            ;;
        nova-* | cinder-* | neutron-*)
            svc_set "$ME" "$1" running
            load db openstack
            register "$ME" "$1"
            ;;
        *) svc_set "$ME" "$1" running ;;
    esac
}

# radosgw_key: it goes by the key that it finds now for as long as it runs
radosgw_key() {
    [[ -r $ROOT/etc/ceph/keyring.radosgw.gateway ]] || return 0
    sed -n 's/.*key = //p' "$ROOT/etc/ceph/keyring.radosgw.gateway" >"$SIM/radosgw.key"
}

svc_stop() {
    case $1 in
        haproxy) haproxy_stop "$ME" ;;
        ceph-osd@*)
            load ceph
            svc_of "$ME" "$1"
            set -- "$1" "$PID"
            svc_set "$ME" "$1" stopped
            osd_stops "${1#*@}" "$2"
            ;;
        *) ;;
    esac
    svc_set "$ME" "$1" stopped
}

# svc_changed: the API may answer otherwise now.
svc_changed() {
    has_role "$ME" controller || return 0
    load cluster
    refresh_api
}

# display NAME: how upstart writes it.
display() {
    case $1 in
        *@*) REPLY="${1%%@*} (ceph/${1#*@})" ;;
        *) REPLY=$1 ;;
    esac
}

job_line() { # NAME
    svc_of "$ME" "$1"
    display "$1"
    if [[ $STATE == running ]]; then
        printf '%s start/running, process %s\n' "$REPLY" "$PID"
    else
        printf '%s stop/waiting\n' "$REPLY"
    fi
}

# job_of WORD...: upstart's name and id=N arguments as a name of ours, in REPLY.
job_of() {
    local name=$1 word
    shift
    for word; do
        case $word in id=*) name=$name@${word#id=} ;; esac
    done
    REPLY=$name
}

# upstart VERB JOB [id=N]
upstart() {
    local verb=$1 name one
    shift
    [[ $# -gt 0 ]] || die 1 "$verb: missing job name
Try \`$verb --help' for more information."
    job_of "$@"
    name=$REPLY
    # ceph-osd-all and ceph-mon-all stand for every instance
    if [[ $name == ceph-*-all ]]; then
        for one in "$SIM/services/${name%-all}"@*; do
            one=${one##*/}
            "upstart_$verb" "$one" || true
        done
        return 0
    fi
    if ! svc_of "$ME" "$name" || [[ $KIND == pacemaker ]]; then
        case $name in
            ceph-mon@* | ceph-osd@*)
                # an instance nobody has created: the job runs its pre-start, which finds nothing
                [[ $verb == start ]] && die 1 'start: Job failed to start'
                die 1 "$verb: Unknown instance: ceph/${name#*@}"
                ;;
            ceph-mon | ceph-osd) die 1 "$verb: Unknown parameter: id" ;;
        esac
        die 1 "$verb: Unknown job: $name"
    fi
    "upstart_$verb" "$name"
}

upstart_start() {
    svc_of "$ME" "$1"
    display "$1"
    [[ $STATE == running ]] && die 1 "start: Job is already running: ${REPLY/ (/ (}"
    pause 0.3
    if svc_start "$1" 2>>"$SIM/upstart.log"; then
        job_line "$1"
    else
        # upstart has spawned it and looks no further: a daemon that dies at once was `started` all the same
        display "$1"
        printf '%s start/running, process %s\n' "$REPLY" $((RANDOM % 28000 + 2000))
    fi
    svc_changed
}

upstart_stop() {
    svc_of "$ME" "$1"
    [[ $STATE == running ]] || die 1 "stop: Unknown instance: $([[ $1 == *@* ]] && echo "ceph/${1#*@}")"
    pause 0.3
    svc_stop "$1"
    # of an instance that has ended upstart knows no more
    printf '%s stop/waiting\n' "${1%%@*}"
    svc_changed
}

upstart_restart() {
    svc_of "$ME" "$1"
    [[ $STATE == running ]] || die 1 "restart: Unknown instance: $([[ $1 == *@* ]] && echo "ceph/${1#*@}")"
    pause 0.3
    svc_stop "$1"
    svc_start "$1" 2>>"$SIM/upstart.log"
    job_line "$1"
    svc_changed
}

upstart_status() {
    if [[ $1 == *@* ]] && ! svc_running "$ME" "$1"; then die 1 "status: Unknown instance: ceph/${1#*@}"; fi
    job_line "$1"
}
