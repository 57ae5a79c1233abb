# shellcheck shell=bash
# Which machine this is, and what of it somebody is served by: asked right before it loses its system. A program that is not here has
# nothing to tell.

. ../lib/frame.sh
. ../lib/bridges.sh
. ../lib/ports.sh
. ../lib/addresses.sh
. ../lib/pacemaker.sh

# what a controller has of the API, in words
serves() {
  local vip
  case " ${NODE_ROLES:-} " in *controller*) ;; *) return 0 ;; esac
  if command -v crm_mon >/dev/null && cluster_up; then echo "pacemaker running"; fi
  read_own_addresses
  for vip in "${MANAGEMENT_VIP:-}" "${PUBLIC_VIP:-}"; do
    if [ -n "$vip" ] && is_own_address "$vip"; then echo "address $vip"; fi
  done
}

wires() {
  local bridge
  for bridge in $BRIDGES; do
    if device_exists "$bridge"; then outside_ports "$bridge"; fi
  done
}

macs() { ip -o link show | awk '{ for (i = 1; i < NF; i++) if ($i == "link/ether") print tolower($(i + 1)) }' | sort -u; }

# those that run on it, whatever nova believes
vms() { if command -v virsh >/dev/null; then within 60 virsh list | awk '/^ *[0-9]+ +/ { n++ } /^-+$/ { whole = 1 } END { if (!whole) exit 1; print n + 0 }'; else echo 0; fi; }

# what it was deployed with, in its own words
release() {
  local path="${OCTANE_ROOT:-}/etc/astute.yaml"
  if [ -s "$path" ]; then sed -n "s/^openstack_version: *[\"']\{0,1\}\([^\"' ]*\).*/\1/p" "$path"; fi
}

check() {
  local said
  answer said macs
  result macs "$said"
  answer said release
  result release "$said"
  answer said serves
  result serves "${said//$'\n'/, }"
  # of no matter where there is nothing that would be reached by it
  if [ -n "$said" ]; then answer said wires; fi
  result wire "${said//$'\n'/, }"
  answer said vms
  result vms "$said"
}
