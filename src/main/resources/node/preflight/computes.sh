# shellcheck shell=bash source-path=SCRIPTDIR
# What nova has on its computes: `enabled up` by host.

. ../lib/frame.sh
. ../lib/openstack.sh

check() {
  local services host status state
  services=$(as_admin nova service-list --binary nova-compute | table_columns Host Status State)
  while IFS=$'\t' read -r host status state; do
    if [ -n "$host" ]; then result "compute.${host%%.*}" "$status $state"; fi
  done <<<"$services"
}
