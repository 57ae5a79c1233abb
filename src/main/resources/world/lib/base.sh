# shellcheck shell=bash
# What every stand-in shares: where it is, time, the journal, locks, small files. No forks on the usual way.
# State formats are described in ../README.md.

W=${OCTANE_WORLD:?OCTANE_WORLD names the simulated world}
ME=${OCTANE_NODE:?OCTANE_NODE names the node}
ROOT=${OCTANE_ROOT:-$W/nodes/$ME/root}
SIM=$W/nodes/$ME/sim
CLOUD=$W/cloud
PROG=${0##*/}
REPLY=
shopt -s nullglob
# A full disk is the node's: the state of the world is kept elsewhere.
unset -f printf echo
export OCTANE_STAND_IN=1

load() {
    local part
    for part; do
        # shellcheck source=/dev/null
        . "$W/lib/$part.sh"
    done
}

# say EXIT MESSAGE: one line on stderr, then the end.
die() {
    local code=$1
    shift
    printf '%s\n' "$*" >&2
    exit "$code"
}

# folders PATH...: with their parents. Asks first: a fork costs a hundred times as much as the question.
folders() {
    local path
    local -a absent=()
    for path; do [[ -d $path ]] || absent+=("$path"); done
    ((${#absent[@]} == 0)) || mkdir -p "${absent[@]}"
}

# remove PATH...: files and folders, where there are any.
remove() {
    local path
    local -a there=()
    for path; do [[ -e $path || -L $path ]] && there+=("$path"); done
    ((${#there[@]} == 0)) || rm -rf "${there[@]}"
}

# get FILE [DEFAULT]: first line of a small file into REPLY.
get() {
    REPLY=${2-}
    [[ -r $1 ]] || return 1
    read -r REPLY <"$1" || [[ -n $REPLY ]]
}

put() { printf '%s\n' "${*:2}" >"$1"; }

# put_whole FILE TEXT: readers see the old text or the new one, never a part, nor a file in its folder that isn't one.
put_whole() {
    printf '%s\n' "$2" >"$W/.whole.$BASHPID" && mv -f "$W/.whole.$BASHPID" "$1"
}

# copy_texts FILE... FOLDER: small ones
copy_texts() {
    local file text
    for file in "${@:1:$#-1}"; do
        text=
        IFS= read -r -d '' text <"$file"
        printf '%s' "$text" >"${!#}/${file##*/}"
    done
    return 0
}

now_ms() {
    local t=${EPOCHREALTIME//[.,]/}
    REPLY=$((t / 1000))
}

# ms SECONDS: decimals allowed, milliseconds into REPLY.
ms() {
    local fraction=
    [[ $1 == *.* ]] && fraction=${1#*.}
    fraction=${fraction}000
    local whole=${1%%.*}
    REPLY=$((10#${whole:-0} * 1000 + 10#${fraction:0:3}))
}

# scaled SECONDS: simulated seconds as real milliseconds. At speed 1 a simulated second takes 0.4 s: a cloud in small
# has no gigabytes to move, and who watches has no night.
scaled() {
    local speed
    get "$W/speed" 1
    ms "$REPLY"
    speed=$REPLY
    ms "$1"
    ((speed > 0)) && REPLY=$((REPLY * 400 / speed)) || REPLY=0
}

pause() {
    scaled "$1"
    ((REPLY > 0)) || return 0
    nap "$REPLY"
}

# pause_for WORK SECONDS: as long as this work takes on this node, see takes.<work>
pause_for() {
    get "$SIM/takes.$1" "$2"
    pause "$REPLY"
}

# nap MS: `read` waits as well as sleep(1), without a process: nobody ever answers on this socket.
nap() {
    local seconds silent nothing
    printf -v seconds '%d.%03d' $(($1 / 1000)) $(($1 % 1000))
    if { exec {silent}<>/dev/udp/127.0.0.1/9; } 2>/dev/null; then
        read -r -t "$seconds" -u "$silent" nothing
        exec {silent}>&-
    else
        sleep "$seconds"
    fi
    return 0
}

journal() {
    local t=${EPOCHREALTIME/,/.}
    printf '%s\t%s\t%s\n' "${t%???}" "$PROG" "$*" >>"$SIM/journal"
}

# One lock for the shared state; never held over a pause. Who has it may take it again: the outermost unlock gives it
# back. Background jobs must not inherit it: see later.
LOCKS=0
lock() {
    LOCKS=$((LOCKS + 1))
    ((LOCKS == 1)) || return 0
    exec 9>>"$CLOUD/.lock"
    flock 9
}

unlock() {
    LOCKS=$((LOCKS - 1))
    ((LOCKS > 0)) || exec 9>&-
}

# later SECONDS COMMAND...: runs it in the background, free of our streams and locks.
later() {
    local delay=$1
    shift
    (
        trap '' HUP
        exec </dev/null >/dev/null 2>&1 9>&- 8>&-
        LOCKS=0 DB_LOCKED=
        pause "$delay"
        "$@"
    ) &
    disown
}

# root_path PATH: a path as the node sees it, or one that has the node's root already, as a real path in REPLY.
root_path() {
    case $1 in
        "$ROOT"/* | "$W"/* | /tmp/* | /dev/* | /proc/*) REPLY=$1 ;;
        /*) REPLY=$ROOT$1 ;;
        *) REPLY=$1 ;;
    esac
}

host_of() { get "$W/nodes/$1/sim/hostname" "$1"; }

# id_of HOSTNAME: node id in REPLY. A server that was given a new name keeps only that one.
id_of() { get "$CLOUD/hosts/${1%%.*}"; }

env_of() { get "$W/nodes/$1/sim/env"; }

has_role() {
    local roles
    get "$W/nodes/$1/sim/roles"
    roles=" $REPLY "
    [[ $roles == *" $2 "* ]]
}

uuid() { read -r REPLY </proc/sys/kernel/random/uuid; }
