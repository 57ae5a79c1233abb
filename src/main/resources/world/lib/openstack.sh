# shellcheck shell=bash
# The services' view of the cloud: which environment a node talks to, who is registered, who is alive, where VMs are.
load db net service levels

# brain_of NODE: environment whose database a node's services work with, in REPLY. A controller: its own. Another node:
# that of whoever holds the address in its nova.conf (the management VIP) where the node looks for it.
brain_of() {
    local env vip holder
    env_of "$1" || return 1
    env=$REPLY
    if [[ -e $CLOUD/env/$env/controllers/$1 ]]; then
        REPLY=$env
        return 0
    fi
    get "$CLOUD/env/$env/mgmt_vip" || return 1
    vip=$REPLY
    node_reach "$1" "$vip" || return 1
    holder=$REPLY
    [[ $holder == gateway ]] && return 1
    env_of "$holder"
}

# connected_to NODE ENV: its services and that environment's controllers hear each other.
connected_to() {
    [[ -e $W/nodes/$1/sim/up ]] || return 1
    brain_of "$1" && [[ $REPLY == "$2" ]]
}

# rows_of DIRECTORY DB.TABLE: its tuples into ROWS, each without brackets and quotes. For tables without commas in values.
rows_of() {
    local i
    ROWS=()
    [[ -r $1/${2/.//}.rows ]] || return 1
    mapfile -t ROWS <"$1/${2/.//}.rows"
    for i in "${!ROWS[@]}"; do
        ROWS[i]=${ROWS[i]#(}
        ROWS[i]=${ROWS[i]%)}
        ROWS[i]=${ROWS[i]//\'/}
    done
}

# register NODE SERVICE: its row in the services (agents) table, as each does when it starts.
register() {
    local dir host row binary=$2 table
    brain_of "$1" || return 0
    dir=$CLOUD/env/$REPLY/db
    host_of "$1"
    host=$REPLY
    case $binary in
        nova-api | nova-novncproxy | neutron-server | cinder-api | cinder-backup) return 0 ;;
        neutron-*)
            binary=${binary/plugin-openvswitch/openvswitch}
            [[ -e $dir/neutron/agents.rows ]] || return 0
            rows_of "$dir" neutron.agents
            for row in "${ROWS[@]}"; do [[ $row == *",$binary,$host,"* ]] && return 0; done
            db_write "$dir" agent_row "$dir" "$host" "$binary"
            return 0
            ;;
        nova-*)
            [[ $binary == nova-compute ]] && sync_power "$dir" "$host"
            table=nova.services
            ;;
        cinder-*) table=cinder.services ;;
    esac
    [[ -e $dir/${table/.//}.rows ]] || return 0
    rows_of "$dir" "$table"
    for row in "${ROWS[@]}"; do [[ $row == *",$host,$binary,"* ]] && return 0; done
    db_write "$dir" service_row "$dir" "$table" "$host" "$binary"
}

# sync_power DIRECTORY HOST: a compute that starts tells nova which of its machines don't run any more
sync_power() {
    local row id where state vm
    [[ -e $1/nova/instances.rows ]] || return 0
    rows_of "$1" nova.instances
    for row in "${ROWS[@]}"; do
        IFS=, read -r _ id _ where state _ <<<"$row"
        [[ $where == "$2" && $state == active ]] && get "$CLOUD/vms/$id" || continue
        vm=${REPLY%% *}
        [[ $vm == stopped ]] || continue
        db_write "$1" table_change "$1" nova.instances update "assign=vm_state='stopped',task_state=NULL,power_state=4" "where=uuid='$id'"
    done
}

agent_row() { # DIRECTORY HOST BINARY
    local type='Metadata agent'
    case $3 in
        neutron-openvswitch-agent) type='Open vSwitch agent' ;;
        neutron-dhcp-agent) type='DHCP agent' ;;
        neutron-l3-agent) type='L3 agent' ;;
    esac
    uuid
    printf "('%s','%s','%s','%s',1)\n" "$REPLY" "$type" "$3" "$2" >>"$1/neutron/agents.rows"
}

service_row() { # DIRECTORY TABLE HOST BINARY
    next_id "$1" "$2"
    printf "(%s,'%s','%s',0,'')\n" "$REPLY" "$3" "$4" >>"$1/${2/.//}.rows"
}

# reports NODE: what runs there says so again, and rows that somebody took away come back
reports() {
    local f
    local -a running=()
    for f in "$W/nodes/$1"/sim/services/{nova,cinder,neutron}-*; do
        svc_running "$1" "${f##*/}" && running+=("${f##*/}")
    done
    register_all "$1" "${running[@]}"
}

# register_all NODE SERVICE...: by one lock
register_all() {
    brain_of "$1" && (($# > 1)) || return 0
    db_write "$CLOUD/env/$REPLY/db" register_each "$@"
}

register_each() {
    local service
    for service in "${@:2}"; do register "$1" "$service"; done
}

# alive HOST BINARY ENV: the daemon runs and its reports reach that environment.
alive() {
    local node name
    id_of "$1" || return 1
    node=$REPLY
    for name in "$2" "${2/neutron-openvswitch/neutron-plugin-openvswitch}"; do
        svc_running "$node" "$name" && connected_to "$node" "$3" && return 0
    done
    return 1
}

# api CLIENT: the cloud that OS_AUTH_URL leads to; ENV DIR HOLDER and RELEASE, or the client's refusal.
api() {
    local url vip file status host
    if [[ -z ${OS_USERNAME-} ]]; then
        die 1 "ERROR (CommandError): You must provide a username or user id via --os-username, --os-user-id, env[OS_USERNAME] or env[OS_USER_ID]"
    fi
    url=${OS_AUTH_URL:?}
    # the clients ask the proxy that the environment names, which does not know the cloud
    [[ -z ${http_proxy-} ]] || refused "$url"
    vip=${url#*//}
    vip=${vip%%[:/]*}
    my_domain "$vip" || refused "$url"
    if [[ $REPLY == phys ]]; then
        file=$CLOUD/api/$vip
    else
        env_of "$ME"
        file=$CLOUD/env/$REPLY/api/$vip
    fi
    [[ -r $file ]] || refused "$url"
    read -r status host RELEASE <"$file"
    case $status in
        200) ;;
        207) ((RANDOM % 2)) && die 1 'ERROR (ServiceUnavailable): Service Unavailable (HTTP 503)' ;;
        *) die 1 'ERROR (ServiceUnavailable): Service Unavailable (HTTP 503)' ;;
    esac
    id_of "$host"
    HOLDER=$REPLY
    env_of "$HOLDER"
    ENV=$REPLY
    DIR=$CLOUD/env/$ENV/db
    get "$DIR/.admin"
    [[ ${OS_PASSWORD-} == "$REPLY" ]] || die 1 'ERROR (Unauthorized): The request you have made requires authentication. (HTTP 401)'
}

refused() { die 1 "ERROR (ConnectionRefused): Unable to establish connection to ${1%/}/tokens"; }

# print_table HEADER ROW...: cells separated by |
print_table() {
    local row i line rule=+ cell
    local -a width=() cells
    for row; do
        IFS='|' read -r -a cells <<<"$row|"
        for i in "${!cells[@]}"; do ((${#cells[i]} > ${width[i]:-0})) && width[i]=${#cells[i]}; done
    done
    for i in "${!width[@]}"; do
        printf -v line '%*s' $((width[i] + 2)) ''
        rule+=${line// /-}+
    done
    printf '%s\n' "$rule"
    local first=1
    for row; do
        IFS='|' read -r -a cells <<<"$row|"
        line='|'
        for i in "${!width[@]}"; do
            printf -v cell ' %-*s |' "${width[i]}" "${cells[i]-}"
            line+=$cell
        done
        printf '%s\n' "$line"
        [[ $first ]] && printf '%s\n' "$rule"
        first=
    done
    printf '%s\n' "$rule"
}

instance_set() { # UUID ASSIGNMENTS
    db_write "$DIR" table_change "$DIR" nova.instances update "assign=$2" "where=uuid='$1'"
}

vm_put() { # UUID STATE HOST: the machine itself; what else its file says stays
    local rest=
    if [[ -r $CLOUD/vms/$1 ]]; then
        { read -r _; IFS= read -r -d '' rest; } <"$CLOUD/vms/$1"
    fi
    put_whole "$CLOUD/vms/$1" "$2 $3"$'\n'"${rest%$'\n'}"
}
