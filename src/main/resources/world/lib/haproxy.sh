# shellcheck shell=bash
# haproxy: what counts is the configuration a process has loaded (sim/haproxy/<pid>), not the file.

# haproxy_parse NODE PID [FILE|DIR...]: proxies on stdout, errors on stderr. Fuel's haproxy knows `include conf.d/*.cfg`.
haproxy_parse() {
    local node=$1 pid=$2 path key value
    local -A had=()
    local -a list=() files=()
    shift 2
    if (($# == 0)); then set -- "$W/nodes/$node/root/etc/haproxy/haproxy.cfg"; fi
    for path; do
        if [[ -d $path ]]; then
            list+=("$path"/*.cfg)
        elif [[ -r $path ]]; then
            list+=("$path")
            while read -r key value _; do
                [[ $key == include ]] || continue
                # unquoted: the pattern of the include line
                # shellcheck disable=SC2206
                list+=("${path%/*}"/$value)
            done <"$path"
        else
            notice "$pid"
            printf '[ALERT]    (%s) : config : Cannot open configuration file/directory %s : No such file or directory\n' \
                "$pid" "$path" >&2
            return 1
        fi
    done
    for path in "${list[@]}"; do
        [[ ${had[$path]-} ]] || files+=("$path")
        had[$path]=1
    done
    awk -v pid="$pid" -v root="$W/nodes/$node/root" -f "$W/lib/haproxy.awk" "${files[@]}"
}

notice() {
    printf '[NOTICE]   (%s) : haproxy version is 1.5.3\n[NOTICE]   (%s) : path to executable is /usr/sbin/haproxy\n' \
        "$1" "$1" >&2
}

# haproxy_start NODE [FILE...]: one more process, whatever runs already.
haproxy_start() {
    local node=$1 sim=$W/nodes/$1/sim pid=$((RANDOM % 28000 + 2000)) loaded
    shift
    while [[ -e $sim/haproxy/$pid ]]; do pid=$((pid + 1)); done
    loaded=$(haproxy_parse "$node" "$pid" "$@") || return 1
    folders "$sim/haproxy"
    put "$sim/haproxy/$pid" "$loaded"
    put "$sim/haproxy.pid" "$pid"
}

# haproxy_stop NODE: ends the process the pid file knows; an earlier one that was started beside it goes on.
haproxy_stop() {
    local sim=$W/nodes/$1/sim
    get "$sim/haproxy.pid" || return 0
    remove "$sim/haproxy/$REPLY" "$sim/haproxy.pid"
}

# haproxy_reload NODE: a bad file leaves the old process with its old configuration.
haproxy_reload() {
    local sim=$W/nodes/$1/sim old=
    get "$sim/haproxy.pid" && old=$REPLY
    haproxy_start "$@" || return 1
    [[ $old ]] && remove "$sim/haproxy/$old"
    return 0
}

haproxy_end_all() { remove "$W/nodes/$1/sim/haproxy" "$W/nodes/$1/sim/haproxy.pid"; }
