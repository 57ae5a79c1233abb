# shellcheck shell=bash
# Read by every bash on a node whose disk is full (BASH_ENV): what the shell itself writes finds no space either.
# Programs are seen to by lib/intercept, which puts the kernel's own full device in the place of their files.
printf() {
    if [[ -f /dev/fd/1 && $1 != -v ]] && octane_full; then
        builtin printf "$@" >/dev/full
    else
        builtin printf "$@"
    fi
}

echo() {
    if [[ -f /dev/fd/1 ]] && octane_full; then
        builtin echo "$@" >/dev/full
    else
        builtin echo "$@"
    fi
}

# What is written over needs no space, nor does what is kept in memory.
octane_full() {
    [[ -e $OCTANE_WORLD/faults/$OCTANE_NODE/full ]] || return 1
    local at size key value pos=0 flags=0 me=$BASHPID
    at=$(/usr/bin/readlink "/proc/$me/fd/1") && [[ $at == "$OCTANE_ROOT"/* && $at != "$OCTANE_ROOT"/dev/shm/* ]] || return 1
    while read -r key value; do
        case $key in pos:) pos=$value ;; flags:) flags=$value ;; esac
    done <"/proc/$me/fdinfo/1"
    size=$(/usr/bin/stat -L -c %s "/proc/$me/fd/1")
    # 02000: O_APPEND
    ((flags & 02000 || pos >= size))
}
