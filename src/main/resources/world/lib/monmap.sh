# shellcheck shell=bash
# A monitor map as a text file: magic, epoch, fsid, created and modified in ms, then "mon NAME ADDRESS:6789" by rank.

MONMAP_MAGIC='octane-world monmap'

# monmap_read FILE: MAP_EPOCH MAP_FSID MAP_CREATED MAP_MODIFIED MAP_NAMES[] MAP_ADDRS[]; 1 missing, 2 no map.
monmap_read() {
    local key one two
    MAP_EPOCH=0 MAP_FSID='' MAP_CREATED=0 MAP_MODIFIED=0 MAP_NAMES=() MAP_ADDRS=()
    [[ -r $1 ]] || return 1
    get "$1" && [[ $REPLY == "$MONMAP_MAGIC" ]] || return 2
    while read -r key one two; do
        case $key in
            epoch) MAP_EPOCH=$one ;;
            fsid) MAP_FSID=$one ;;
            created) MAP_CREATED=$one ;;
            modified) MAP_MODIFIED=$one ;;
            mon) MAP_NAMES+=("$one") MAP_ADDRS+=("${two%%:*}") ;;
        esac
    done <"$1"
}

monmap_write() { # FILE
    local i text="$MONMAP_MAGIC"
    text+=$'\n'"epoch $MAP_EPOCH"$'\n'"fsid $MAP_FSID"$'\n'"created $MAP_CREATED"$'\n'"modified $MAP_MODIFIED"
    for i in "${!MAP_NAMES[@]}"; do text+=$'\n'"mon ${MAP_NAMES[i]} ${MAP_ADDRS[i]}:6789"; done
    put_whole "$1" "$text"
}

stamp() { # MS: 2026-11-21 20:54:57.656000 in REPLY
    local s
    printf -v s '%(%F %H:%M:%S)T' $(($1 / 1000))
    printf -v REPLY '%s.%03d000' "$s" $(($1 % 1000))
}

monmap_print() {
    local i
    printf 'epoch %s\nfsid %s\n' "$MAP_EPOCH" "$MAP_FSID"
    stamp "$MAP_MODIFIED"
    printf 'last_changed %s\n' "$REPLY"
    stamp "$MAP_CREATED"
    printf 'created %s\n' "$REPLY"
    for i in "${!MAP_NAMES[@]}"; do printf '%d: %s:6789/0 mon.%s\n' "$i" "${MAP_ADDRS[i]}" "${MAP_NAMES[i]}"; done
}
