# shellcheck shell=bash
# What the services' own migrations leave undone in databases that come from an older Fuel.

. ../lib/frame.sh
. ../lib/mysql.sh

# the network that Fuel maps to br-ex
EXTERNAL=physnet1
CINDER_CONF="${OCTANE_ROOT:-}/etc/cinder/cinder.conf"

# unrepaired DATABASE: a line for each thing that is still to be done
unrepaired() {
  case $1 in
    neutron) unrepaired_networks ;;
    cinder) unnamed_hosts ;;
  esac
}

# repair_database NAME
repair_database() {
  case $1 in
    neutron) repair_networks ;;
    cinder) rename_hosts ;;
  esac
}

# is_past FUEL: the original is of an older Fuel, and the seed of this one or a newer
is_past() { [ "${ORIG_FUEL%%.*}" -lt "$1" ] && [ "${SEED_FUEL%%.*}" -ge "$1" ]; }

# ---- neutron: since Kilo a network says whether its ports have security, and none without such a row gets a port; since Fuel 8.0
# external networks are flat on the bridge to the public network

rows_in() {
  local said
  answer said sql "SELECT COUNT(*) FROM $1"
  [[ $said =~ ^[0-9]+$ ]] || unknown "MySQL does not count ${1%% *}: ${said:0:80}"
  echo "$said"
}

unrepaired_networks() {
  local tables count flat
  answer tables tables_of neutron
  case $'\n'$tables$'\n' in
    *$'\nnetworksecuritybindings\n'*)
      answer count rows_in "neutron.networks WHERE id NOT IN (SELECT network_id FROM neutron.networksecuritybindings)"
      [ "$count" -eq 0 ] || echo "$count networks do not say whether their ports have security"
      ;;
  esac
  is_past 8 || return 0
  # without this driver neutron has no such tables
  case $'\n'$tables$'\n' in *$'\nml2_network_segments\n'*) ;; *) return 0 ;; esac
  answer count rows_in "neutron.ml2_network_segments WHERE network_id IN (SELECT network_id FROM neutron.externalnetworks)"
  [ "$count" -gt 0 ] || return 0
  answer flat rows_in "neutron.ml2_network_segments WHERE network_type='flat' AND physical_network='$EXTERNAL' AND network_id IN (SELECT network_id FROM neutron.externalnetworks)"
  [ "$flat" -eq "$count" ] || echo "$((count - flat)) external networks are not flat on $EXTERNAL"
  answer count rows_in "neutron.ml2_flat_allocations WHERE physical_network='$EXTERNAL'"
  [ "$count" -gt 0 ] || echo "$EXTERNAL is not allocated"
}

repair_networks() {
  local todo
  answer todo unrepaired_networks
  while IFS= read -r todo; do
    case $todo in
      *'have security') sql "INSERT INTO neutron.networksecuritybindings SELECT id, 1 FROM neutron.networks WHERE id NOT IN (SELECT network_id FROM neutron.networksecuritybindings)" ;;
      *'are not flat'*) sql "UPDATE neutron.ml2_network_segments SET network_type='flat', physical_network='$EXTERNAL', segmentation_id=NULL WHERE network_id IN (SELECT network_id FROM neutron.externalnetworks)" ;;
      *'is not allocated') sql "INSERT INTO neutron.ml2_flat_allocations (physical_network) VALUES ('$EXTERNAL')" ;;
    esac
  done <<<"$todo"
}

# ---- cinder: until Fuel 7.0 the host of a volume is HOST#NAME, since 8.0 HOST@BACKEND#NAME

# unnamed_hosts: a line `HOST NEW` for each host of volumes that cinder does not know any more; NEW is `-` where its settings have no
# backend for it
unnamed_hosts() {
  local hosts host
  is_past 8 || return 0
  answer hosts sql "SELECT DISTINCT host FROM cinder.volumes WHERE deleted=0"
  while IFS= read -r host; do
    case $host in
      '' | NULL | *@*) ;;
      *) echo "$host $(backend_of "${host%%#*}")" ;;
    esac
  done <<<"$hosts"
}

# backend_of HOST: in cinder's settings, or `-`
backend_of() {
  local found=''
  if [ -e "$CINDER_CONF" ]; then
    answer found awk -F' *= *' -v host="$1" '
      function flush() { if (section in enabled && at == host) print host "@" section "#" (name == "" ? section : name); at = ""; name = "" }
      { gsub(/^[ \t]+|[ \t]+$/, "") }
      /^\[/ { flush(); section = substr($0, 2, length($0) - 2); next }
      $1 == "enabled_backends" { n = split($2, list, / *, */); for (i = 1; i <= n; i++) enabled[list[i]] = 1 }
      $1 == "backend_host" || $1 == "host" && section != "DEFAULT" { at = $2 }
      $1 == "volume_backend_name" { name = $2 }
      END { flush() }' "$CINDER_CONF"
  fi
  echo "${found:--}"
}

rename_hosts() {
  local hosts host new
  answer hosts unnamed_hosts
  [[ $hosts$'\n' != *' -'$'\n'* ]] ||
    fail "cinder's settings on $NODE_NAME have no backend for volumes of these hosts: $(awk '$2 == "-" { print $1 }' <<<"$hosts" | tr '\n' ' ')"
  while read -r host new; do
    [ -z "$host" ] || within 600 cinder-manage volume update_host --currenthost "$host" --newhost "$new"
  done <<<"$hosts"
}
