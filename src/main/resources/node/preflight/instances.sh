# shellcheck shell=bash source-path=SCRIPTDIR
# VMs that nova has in status ERROR.

. ../lib/frame.sh
. ../lib/openstack.sh

check() {
  local list
  list=$(as_admin nova list --all-tenants 1 --status ERROR | table_columns ID Name)
  result count "$(grep -c . <<<"$list" || true)"
  result instances "$(head -n 5 <<<"$list" | awk -F'\t' 'NF { printf "%s%s (%s)", sep, $1, $2; sep = ", " }')"
}
