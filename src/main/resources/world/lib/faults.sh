# shellcheck shell=bash
# What lib/intercept does to a program that a fault strikes. F_* are the rule's assignments.

# The program itself, behind us on the node's PATH, into REAL.
find_real() {
    local dir IFS=:
    for dir in $NODE_PATH "$W/admin"; do
        REAL=$dir/$PROG
        [[ $dir != "$MINE/bin" && -x $REAL ]] && return
    done
    printf 'bash: %s: command not found\n' "$PROG" >&2
    exit 127
}

real() { PATH=$NODE_PATH "$REAL" "$@"; }

# struck WHAT: a line of chaos.log.
struck() {
    local t=${EPOCHREALTIME//[.,]/}
    printf '%s\t%s\t%s\n' "${t%???}" "${F_TEXT//[$'\t\n']/ }" "$*" >>"$W/chaos.log"
}

# turn NUMBER: counts an occasion; whether it is one that the fault strikes on.
turn() {
    local count=0 turns file=$W/faults/count/$1
    mkdir -p "${file%/*}"
    # A number that is free: under any other the program may have been given something, flock above all.
    exec {turns}>>"$file.lock"
    flock "$turns"
    [[ -r $file ]] && read -r count <"$file"
    printf '%s\n' $((++count)) >"$file"
    exec {turns}>&-
    ((count >= F_NTH && count - F_NTH < F_TIMES))
}

# tell NUMBER RULE: a fault waits for this program; the program waits until the fault has begun.
tell() {
    local i
    turn "$1" || return 0
    mkdir -p "$W/faults/seen"
    : >"$W/faults/seen/$1"
    for ((i = 0; i < 500; i++)); do
        [[ -e $2 ]] || return 0
        sleep 0.02
    done
}

# usual_words ARGS: what the real program says when what it talks to breaks off.
usual_words() {
    case $PROG in
        mysql) REPLY="ERROR 2013 (HY000) at line 1: Lost connection to MySQL server during query" CODE=1 ;;
        mysqldump) REPLY="mysqldump: Error 2013: Lost connection to MySQL server during query when dumping table \`instances\` at row: 0" CODE=3 ;;
        ceph) REPLY="Error connecting to cluster: TimedOut" CODE=1 ;;
        ceph-mon) REPLY="$(real_date '+%F %T.000000') 7f00 -1 error opening mon data directory: (5) Input/output error" CODE=1 ;;
        nova | glance | cinder | neutron | keystone | openstack)
            REPLY="ERROR: Service Unavailable (HTTP 503)" CODE=1 ;;
        pcs | crm | crm_resource | cibadmin)
            REPLY="Could not establish cib_rw connection: Connection refused (111)" CODE=1 ;;
        # 1 and 3 are answers of its question for the status
        service) REPLY="service: Job failed to start" CODE=4 ;;
        start | stop | restart | status | initctl)
            REPLY="$PROG: Unable to connect to Upstart: Failed to connect to socket /com/ubuntu/upstart: Connection refused" CODE=1 ;;
        ovs-vsctl) REPLY="ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (Connection refused)" CODE=1 ;;
        crm_mon) REPLY="crm_mon: Input/output error" CODE=5 ;;
        rabbitmqctl | rabbitmq-plugins) REPLY="Error: unable to connect to node rabbit@localhost: nodedown" CODE=2 ;;
        # their 1 is an answer
        grep | diff | cmp | arping | curl | dpkg-query | haproxy | sort) REPLY="$PROG: Input/output error" CODE=2 ;;
        apt-get) REPLY="E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?" CODE=100 ;;
        # a stream ends where its sender does; a file that it can't read is no shorter for that
        gzip | zcat)
            REPLY="gzip: stdin: unexpected end of file" CODE=1
            if [[ $# -gt 0 && -f ${*: -1} ]]; then REPLY="gzip: ${*: -1}: Input/output error"; fi
            ;;
        tar) REPLY="tar: Unexpected EOF in archive
tar: Error is not recoverable: exiting now" CODE=2 ;;
        deploy-node) REPLY="Error: /Stage[main]/Openstack::Controller: Failed to call refresh: Command exceeded timeout" CODE=2 ;;
        provision-node) REPLY="Provisioning agents failed: curtin: partition table can't be written: Input/output error" CODE=1 ;;
        *) REPLY="$PROG: Input/output error" CODE=1 ;;
    esac
}

real_date() { /usr/bin/date "$@"; }

fail() {
    local CODE=1 REPLY=
    usual_words "$@"
    if [[ $F_BYTES ]]; then
        struck "$PROG on node $ME breaks off after $F_BYTES bytes"
        head -c "$F_BYTES" | real "$@" | head -c "$F_BYTES"
    else
        struck "$PROG on node $ME fails"
    fi
    printf '%s\n' "${F_SAYS:-$REPLY}" >&2
    exit "${F_EXIT:-$CODE}"
}

# note ARGS: a call of the program; nothing happens to it
note() {
    local line="$PROG $*"
    printf '%s\n' "${line//$'\n'/ }" >>"$MINE/calls"
}

# The program prints half of its answer, then fails; with F_EXIT=0 nothing tells of it but what is missing.
half() {
    local CODE=1 REPLY='' answer
    usual_words "$@"
    answer=$(real "$@" 2>/dev/null; printf .)
    answer=${answer%.}
    struck "$PROG on node $ME breaks off in the middle of its answer"
    printf '%s' "${answer:0:${#answer}/2}"
    [[ $F_EXIT == 0 ]] || printf '%s\n' "${F_SAYS:-$REPLY}" >&2
    exit "${F_EXIT:-$CODE}"
}

# The program neither answers nor ends.
hang() {
    struck "$PROG on node $ME hangs"
    exec sleep 3600
}

# Takes so many times as long; what it starts is not slowed down again.
slow() {
    local begun=${EPOCHREALTIME//[.,]/} code spent hundredths whole=${F_FACTOR%%.*} part=
    [[ ${OCTANE_SLOWED-} ]] && return 0
    [[ $F_FACTOR == *.* ]] && part=${F_FACTOR#*.}
    part=${part}00
    hundredths=$((10#$whole * 100 + 10#${part:0:2} - 100))
    OCTANE_SLOWED=1 PATH=$NODE_PATH "$REAL" "$@"
    code=$?
    spent=$(((${EPOCHREALTIME//[.,]/} - begun) * hundredths / 100))
    struck "$PROG on node $ME takes $((spent / 1000)) ms more"
    sleep "$((spent / 1000000)).$(printf '%06d' $((spent % 1000000)))"
    exit $code
}

# The time of day, unless the caller names a time itself.
clock() {
    local word now
    for word; do
        case $word in -d* | -r* | -f* | -s* | --date* | --reference* | --file* | --set*) return 0 ;; esac
    done
    now=${EPOCHREALTIME//,/.}
    exec "$REAL" -d "@$((${now%.*} + F_BY)).${now#*.}" "$@"
}

# on_disk PATH: whether it lies on the node's disk, not in its memory.
on_disk() {
    local at root
    root=$(readlink -m -- "$OCTANE_ROOT")
    at=$(readlink -m -- "$1") && [[ $at == "$root"/* && $at != "$root"/dev/shm/* ]]
}

no_space() {
    struck "$PROG on node $ME finds no space"
    printf '%s\n' "$2" >&2
    exit "$1"
}

# The disk is full: what writes to it meets /dev/full, the kernel's own full device, in place of its file.
full() {
    local last=${*: -1} code word before=
    case $PROG in
        df)
            real "$@" | awk 'NR > 1 && NF > 4 { $3 = $2; $4 = 0; $5 = "100%" } { print }'
            exit "${PIPESTATUS[0]}"
            ;;
        apt-get | yum)
            [[ " $* " == *" install "* || " $* " == *" upgrade "* || " $* " == *" dist-upgrade "* ]] || return 0
            no_space 100 "E: You don't have enough free space in /var/cache/apt/archives/."
            ;;
        cp)
            on_disk "$last" || return 0
            [[ -d $last ]] || : >"$last"
            no_space 1 "cp: error writing '$last': No space left on device"
            ;;
        dd) [[ "$*" == *of=* ]] && no_space 1 "dd: error writing: No space left on device" ;;
        tee) [[ $# -gt 0 ]] && on_disk "$last" && no_space 1 "tee: $last: No space left on device" ;;
        sed)
            [[ " $* " == *" -i"* || " $* " == *" --in-place"* ]] && on_disk "$last" \
                && no_space 4 "sed: couldn't flush $last: No space left on device"
            ;;
        tar)
            [[ $1 == *x* ]] && no_space 2 "tar: Cannot write: No space left on device
tar: Exiting with failure status due to previous errors"
            ;;
        curl)
            for word; do
                [[ $before == -o ]] && on_disk "$word" && no_space 23 "curl: (23) Failed writing body"
                before=$word
            done
            ;;
    esac
    [[ -f /dev/fd/1 ]] && on_disk "/proc/$$/fd/1" || return 0
    struck "$PROG on node $ME finds no space"
    real "$@" >/dev/full
    code=$?
    ((code)) || printf '%s: write error: No space left on device\n' "$PROG" >&2
    exit $((code ? code : 1))
}
