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

octane_full() {
    [[ -e $OCTANE_WORLD/faults/$OCTANE_NODE/full ]] || return 1
    local at me=$BASHPID
    at=$(/usr/bin/readlink "/proc/$me/fd/1") && [[ $at == "$OCTANE_ROOT"/* ]]
}
