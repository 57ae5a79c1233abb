# shellcheck shell=bash
# The command line tools of pacemaker: crm, pcs, cibadmin, crm_mon, crm_resource.
load cluster

BOLD_ERROR=$'\033[31mERROR\033[0m:'
BOLD_INFO=$'\033[32mINFO\033[0m:'

no_cib() {
    printf '%s\n' 'Could not connect to the CIB: Transport endpoint is not connected' \
        'Init failed, could not perform requested operations' >&2
    exit "$1"
}

connected() { cluster_here && cluster_runs "$ME"; }

# look: what is due is carried out first, so that an answer is never older than the transition's time.
look() {
    [[ -e $P/due ]] || return 0
    lock
    settle "$P" && refresh_locked
    unlock
}

# find_resource ID: CLONE PRIM AGENT WHAT of a primitive or of its clone.
find_resource() {
    while read -r CLONE PRIM AGENT WHAT; do
        [[ $PRIM == "$1" || ($CLONE != - && $CLONE == "$1") ]] && return 0
    done <"$P/resources"
    return 1
}

set_target() { # PRIM Started|Stopped
    lock
    put "$P/target/$1" "$2"
    due_in 1
    unlock
}

wait_settled() {
    local tries=0
    while [[ -e $P/due ]] && ((tries++ < 200)); do
        pause 0.1
        look
    done
    return 0
}

nodes_running() { # PRIM: hostnames in REPLY, ids in IDS
    local node names=
    IDS=
    for node in "$P/actual/$1"/*; do
        IDS+=" ${node##*/}"
        host_of "${node##*/}"
        names+=" $REPLY"
    done
    REPLY=${names# }
}

located() { # the id that was asked for
    local host
    nodes_running "$PRIM"
    [[ $REPLY ]] || {
        printf 'resource %s is NOT running\n' "$1" >&2
        return 0
    }
    for host in $REPLY; do printf 'resource %s is running on: %s\n' "$1" "$host"; done
}

member_names() { # online and offline hostnames into ONLINE and OFFLINE
    local node
    ONLINE='' OFFLINE=''
    for node in "$P"/../controllers/*; do
        node=${node##*/}
        host_of "$node"
        if [[ -e $P/joined/$node && -e $W/nodes/$node/sim/up ]]; then ONLINE+=" $REPLY"; else OFFLINE+=" $REPLY"; fi
    done
    ONLINE=${ONLINE# } OFFLINE=${OFFLINE# }
}

failed_here() { [[ -e $P/failed/$1/$2 ]]; }

resource_lines() { # PREFIX ALL: as crm_mon prints them; ALL=1 also the stopped ones
    local clone prim agent what node note tail
    while read -r clone prim agent what; do
        nodes_running "$prim"
        local running=$REPLY ids=$IDS failed='' good=''
        get "$P/target/$prim" Started
        note=
        [[ $REPLY == Stopped ]] && note=disabled
        for node in $ids; do
            host_of "$node"
            if failed_here "$prim" "$node"; then failed=$REPLY; else good+="$REPLY "; fi
        done
        if [[ $clone == - ]]; then
            if [[ $failed ]]; then
                printf '%s* %s\t(%s):\t FAILED %s (%s)\n' "$1" "$prim" "$agent" "$failed" "${note:+$note, }blocked"
            elif [[ $running ]]; then
                printf '%s* %s\t(%s):\t Started %s\n' "$1" "$prim" "$agent" "$running"
            elif [[ $2 == 1 ]]; then
                tail=${note:+ ($note)}
                printf '%s* %s\t(%s):\t Stopped%s\n' "$1" "$prim" "$agent" "$tail"
            fi
        elif [[ $running || $2 == 1 ]]; then
            printf '%s* Clone Set: %s [%s]%s:\n' "$1" "$clone" "$prim" "${note:+ ($note)}"
            [[ $failed ]] && printf '%s  * %s\t(%s):\t FAILED %s (%s)\n' \
                "$1" "$prim" "$agent" "$failed" "${note:+$note, }blocked"
            [[ $good ]] && printf '%s  * Started: [ %s]\n' "$1" "$good"
            [[ -z $running ]] && printf '%s  * Stopped%s: [ %s ]\n' "$1" "${note:+ ($note)}" "$ONLINE"
        fi
    done <"$P/resources"
}

counts() { # CONFIGURED nodes, INSTANCES, DISABLED, BLOCKED
    local clone prim agent what
    CONFIGURED=0 INSTANCES=0 DISABLED=0 BLOCKED=0
    set -- "$P"/../controllers/*
    CONFIGURED=$#
    while read -r clone prim agent what; do
        local n=1
        [[ $clone == - ]] || n=$CONFIGURED
        INSTANCES=$((INSTANCES + n))
        get "$P/target/$prim" Started
        [[ $REPLY == Stopped ]] && DISABLED=$((DISABLED + n))
        set -- "$P/failed/$prim"/*
        BLOCKED=$((BLOCKED + $#))
    done <"$P/resources"
}

summary_lines() { # PREFIX
    local notes=
    counts
    ((DISABLED)) && notes="$DISABLED DISABLED"
    ((BLOCKED)) && notes+="${notes:+, }$BLOCKED BLOCKED from further action due to failure"
    printf "%s* Stack: corosync\n%s* Current DC: %s (version 1.1.12-561c4cf) - partition with quorum\n" \
        "$1" "$1" "${ONLINE%% *}"
    printf '%s* Last updated: %(%a %b %e %H:%M:%S %Y)T\n' "$1" -1
    printf '%s* %d nodes configured\n%s* %d resource instances configured%s\n' \
        "$1" "$CONFIGURED" "$1" "$INSTANCES" "${notes:+ ($notes)}"
}

node_lines() { # PREFIX
    [[ $ONLINE ]] && printf '%s* Online: [ %s ]\n' "$1" "$ONLINE"
    [[ $OFFLINE ]] && printf '%s* OFFLINE: [ %s ]\n' "$1" "$OFFLINE"
    return 0
}

failed_lines() {
    local f prim node head=
    for f in "$P"/failed/*/*; do
        [[ $head ]] || printf '\nFailed Resource Actions:\n'
        head=1
        node=${f##*/}
        prim=${f%/*}
        host_of "$node"
        printf "  * %s stop on %s returned 'error' at %(%a %b %e %H:%M:%S %Y)T after 16ms\n" "${prim##*/}" "$REPLY" -1
    done
}

xml_resource() { # INDENT PRIM AGENT NODE
    local failed=false blocked=false role=Started active=true name=
    if [[ $4 ]]; then
        failed_here "$2" "$4" && failed=true blocked=true
        host_of "$4"
        name=$REPLY
        printf '%s<resource id="%s" resource_agent="%s" role="%s" active="%s" orphaned="false" blocked="%s" managed="true" failed="%s" failure_ignored="false" nodes_running_on="1">\n' \
            "$1" "$2" "$3" "$role" "$active" "$blocked" "$failed"
        printf '%s  <node name="%s" id="%s" cached="true"/>\n%s</resource>\n' "$1" "$name" "$4" "$1"
    else
        printf '%s<resource id="%s" resource_agent="%s" role="Stopped" active="false" orphaned="false" blocked="false" managed="true" failed="false" failure_ignored="false" nodes_running_on="0"/>\n' \
            "$1" "$2" "$3"
    fi
}

xml_status() { # inside of crm_mon's XML
    local clone prim agent what node disabled name online dc=true
    counts
    printf '  <summary>\n    <stack type="corosync"/>\n'
    printf '    <current_dc present="true" version="1.1.12-561c4cf" name="%s" id="1" with_quorum="true" mixed_version="false"/>\n' "${ONLINE%% *}"
    printf '    <last_update time="%(%a %b %e %H:%M:%S %Y)T"/>\n' -1
    printf '    <nodes_configured number="%d"/>\n    <resources_configured number="%d" disabled="%d" blocked="%d"/>\n' \
        "$CONFIGURED" "$INSTANCES" "$DISABLED" "$BLOCKED"
    printf '  </summary>\n  <nodes>\n'
    for node in "$P"/../controllers/*; do
        node=${node##*/}
        host_of "$node"
        name=$REPLY
        online=false
        [[ -e $P/joined/$node && -e $W/nodes/$node/sim/up ]] && online=true
        set -- "$P"/actual/*/"$node"
        printf '    <node name="%s" id="%s" online="%s" standby="false" standby_onfail="false" maintenance="false" pending="false" unclean="false" shutdown="false" expected_up="true" is_dc="%s" resources_running="%d" type="member"/>\n' \
            "$name" "$node" "$online" "$dc" "$#"
        dc=false
    done
    printf '  </nodes>\n  <resources>\n'
    while read -r clone prim agent what; do
        get "$P/target/$prim" Started
        disabled=false
        [[ $REPLY == Stopped ]] && disabled=true
        set -- "$P/actual/$prim"/*
        if [[ $clone == - ]]; then
            xml_resource '    ' "$prim" "$agent" "${1##*/}"
        else
            printf '    <clone id="%s" multi_state="false" unique="false" managed="true" disabled="%s" failed="false" failure_ignored="false">\n' "$clone" "$disabled"
            for node; do xml_resource '      ' "$prim" "$agent" "${node##*/}"; done
            (($#)) || xml_resource '      ' "$prim" "$agent" ''
            printf '    </clone>\n'
        fi
    done <"$P/resources"
    printf '  </resources>\n'
}

cib_primitive() { # INDENT PRIM AGENT CLONE
    local provider=${3#ocf:} type=${3##*:}
    printf '%s<primitive id="%s" class="ocf" provider="%s" type="%s">\n%s  <operations>\n' "$1" "$2" "${provider%%:*}" "$type" "$1"
    printf '%s    <op name="monitor" interval="20" timeout="30" id="%s-monitor-20"/>\n%s  </operations>\n' "$1" "$2" "$1"
    [[ $4 == - ]] && cib_target "$1  " "$2" "$2"
    printf '%s</primitive>\n' "$1"
}

cib_target() { # INDENT PRIM ELEMENT
    get "$P/target/$2" || return 0
    printf '%s<meta_attributes id="%s-meta_attributes">\n%s  <nvpair id="%s-meta_attributes-target-role" name="target-role" value="%s"/>\n%s</meta_attributes>\n' \
        "$1" "$3" "$1" "$3" "$REPLY" "$1"
}

cib_one() { # INDENT, of CLONE PRIM AGENT
    if [[ $CLONE == - ]]; then
        cib_primitive "$1" "$PRIM" "$AGENT" -
        return
    fi
    local element=clone
    [[ $CLONE == master_* ]] && element=master
    printf '%s<%s id="%s">\n' "$1" "$element" "$CLONE"
    cib_target "$1  " "$PRIM" "$CLONE"
    cib_primitive "$1  " "$PRIM" "$AGENT" "$CLONE"
    printf '%s</%s>\n' "$1" "$element"
}

cib_resources() { # INDENT
    printf '%s<resources>\n' "$1"
    while read -r CLONE PRIM AGENT WHAT; do cib_one "$1  "; done <"$P/resources"
    printf '%s</resources>\n' "$1"
}

cib_whole() {
    printf '<cib crm_feature_set="3.0.9" validate-with="pacemaker-2.0" epoch="8" num_updates="84" admin_epoch="0" have-quorum="1">\n  <configuration>\n    <nodes>\n'
    local node
    for node in "$P"/../controllers/*; do
        host_of "${node##*/}"
        printf '      <node id="%s" uname="%s"/>\n' "${node##*/}" "$REPLY"
    done
    printf '    </nodes>\n'
    cib_resources '    '
    printf '    <constraints/>\n  </configuration>\n  <status/>\n</cib>\n'
}
