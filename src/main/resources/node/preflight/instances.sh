# shellcheck shell=bash
# VMs that nova has in status ERROR.

. ../lib/frame.sh
. ../lib/openstack.sh

in_error() { as_admin nova list --all-tenants 1 --status ERROR | table_columns ID Name; }

check() {
  local list number shown
  answer list in_error
  answer number awk 'NF { n++ } END { print n + 0 }' <<<"$list"
  answer shown awk -F'\t' 'NF && NR <= 5 { printf "%s%s (%s)", sep, $1, $2; sep = ", " }' <<<"$list"
  result count "$number"
  result instances "$shown"
}
