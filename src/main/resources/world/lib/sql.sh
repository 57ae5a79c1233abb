# shellcheck shell=bash
# The few statements that are sent to a state database, over the files of db.sh. Anything else is a syntax error.
# Set by the caller: DIR, CURRENT (database), HEADERS (1: print column names).
load db

sql_fail() { # CODE STATE TEXT
    printf -- '--------------\n%s\n--------------\n\nERROR %s (%s) at line 1: %s\n' "$STATEMENT" "$1" "$2" "$3" >&2
    exit 1
}

syntax() {
    sql_fail 1064 42000 "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${STATEMENT:0:60}' at line 1"
}

# table_ref NAME: DB and TABLE, checked
table_ref() {
    local name=${1//\`/}
    DB=$CURRENT TABLE=$name
    [[ $name == *.* ]] && DB=${name%%.*} TABLE=${name#*.}
    [[ $DB ]] || sql_fail 1046 3D000 'No database selected'
    [[ ${DB,,} == information_schema ]] && return 0
    [[ -d $DIR/$DB ]] || sql_fail 1049 42000 "Unknown database '$DB'"
    [[ -r $DIR/$DB/$TABLE.rows ]] || sql_fail 1146 42S02 "Table '$DB.$TABLE' doesn't exist"
}

matches() { # LIKE-PATTERN VALUE; no pattern matches everything
    # the right side is a pattern on purpose
    # shellcheck disable=SC2053
    [[ -z $1 || $2 == ${1//%/*} ]]
}

heading() { [[ $HEADERS == 1 ]] && printf '%s\n' "$1"; return 0; }

# run_awk COMMAND...: awk's own complaints become MySQL's. It is run again to hear them, which is rare; it complains before
# it prints anything.
run_awk() {
    local err
    "$@" 2>/dev/null && return 0
    err=$("$@" 2>&1 >/dev/null)
    [[ ${err%% *} == 1054 ]] && sql_fail 1054 42S22 "${err#* }"
    syntax
}

# where_text TEXT: sub-selects of one column replaced by their values, in REPLY
where_text() {
    local text=$1 inner list
    while [[ $text =~ ^(.*)\([[:space:]]*select[[:space:]]+([a-z_\`]+)[[:space:]]+from[[:space:]]+([a-z0-9_.\`]+)[[:space:]]*\)(.*)$ ]]; do
        local before=${BASH_REMATCH[1]} column=${BASH_REMATCH[2]} from=${BASH_REMATCH[3]} after=${BASH_REMATCH[4]}
        inner=$DB.$TABLE
        table_ref "$from"
        list=$(table "$DIR" "$DB.$TABLE" values "want=$column" | paste -sd, -)
        DB=${inner%%.*} TABLE=${inner#*.}
        text="$before(${list:-''})$after"
    done
    REPLY=$text
}

# schema_rows SIZES: information_schema.tables in REPLY; with SIZES rows and bytes are counted, else nobody asks for
# them. InnoDB never takes less than a page of 16 KiB.
schema_rows() {
    local f name table data=0 line text=
    local -a rows=()
    for f in "$DIR"/*/*.rows; do
        name=${f%/*} table=${f##*/}
        if [[ $1 ]]; then
            mapfile -t rows <"$f"
            data="${rows[*]}"
            data=$(((${#data} / 16384 + 1) * 16384))
        fi
        printf -v line "('%s','%s',%d,'InnoDB',%d,16384,'BASE TABLE')\n" "${name##*/}" "${table%.rows}" "${#rows[@]}" "$data"
        text+=$line
    done
    REPLY=${text%$'\n'}
}

# schema_columns: information_schema.columns in REPLY
schema_columns() {
    REPLY=$(awk '
        FNR == 1 { n = split(FILENAME, part, "/"); sub(/\.sql$/, "", part[n]) }
        $1 ~ /^`.*`$/ {
            type = tolower($2)
            sub(/[^a-z].*/, "", type)
            printf "(\047%s\047,\047%s\047,\047%s\047,\047%s\047)\n", part[n - 1], part[n], substr($1, 2, length($1) - 2), type
        }' "$DIR"/*/*.sql)
}

select_from() { # ITEMS FROM WHERE LIMIT
    local items=$1 where limit=$4 op=select want='' distinct='' columns given=''
    local -a all=()
    where=$3
    table_ref "$2"
    where_text "$where"
    where=$REPLY
    if [[ $items =~ ^distinct[[:space:]]+(.*)$ ]]; then distinct=1 items=${BASH_REMATCH[1]}; fi
    case ${items,,} in
        'count(*)' | 'count(id)' | 'count(1)') op=count want= ;;
        max\(*) op=max want=${items#*\(} want=${want%\)*} ;;
        sum\(*) op=sum want=${items#*\(} want=${want%\)*} ;;
        *) want=${items//,/ } ;;
    esac
    if [[ ${DB,,} == information_schema ]]; then
        case ${TABLE,,} in
            tables)
                columns='table_schema table_name table_rows engine data_length index_length table_type'
                case "$want $where" in *table_rows* | *data_length* | *'*'*) given=counted ;; esac
                schema_rows "$given"
                ;;
            columns)
                columns='table_schema table_name column_name data_type'
                schema_columns
                ;;
            schemata)
                columns='schema_name'
                database_names
                # shellcheck disable=SC2086 # a list of names
                printf -v REPLY "('%s')\n" $REPLY
                REPLY=${REPLY%$'\n'}
                ;;
            *) sql_fail 1109 42S02 "Unknown table '$TABLE' in information_schema" ;;
        esac
        given=$REPLY
    else
        columns_of "$DIR/$DB/$TABLE"
        columns=$REPLY
    fi
    [[ $want == '*' ]] && want=$columns
    want=${want,,}
    if [[ $op == select ]]; then heading "${want//+([[:space:]])/$'\t'}"; else heading "$items"; fi
    set -- awk -v columns="$columns" -v op="$op" -v want="$want" -v where="$where" \
        -v limit="$limit" -v distinct="$distinct" -f "$W/lib/table.awk"
    if [[ ${DB,,} == information_schema ]]; then
        run_awk select_here "$given" "$@"
    elif [[ $op == count && -z $where ]]; then
        mapfile -t all <"$DIR/$DB/$TABLE.rows"
        printf '%s\n' "${#all[@]}"
    else
        run_awk "$@" "$DIR/$DB/$TABLE.rows"
    fi
}

select_here() { # ROWS AWK...
    if [[ $1 ]]; then "${@:2}" <<<"$1"; else "${@:2}" </dev/null; fi
}

database_names() { # REPLY
    local f names=
    for f in "$DIR"/*/; do
        f=${f%/}
        names+=" ${f##*/}"
    done
    REPLY=${names# }
}

# galera_status LIKE: the share of Galera's status that is asked for
galera_status() {
    local size=0 node name value
    for node in "$DIR"/../controllers/*; do svc_running "${node##*/}" mysql && size=$((size + 1)); done
    for value in "cluster_size $size" 'cluster_status Primary' 'connected ON' 'local_state_comment Synced' 'ready ON'; do
        name=wsrep_${value% *}
        if matches "$1" "$name"; then printf '%s\t%s\n' "$name" "${value#* }"; fi
    done
}

# checksums LIST: of the tables with their names, all of them by one cksum
checksums() {
    local one sum line
    local -a tables=() files=() lines=() names=()
    IFS=, read -r -a names <<<"${1//, /,}"
    for one in "${names[@]}"; do
        one=${one//\`/}
        [[ $one == *.* ]] || one=$CURRENT.$one
        tables+=("$one")
        [[ -s $DIR/${one/.//}.rows ]] && files+=("$DIR/${one/.//}.rows")
    done
    ((${#files[@]})) && mapfile -t lines < <(cksum "${files[@]}")
    heading $'Table\tChecksum'
    for one in "${tables[@]}"; do
        sum=NULL
        [[ -e $DIR/${one/.//}.rows ]] && sum=0
        for line in "${lines[@]}"; do [[ $line == *" $DIR/${one/.//}.rows" ]] && sum=${line%% *}; done
        printf '%s\t%s\n' "$one" "$sum"
    done
}

append_row() { printf '%s\n' "$2" >>"$1"; }

change() { # COMMAND...: a statement that writes
    journal "${STATEMENT:0:60}"
    db_write "$DIR" "$@"
    CHANGED=1
}

# statement TEXT: carries out one
statement() {
    local text=$1 limit='' where=''
    STATEMENT=${text#"${text%%[![:space:]]*}"}
    STATEMENT=${STATEMENT%"${STATEMENT##*[![:space:]]}"}
    text=${STATEMENT//[$'\n\t']/ }
    [[ $text ]] || return 0
    shopt -s nocasematch extglob
    if [[ $text =~ ^show\ databases(\ like\ \'(.*)\')?$ ]]; then
        local like=${BASH_REMATCH[2]-}
        heading Database
        local name
        database_names
        while read -r name; do
            if matches "$like" "$name"; then printf '%s\n' "$name"; fi
        done < <(printf '%s\n' $REPLY information_schema mysql performance_schema | LC_ALL=C sort)
    elif [[ $text =~ ^show\ (full\ )?tables(\ (in|from)\ ([a-z0-9_\`]+))?(\ like\ \'(.*)\')?$ ]]; then
        local db=${BASH_REMATCH[4]:-$CURRENT} like=${BASH_REMATCH[6]-}
        db=${db//\`/}
        [[ -d $DIR/$db ]] || sql_fail 1049 42000 "Unknown database '$db'"
        heading "Tables_in_$db"
        local f
        for f in "$DIR/$db"/*.rows; do
            f=${f##*/}
            f=${f%.rows}
            matches "$like" "$f" && printf '%s\n' "$f"
        done
    elif [[ $text =~ ^checksum\ table\ (.*)$ ]]; then
        checksums "${BASH_REMATCH[1]% extended}"
    elif [[ $text =~ ^show\ (global\ |session\ )?status ]]; then
        heading $'Variable_name\tValue'
        local like=''
        [[ $text =~ like\ [\'\"](.*)[\'\"] ]] && like=${BASH_REMATCH[1]}
        galera_status "$like"
    elif [[ $text =~ ^show\ (global\ |session\ )?variables ]]; then
        heading $'Variable_name\tValue'
    elif [[ $text =~ ^use\ ([a-z0-9_\`]+)$ ]]; then
        CURRENT=${BASH_REMATCH[1]//\`/}
        [[ -d $DIR/$CURRENT ]] || sql_fail 1049 42000 "Unknown database '$CURRENT'"
    elif [[ $text =~ ^(set|flush|lock|unlock|commit|begin|start\ transaction|grant|alter\ table)( |$) ]]; then
        :
    elif [[ $text =~ ^select\ ([0-9]+|@@[a-z_.]+|version\(\)|now\(\))$ ]]; then
        heading "${BASH_REMATCH[1]}"
        case ${BASH_REMATCH[1]} in
            [0-9]*) printf '%s\n' "${BASH_REMATCH[1]}" ;;
            @@hostname) host_of "$ME" && printf '%s\n' "$REPLY" ;;
            now*) printf '%(%F %T)T\n' -1 ;;
            *) printf '5.6.23\n' ;;
        esac
    elif [[ $text =~ ^select\ (.*)$ ]]; then
        local rest=${BASH_REMATCH[1]}
        if [[ $rest =~ ^(.*)\ limit\ ([0-9]+)$ ]]; then rest=${BASH_REMATCH[1]} limit=${BASH_REMATCH[2]}; fi
        if [[ $rest =~ ^(.*)\ order\ by\ [a-z0-9_.,\`\ ]+$ ]]; then rest=${BASH_REMATCH[1]}; fi
        [[ $rest =~ ^([^\(]*(\([^\)]*\))?[^\(]*)\ from\ ((\`[^\`]+\`|[a-z0-9_]+)(\.(\`[^\`]+\`|[a-z0-9_]+))?)(\ where\ (.*))?$ ]] || syntax
        select_from "${BASH_REMATCH[1]}" "${BASH_REMATCH[3]}" "${BASH_REMATCH[8]-}" "$limit"
    elif [[ $text =~ ^update\ ([a-z0-9_.\`]+)\ set\ (.*)$ ]]; then
        local target=${BASH_REMATCH[1]} rest=${BASH_REMATCH[2]}
        if [[ $rest =~ ^(.*)\ where\ (.*)$ ]]; then
            rest=${BASH_REMATCH[1]} where=${BASH_REMATCH[2]}
            if [[ $rest =~ ^(.*)\ where\ (.*)$ ]]; then where="${BASH_REMATCH[2]} where $where" rest=${BASH_REMATCH[1]}; fi
        fi
        table_ref "$target"
        where_text "$where"
        change run_awk table_change "$DIR" "$DB.$TABLE" update "assign=$rest" "where=$REPLY"
    elif [[ $text =~ ^delete\ from\ ([a-z0-9_.\`]+)(\ where\ (.*))?$ ]]; then
        where=${BASH_REMATCH[3]-}
        table_ref "${BASH_REMATCH[1]}"
        where_text "$where"
        change run_awk table_change "$DIR" "$DB.$TABLE" delete "where=$REPLY"
    elif [[ $text =~ ^insert\ (ignore\ )?(into\ )?([a-z0-9_.\`]+)\ *(\([a-z0-9_,\`\ ]+\)\ *)?values\ *(\(.*\))$ ]]; then
        local ignore=${BASH_REMATCH[1]} listed=${BASH_REMATCH[4]} values=${BASH_REMATCH[5]}
        table_ref "${BASH_REMATCH[3]}"
        insert_values "$ignore" "$listed" "$values"
    elif [[ $text =~ ^insert\ (ignore\ )?(into\ )?([a-z0-9_.\`]+)\ *(\([a-z0-9_,\`\ ]+\)\ *)?\(?select\ ([a-z0-9_\`]+)\ *,\ *([0-9]+|\'[^\']*\'|true|false)\ from\ ([a-z0-9_.\`]+)(\ where\ ([^\)]*(\([^\)]*\))?))?\)?$ ]]; then
        local into=${BASH_REMATCH[3]} column=${BASH_REMATCH[5]} literal=${BASH_REMATCH[6]} from=${BASH_REMATCH[7]} row
        where=${BASH_REMATCH[9]-}
        table_ref "$into"
        local target=$DIR/$DB/$TABLE.rows
        table_ref "$from"
        where_text "$where"
        case $literal in true) literal=1 ;; false) literal=0 ;; esac
        table "$DIR" "$DB.$TABLE" values "want=$column" "where=$REPLY" >"$target.new.$$" || syntax
        while IFS= read -r row; do change append_row "$target" "($row,$literal)"; done <"$target.new.$$"
        remove "$target.new.$$"
    elif [[ $text =~ ^insert\ into\ ([a-z0-9_.\`]+)\ *\(select\ b\.\*\ from\ \(select\ (.*)\)\ b\ where\ not\ exists\ \(select\ 1\ from\ ([a-z0-9_.\`]+)\ where\ (.*)\)\)$ ]]; then
        local into=${BASH_REMATCH[1]} literals=${BASH_REMATCH[2]} from=${BASH_REMATCH[3]} found
        where=${BASH_REMATCH[4]}
        table_ref "$from"
        found=$(table "$DIR" "$DB.$TABLE" count "where=$where") || syntax
        table_ref "$into"
        ((found)) || change append_row "$DIR/$DB/$TABLE.rows" "($literals)"
    elif [[ $text =~ ^create\ database\ (if\ not\ exists\ )?([a-z0-9_\`]+) ]]; then
        local name=${BASH_REMATCH[2]//\`/}
        [[ -d $DIR/$name && -z ${BASH_REMATCH[1]} ]] && sql_fail 1007 HY000 "Can't create database '$name'; database exists"
        change folders "$DIR/$name"
    elif [[ $text =~ ^drop\ database\ (if\ exists\ )?([a-z0-9_\`]+)$ ]]; then
        local name=${BASH_REMATCH[2]//\`/}
        if [[ ! -d $DIR/$name ]]; then
            [[ ${BASH_REMATCH[1]} ]] || sql_fail 1008 HY000 "Can't drop database '$name'; database doesn't exist"
        else
            change remove "${DIR:?}/${name:?}"
        fi
    elif [[ $text =~ ^drop\ table\ (if\ exists\ )?([a-z0-9_.\`]+)$ ]]; then
        local name=${BASH_REMATCH[2]//\`/}
        [[ $name == *.* ]] || name=$CURRENT.$name
        [[ -e $DIR/${name/.//}.rows || ${BASH_REMATCH[1]} ]] || sql_fail 1051 42S02 "Unknown table '$name'"
        change remove "$DIR/${name/.//}.rows" "$DIR/${name/.//}.sql"
    elif [[ $text =~ ^create\ table\ (if\ not\ exists\ )?([a-z0-9_.\`]+)\ *\((.*)\) ]]; then
        local name=${BASH_REMATCH[2]//\`/} body=${BASH_REMATCH[3]} column out=
        [[ $name == *.* ]] || name=$CURRENT.$name
        if [[ -e $DIR/${name/.//}.rows ]]; then
            [[ ${BASH_REMATCH[1]} ]] || sql_fail 1050 42S01 "Table '${name#*.}' already exists"
            shopt -u nocasematch
            return 0
        fi
        [[ -d $DIR/${name%%.*} ]] || sql_fail 1049 42000 "Unknown database '${name%%.*}'"
        while IFS= read -r column; do
            column=${column#"${column%%[![:space:]]*}"}
            [[ ${column,,} =~ ^(primary|key|unique|constraint|foreign)\  ]] && continue
            set -- ${column//\`/}
            out+="  \`$1\` ${2:-text},"$'\n'
        done <<<"${body//,/$'\n'}"
        change put_table "$DIR/${name/.//}" "${name#*.}" "${out%,$'\n'}"
    else
        shopt -u nocasematch
        syntax
    fi
    shopt -u nocasematch
}

put_table() { # PATH NAME COLUMN-LINES
    printf 'CREATE TABLE `%s` (\n%s\n) ENGINE=InnoDB DEFAULT CHARSET=utf8;\n' "$2" "$3" >"$1.sql"
    : >"$1.rows"
}

insert_values() { # IGNORE "(names)" "(values)"
    local path=$DIR/$DB/$TABLE values=$3
    if [[ $2 ]]; then
        columns_of "$path"
        values=$(awk -v columns="$REPLY" -v names="$2" -v tuple="$3" -f "$W/lib/insert.awk") || sql_fail 1136 21S01 "Column count doesn't match value count at row 1"
    fi
    if grep -qxF -- "$values" "$path.rows" 2>/dev/null; then
        [[ $1 ]] && return 0
        sql_fail 1062 23000 "Duplicate entry for key 'PRIMARY'"
    fi
    change append_row "$path.rows" "$values"
}

# statements TEXT: split at ; outside quotes
statements() {
    local text=$1 part='' rest quote=0 piece
    while [[ $text == *\;* ]]; do
        piece=${text%%;*}
        text=${text#*;}
        part+=$piece
        rest=${part//[^\']/}
        quote=$((${#rest} % 2))
        if ((quote)); then
            part+=';'
        else
            statement "$part"
            part=
        fi
    done
    statement "$part$text"
}
