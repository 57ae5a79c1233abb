# shellcheck shell=bash
# What nova has on its computes: `enabled up` by host.

. ../lib/frame.sh
. ../lib/openstack.sh

check() {
  local services host status state
  answer services compute_services
  while IFS=$'\t' read -r host status state; do
    if [ -n "$host" ]; then result "compute.${host%%.*}" "$status $state"; fi
  done <<<"$services"
}
