# shellcheck shell=bash
# What nova has on its computes: `enabled up` by host.

check() {
  local services host status state
  services=$(cloud nova service-list --binary nova-compute | columns Host Status State)
  while IFS=$'\t' read -r host status state; do
    if [ -n "$host" ]; then result "compute.${host%%.*}" "$status $state"; fi
  done <<<"$services"
}
