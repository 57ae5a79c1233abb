# shellcheck shell=bash
# The memory of the computes as nova reckons: `FREE USED` in MiB by the name that Nailgun has for the node. One call for each, several at a time.

. ../lib/frame.sh
. ../lib/hosts.sh
. ../lib/openstack.sh

readonly AT_ONCE=12

# The client's table of one hypervisor as a line; half of it is no answer
describe='set -o pipefail; nova hypervisor-show "$1" | awk -F"|" '\''
  { for (i = 2; i < NF; i++) gsub(/^ +| +$/, "", $i) }
  $2 == "hypervisor_hostname" { host = $3 }
  $2 == "free_ram_mb" { free = $3 }
  $2 == "memory_mb_used" { used = $3 }
  END { if (host == "" || free == "" || used == "") exit 1; print host, free, used }'\'

hypervisors() { as_admin nova hypervisor-list | table_columns ID; }

check() {
  local ids lines host free used
  answer ids hypervisors
  [ -n "$ids" ] || fail "nova has no hypervisor"
  answer lines as_admin xargs -n 1 -P "$AT_ONCE" bash -c "$describe" describe <<<"$ids"
  while read -r host free used; do
    result "memory.$(name_in "$host" "${COMPUTES:-}")" "$free $used"
  done <<<"$lines"
}
