# shellcheck shell=bash
# VMs that nova has in status ERROR.

check() {
  local list
  list=$(cloud nova list --all-tenants 1 --status ERROR | columns ID Name)
  result count "$(grep -c . <<<"$list" || true)"
  result instances "$(head -n 5 <<<"$list" | awk -F'\t' 'NF { printf "%s%s (%s)", sep, $1, $2; sep = ", " }')"
}
