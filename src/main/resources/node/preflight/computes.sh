# shellcheck shell=bash
# What nova has on its computes: `enabled up` by the name that Nailgun has for the node.

. ../lib/frame.sh
. ../lib/hosts.sh
. ../lib/openstack.sh

check() {
  local services host status state
  answer services compute_services
  while IFS=$'\t' read -r host status state; do
    if [ -n "$host" ]; then result "compute.$(name_in "$host" "${COMPUTES:-}")" "$status $state"; fi
  done <<<"$services"
}
