# shellcheck shell=bash
# The network in small. A device's domain says whom it reaches: `phys` (the wire), `overlay-<env>` (tunnels between
# isolated nodes of one environment), `local-<node>` (nobody). Equal domain and equal subnet = they reach each other.

# domain_of NODE DEVICE
domain_of() {
    local sim=$W/nodes/$1/sim dev=$2 depth=${3:-0} kind state rest port name overlay=
    REPLY=
    [[ -e $sim/up && $depth -lt 4 && -r $sim/links/$dev ]] || return 1
    read -r kind state rest <"$sim/links/$dev"
    [[ $state == up ]] || return 1
    case $kind in phys | vlan) REPLY=phys && return ;; esac
    for port in "$sim/ports/$dev"/*; do
        name=${port##*/}
        [[ -r $sim/links/$name ]] || continue
        read -r kind state rest <"$sim/links/$name"
        case $kind:$state in
            phys:up | vlan:up) REPLY=phys && return ;;
            gretap:up | gre:up) overlay=1 ;;
            patch:*)
                # rest names the peer port; the bridge it is on leads further
                for peer in "$sim"/ports/*/"${rest%% *}"; do
                    peer=${peer%/*}
                    domain_of "$1" "${peer##*/}" $((depth + 1)) && [[ $REPLY == phys ]] && return
                done
                ;;
        esac
    done
    if [[ $overlay ]]; then
        env_of "$1"
        REPLY=overlay-$REPLY
    else
        REPLY=local-$1
    fi
}

# address_domain NODE ADDRESS: domain of an address or VIP the node has.
address_domain() {
    local f dev rest
    REPLY=
    for f in "$W/nodes/$1/sim/addr/$2" "$W/nodes/$1/sim/vips/$2"; do
        [[ -r $f ]] || continue
        read -r dev rest <"$f"
        domain_of "$1" "$dev"
        return
    done
    return 1
}

# node_domain NODE ADDRESS: the domain in which that node would look for it.
node_domain() {
    local f dev rest sim=$W/nodes/$1/sim
    [[ $1 == master ]] && REPLY=phys && return
    for f in "$sim/addr/${2%.*}".*; do
        read -r dev rest <"$f"
        domain_of "$1" "$dev"
        return
    done
    if get "$sim/route.default"; then
        # via GATEWAY dev DEVICE
        domain_of "$1" "${REPLY##* }"
        return
    fi
    REPLY=
    return 1
}

my_domain() { node_domain "$ME" "$1"; }

# bare_card NODE BRIDGE: a card that was meant for the bridge is up and in none. Linux answers there for the addresses of all its
# devices, unless arp_ignore tells it not to.
bare_card() {
    local sim=$W/nodes/$1/sim card kind state rest
    get "$sim/sysctl/net.ipv4.conf.all.arp_ignore" 0
    [[ $REPLY == 0 && -e $sim/up ]] && get "$sim/wires/$2" || return 1
    card=$REPLY
    get "$sim/links/$card" || return 1
    read -r kind state rest <<<"$REPLY"
    [[ $state == up && $kind =~ ^(phys|vlan)$ ]] || return 1
    for rest in "$sim"/ports/*/"$card"; do return 1; done
    return 0
}

# owners_of ADDRESS DOMAIN: ids of running nodes that have it there, in REPLY.
owners_of() {
    local f node found='' dev
    for f in "$W"/nodes/*/sim/addr/"$1" "$W"/nodes/*/sim/vips/"$1"; do
        node=${f%/sim/*}
        node=${node##*/}
        if address_domain "$node" "$1" && [[ $REPLY == "$2" ]]; then
            found+=" $node"
        elif [[ $2 == phys && $f == */addr/* ]]; then
            read -r dev _ <"$f"
            bare_card "$node" "$dev" && found+=" $node"
        fi
    done
    REPLY=${found# }
    [[ $found ]]
}

# node_reach NODE ADDRESS: id of the node that answers, in REPLY; a node's own addresses answer always.
node_reach() {
    local domain sim=$W/nodes/$1/sim
    if [[ -e $sim/addr/$2 || -e $sim/vips/$2 ]]; then
        REPLY=$1
        return 0
    fi
    node_domain "$1" "$2" || return 1
    domain=$REPLY
    if [[ $domain == phys && -e $CLOUD/gateways/$2 ]]; then
        REPLY=gateway
        return 0
    fi
    owners_of "$2" "$domain" || return 1
    REPLY=${REPLY%% *}
}

reach() { node_reach "$ME" "$1"; }

# check_conflicts NODE: two nodes with one address on the wire is an accident; said once per address and pair.
check_conflicts() {
    local f ip pair
    for f in "$W/nodes/$1"/sim/addr/* "$W/nodes/$1"/sim/vips/*; do
        ip=${f##*/}
        owners_of "$ip" phys || continue
        [[ $REPLY == *" "* && " $REPLY " == *" $1 "* ]] || continue
        pair="$ip on nodes $REPLY"
        if [[ -r $CLOUD/conflicts ]] && grep -qF "$pair" "$CLOUD/conflicts"; then continue; fi
        printf '%s %s\n' "${EPOCHREALTIME%???}" "$pair" >>"$CLOUD/conflicts"
    done
}

# network_changed: to be called after every change of links, ports, addresses of this node.
network_changed() {
    lock
    check_conflicts "$ME"
    if has_role "$ME" controller; then
        load cluster
        refresh_locked
    fi
    unlock
}

port_bridge() { # PORT: bridge it is on, in REPLY
    local f
    for f in "$SIM"/ports/*/"$1"; do
        f=${f%/*}
        REPLY=${f##*/}
        return 0
    done
    REPLY=
    return 1
}

link_kind() { # NAME: kind in REPLY, 1 when there is none
    get "$SIM/links/$1" || return 1
    REPLY=${REPLY%% *}
}

is_bridge() { link_kind "$1" && [[ $REPLY == bridge ]]; }
is_ovs() { link_kind "$1" && [[ $REPLY == ovs ]]; }

set_link_state() { # NAME up|down
    local kind state rest
    read -r kind state rest <"$SIM/links/$1"
    put "$SIM/links/$1" "$kind $2 $rest"
    # a device that goes down takes the default route with it, and coming up doesn't bring it back
    if [[ $2 == down ]] && get "$SIM/route.default" && [[ $REPLY == *" dev $1" ]]; then
        remove "$SIM/route.default"
    fi
}
