# shellcheck shell=bash
# OpenStack's services under upstart, and apache, which serves keystone and horizon.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh

# openstack_jobs: upstart's jobs of OpenStack that run, one a line. There is always some job: an empty list is no answer.
openstack_jobs() {
  local list name state
  answer list within 60 initctl list
  [ -n "$list" ] || unknown "upstart lists no jobs"
  while read -r name state _; do
    case $name:$state in nova*:start/running* | keystone*:start/running* | heat*:start/running* | \
      neutron*:start/running* | cinder*:start/running* | glance*:start/running*) echo "$name" ;; esac
  done <<<"$list"
}

# apache_runs: the init script says 3 of what is stopped, 1 and 2 of what has died (LSB), 1 of what is not installed
apache_runs() { ask no=1,2,3 within 60 service apache2 status >/dev/null; }

openstack_stopped() {
  local running
  answer running openstack_jobs
  [ -z "$running" ] && ! apache_runs
}

openstack_started() {
  local running name
  answer running openstack_jobs
  for name in $(recall_for_pair services); do
    if [ "$name" = apache2 ]; then
      apache_runs || return 1
    else
      in_list "$name" "${running//$'\n'/ }" || return 1
    fi
  done
}

# what ran before and what runs now, one a line
services_to_start() {
  {
    recall_for_pair services
    openstack_jobs
    if apache_runs; then echo apache2; fi
  } | sort -u
}

# Stops what runs, all at once, after it was written down; run again it adds to the list what still ran. Nothing is written where
# nothing is new: on the way back there may be no room.
stop_openstack() {
  local name running list
  answer list services_to_start
  if ! remembers_for_pair services || [ "$list" != "$(recall_for_pair services)" ]; then remember_for_pair services echo "$list"; fi
  answer running openstack_jobs
  for name in $running; do
    try within 120 stop "$name" >/dev/null &
  done
  try within 120 service apache2 stop
  wait
  wait_until 60 openstack_stopped || fail "still running: $(openstack_jobs | tr '\n' ' ')"
}

# Starts what stop_openstack wrote down. The list stays: whoever starts again finds everything running.
start_openstack() {
  local running name
  remembers_for_pair services || return 0
  answer running openstack_jobs
  for name in $(recall_for_pair services); do
    if [ "$name" = apache2 ]; then
      try within 120 service apache2 start >/dev/null &
    elif ! in_list "$name" "${running//$'\n'/ }"; then
      try within 120 start "$name" >/dev/null &
    fi
  done
  wait
  wait_until 60 openstack_started || fail "not running after the start: $(services_not_started)"
}

services_not_started() {
  local running name
  answer running openstack_jobs
  for name in $(recall_for_pair services); do
    [ "$name" = apache2 ] || in_list "$name" "${running//$'\n'/ }" || printf '%s ' "$name"
  done
}
