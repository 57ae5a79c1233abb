# shellcheck shell=bash
# Where a client of MySQL gets to, and whether it may.
load net service

# mysql_connect TOOL HOST USER PASSWORD: DIR is the data directory. Without a password ~/.my.cnf counts.
mysql_connect() {
    local tool=$1 host=$2 user=$3 password=$4 key value node using=NO prefix=
    [[ $tool == mysql ]] || prefix="$tool: Got error: "
    if [[ -z $password && -r $HOME/.my.cnf ]]; then
        while IFS='=' read -r key value; do
            case ${key// /} in
                user) [[ $user ]] || user=${value//[\" ]/} ;;
                password) password=${value//[\" ]/} ;;
                host) [[ $host ]] || host=${value//[\" ]/} ;;
            esac
        done <"$HOME/.my.cnf"
    fi
    case $host in
        '' | localhost | 127.0.0.1) node=$ME ;;
        *)
            reach "$host" || mysql_fail "$prefix" 2003 "Can't connect to MySQL server on '$host' (113)"
            node=$REPLY
            ;;
    esac
    if ! svc_running "$node" mysql; then
        if [[ $node == "$ME" ]]; then
            mysql_fail "$prefix" 2002 "Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)"
        fi
        mysql_fail "$prefix" 2003 "Can't connect to MySQL server on '$host' (111)"
    fi
    env_of "$node"
    DIR=$CLOUD/env/$REPLY/db
    [[ $password ]] && using=YES
    get "$DIR/.password"
    if [[ ${user:-root} != root || $password != "$REPLY" ]]; then
        if [[ $prefix ]]; then
            die 2 "$prefix 1045: Access denied for user '${user:-root}'@'localhost' (using password: $using) when trying to connect"
        fi
        die 1 "ERROR 1045 (28000): Access denied for user '${user:-root}'@'localhost' (using password: $using)"
    fi
}

mysql_fail() { # PREFIX CODE TEXT
    if [[ $1 ]]; then die 2 "$1 $2: $3 when trying to connect"; fi
    die 1 "ERROR $2 (HY000): $3"
}
