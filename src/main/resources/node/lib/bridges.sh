# shellcheck shell=bash
# Bridges, of Linux or of Open vSwitch. Nothing of them is idempotent, so look first; ovs-vsctl waits for ever without
# --timeout.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/files.sh

# those of the networks in which original and seed have the same addresses
# shellcheck disable=SC2034 # scripts use it
BRIDGES="br-ex br-mgmt"

vsctl() { within 20 ovs-vsctl --timeout=10 "$@"; }

# is_ovs BRIDGE: asked once for each bridge; whoever makes one forgets what was known of it. br-exists says no with 2. On a node
# where Open vSwitch has never run, its socket is not there, nor is what it keeps of its bridges.
declare -A BRIDGE_KIND=()
is_ovs() {
  local said
  if [ -z "${BRIDGE_KIND[$1]:-}" ]; then
    BRIDGE_KIND[$1]=linux
    if command -v ovs-vsctl >/dev/null; then
      if answer_unless no=2 'connection failed' said vsctl br-exists "$1"; then
        BRIDGE_KIND[$1]=ovs
      elif [[ $said == *'connection failed'* ]]; then
        if [[ $said != *'(No such file'* ]] || [ -e "${OCTANE_ROOT:-}/etc/openvswitch/conf.db" ]; then
          unknown "Open vSwitch does not run on $NODE_NAME: start it, then try again"
        fi
      fi
    fi
  fi
  [ "${BRIDGE_KIND[$1]}" = ovs ]
}

# OVS only where the bridge is one already or nothing else is there: since 6.1 Fuel makes both with brctl.
on_ovs() { is_ovs "$1" || { ! command -v brctl >/dev/null && command -v ovs-vsctl >/dev/null; }; }

# The ports of a bridge, one a line
bridge_ports() {
  if is_ovs "$1"; then
    vsctl list-ports "$1"
  else
    local table line words number=0
    answer_unless 'does not exist|No such device' table brctl show "$1" || return 0
    while IFS= read -r line; do
      number=$((number + 1))
      read -r -a words <<<"$line" || true
      # in place of an id there may be: can't get info No such device
      if [ "$number" -eq 2 ] && [[ ${words[1]:-} != [0-9a-f][0-9a-f][0-9a-f][0-9a-f].* ]]; then break; fi
      if [ "$number" -eq 2 ] && [ ${#words[@]} -gt 3 ]; then echo "${words[3]}"; fi
      if [ "$number" -gt 2 ] && [ ${#words[@]} -eq 1 ]; then echo "${words[0]}"; fi
    done <<<"$table"
  fi
}

# has_port BRIDGE PORT
has_port() {
  local ports
  # here, since what is learned in a subshell is lost with it
  is_ovs "$1" || :
  answer ports bridge_ports "$1"
  in_list "$2" "${ports//$'\n'/ }"
}

attach_port() {
  if ! has_port "$1" "$2"; then
    if is_ovs "$1"; then vsctl --may-exist add-port "$1" "$2"; else brctl addif "$1" "$2"; fi
  fi
  ip link set up dev "$2"
}

detach_port() {
  if ! has_port "$1" "$2"; then return 0; fi
  if is_ovs "$1"; then vsctl --if-exists del-port "$1" "$2"; else brctl delif "$1" "$2"; fi
}

# link_of DEVICE: what ip says of it in LINK; no where there is none
link_of() { answer_unless 'does not exist|Cannot find device' LINK ip -o link show dev "$1"; }
device_exists() { link_of "$1"; }
device_is_up() {
  local flag='<([^>]*,)?UP[,>]'
  link_of "$1" && [[ $LINK =~ $flag ]]
}

# The interface's file; what is read at the next boot
ifcfg() { echo "${OCTANE_ROOT:-}/etc/network/interfaces.d/ifcfg-$1"; }

# persisted_ports BRIDGE: the ports that its file has, one a line. Fuel writes bridge_ports, for Open vSwitch ovs_ports; ifupdown
# takes a hyphen too.
persisted_ports() {
  awk -v bridge="$1" '
    $1 == "iface" { mine = ($2 == bridge) }
    mine && $1 ~ /^(bridge|ovs)[-_]ports$/ { for (i = 2; i <= NF; i++) if ($i != "none") print $i }' "$(ifcfg "$1")"
}

# persist_ports BRIDGE PORT: the bridge comes up with this port too after a reboot, and not with links among the seed's controllers;
# PORT `none`: with no port at all. Its other ports, such as Fuel's patch to br-floating, stay. What Open vSwitch keeps itself needs no
# line.
persist_ports() {
  local file kind=linux
  file=$(ifcfg "$1")
  [ -e "$file" ] || return 0
  if is_ovs "$1"; then kind=ovs; fi
  change_file "$file" 644 awk -v bridge="$1" -v port="$2" -v kind="$kind" '
    function list(   text, name) {
      if (port == "none") return "none"
      text = (port in had) ? "" : " " port
      for (i = 1; i <= count; i++) text = text " " name_of[i]
      return substr(text, 2)
    }
    NR == FNR {
      if ($1 == "iface") mine = ($2 == bridge)
      if (mine && $1 ~ /^(bridge|ovs)[-_]ports$/)
        for (i = 2; i <= NF; i++)
          if ($i != "none" && $i !~ /^gre[0-9]|--gre-/ && !($i in had)) { had[$i] = 1; name_of[++count] = $i }
      if ($1 == "iface" && $2 == bridge) there = 1
      next
    }
    FNR == 1 { mine = 0 }
    $1 == "iface" { mine = ($2 == bridge) }
    mine && $1 ~ /^(bridge|ovs)[-_]ports$/ {
      if (done++) next
      match($0, /^[ \t]*/)
      if ($1 !~ /^ovs/) print substr($0, 1, RLENGTH) "bridge_ports " list()
      else if (port != "none") print substr($0, 1, RLENGTH) $1 " " list()
      next
    }
    { print }
    END { if (!done && kind == "linux") { if (!there) print "iface " bridge " inet manual"; print "bridge_ports " list() } }' "$file" "$file"
}
