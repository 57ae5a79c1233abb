# shellcheck shell=bash
# Databases in small: cloud/env/<id>/db/<database>/<table>.sql (its CREATE TABLE) and .rows (one tuple a line).
# All controllers of an environment share them, as Galera does.

# columns_of TABLE-PATH (without suffix): names in REPLY
columns_of() {
    local line out=
    while IFS= read -r line; do
        [[ $line == '  `'* ]] || continue
        line=${line#*\`}
        out+=" ${line%%\`*}"
    done <"$1.sql"
    REPLY=${out# }
}

# db_write DIRECTORY COMMAND...: alone among writers, after readers of a whole dump. Who has the lock may take it again.
DB_LOCKED=
db_write() {
    local dir=$1 code=0
    shift
    if [[ $DB_LOCKED == "$dir" ]]; then
        "$@"
        return
    fi
    exec 8>>"$dir/.lock"
    flock 8
    DB_LOCKED=$dir
    "$@" || code=$?
    DB_LOCKED=
    exec 8>&-
    return $code
}

# table DIRECTORY DB.TABLE OP [VAR=VALUE...]: one pass of table.awk over its rows.
table() {
    local path=$1/${2/.//} op=$3 word
    local -a vars=()
    shift 3
    for word; do vars+=(-v "$word"); done
    columns_of "$path"
    awk -v columns="$REPLY" -v op="$op" "${vars[@]}" -f "$W/lib/table.awk" "$path.rows"
}

# table_change DIRECTORY DB.TABLE update|delete VAR=VALUE...
table_change() {
    local path=$1/${2/.//}
    table "$@" >"$path.new.$$" && mv -f "$path.new.$$" "$path.rows"
}

# next_id DIRECTORY DB.TABLE: REPLY
next_id() {
    local line last=0 path=$1/${2/.//}
    while IFS= read -r line; do
        line=${line#(}
        line=${line%%,*}
        ((line > last)) && last=$line
    done <"$path.rows"
    REPLY=$((last + 1))
}
