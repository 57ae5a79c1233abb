# shellcheck shell=bash
# VMs that nova has in status ERROR.

. ../lib/frame.sh
. ../lib/vms.sh

in_error() { all_vms | awk -F'\t' '$2 == "ERROR" { print $1 "\t" $3 }'; }

check() {
  local list number shown
  answer list in_error
  answer number awk 'NF { n++ } END { print n + 0 }' <<<"$list"
  answer shown awk -F'\t' 'NF && NR <= 5 { printf "%s%s (%s)", sep, $1, $2; sep = ", " }' <<<"$list"
  result count "$number"
  result instances "$shown"
}
