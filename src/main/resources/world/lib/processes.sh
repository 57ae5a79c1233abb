# shellcheck shell=bash
# The processes of a node, the same to ps, pgrep, pkill, pidof and killall: daemons of its services, and on the Fuel master those of
# Astute. Never the machine's.

# each_process FUNCTION: called for each with PID, NAME, COMMAND, and the service whose daemon it is, if any
each_process() {
    local f name
    for f in "$SIM"/services/*; do
        name=${f##*/}
        svc_of "$ME" "$name"
        [[ $STATE == running ]] || continue
        command_of "$name"
        "$1" "$PID" "${name%%@*}" "$REPLY" "$name"
    done
    for f in "$SIM"/processes/*; do
        get "$f" && "$1" "${f##*/}" "${REPLY%% *}" "$REPLY" ''
    done
    return 0
}

# command_of SERVICE: how its daemon was started, in REPLY
command_of() {
    case $1 in
        haproxy) REPLY="/usr/sbin/haproxy -D -f $ROOT/etc/haproxy/haproxy.cfg" ;;
        ceph-*@*) REPLY="/usr/bin/${1%%@*} --cluster=ceph -i ${1#*@} -f" ;;
        *) REPLY=/usr/bin/${1%%@*} ;;
    esac
}

# selection WORD...: of pgrep and pkill, in PATTERN, FULL (the whole command counts) and EXACT
selection() {
    local word
    PATTERN='' FULL='' EXACT=''
    for word; do
        case $word in
            -[0-9A-Z]*) ;;
            -*[!-fx]*) die 2 "$PROG: invalid option -- '${word#-}'" ;;
            -*)
                [[ $word == *f* ]] && FULL=1
                [[ $word == *x* ]] && EXACT=1
                ;;
            *) PATTERN=$word ;;
        esac
    done
    [[ $PATTERN ]] || die 2 "$PROG: no matching criteria specified"
}

# selected NAME COMMAND
selected() {
    local text=$1
    [[ $FULL ]] && text=$2
    if [[ $EXACT ]]; then [[ $text =~ ^($PATTERN)$ ]]; else [[ $text =~ $PATTERN ]]; fi
}

# end_daemon SERVICE
end_daemon() {
    [[ $1 == haproxy ]] && haproxy_end_all "$ME"
    svc_set "$ME" "$1" stopped
}
