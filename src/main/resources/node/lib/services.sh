# shellcheck shell=bash source-path=SCRIPTDIR
# OpenStack's services under upstart, and apache, which serves keystone and horizon.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh

openstack_jobs() {
  local list name state
  list=$(initctl list) || return
  while read -r name state _; do
    case $name:$state in nova*:start/running* | keystone*:start/running* | heat*:start/running* | \
      neutron*:start/running* | cinder*:start/running* | glance*:start/running*) echo "$name" ;; esac
  done <<<"$list"
}

list_of_services() { echo "$OCTANE_PAIR/services"; }
openstack_stopped() { [ -z "$(openstack_jobs)" ] && ! service apache2 status >/dev/null 2>&1; }

openstack_started() {
  local running name
  running=$(openstack_jobs)
  while read -r name; do
    if [ "$name" = apache2 ]; then
      service apache2 status >/dev/null 2>&1 || return 1
    else
      in_list "$name" "${running//$'\n'/ }" || return 1
    fi
  done <"$(list_of_services)"
}

# Stops what runs, all at once, after it was written down; run again it adds to the list what still ran.
stop_openstack() {
  local name
  {
    recall_for_pair services
    openstack_jobs
    if service apache2 status >/dev/null 2>&1; then echo apache2; fi
  } | sort -u | remember_for_pair services
  for name in $(openstack_jobs); do
    stop "$name" >/dev/null &
  done
  service apache2 stop || true
  wait
  wait_until 60 openstack_stopped || fail "still running: $(openstack_jobs | tr '\n' ' ')"
}

# Starts what stop_openstack wrote down. The list stays: whoever starts again finds everything running.
start_openstack() {
  local running name
  [ -e "$(list_of_services)" ] || return 0
  running=$(openstack_jobs)
  while read -r name; do
    if [ "$name" = apache2 ]; then
      service apache2 start >/dev/null &
    elif ! in_list "$name" "${running//$'\n'/ }"; then
      start "$name" >/dev/null &
    fi
  done <"$(list_of_services)"
  wait
  wait_until 60 openstack_started || fail "not running after the start: $(services_not_started)"
}

services_not_started() {
  local running
  running=$(openstack_jobs)
  grep -vxF -e apache2 -f <(echo "$running") "$(list_of_services)" | tr '\n' ' ' || true
}
