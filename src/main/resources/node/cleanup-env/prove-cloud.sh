# shellcheck shell=bash
# The last look at the whole cloud, before the relation of the two clusters is closed.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh
. ../lib/hosts.sh
. ../lib/openstack.sh
. ../lib/vms.sh
. ../lib/ceph.sh
. ../lib/haproxy.sh

# VMs that ran before the nodes moved, still exist and don't run now
silent_vms() {
  local id status running
  answer running running_vms
  for id in $(recall_for_pair vms-running); do
    ! in_list "$id" "${running//$'\n'/ }" || continue
    answer status vm_status "$id"
    case $status in GONE | ACTIVE | DELETED | SOFT_DELETED) ;; *) echo "$id is $status" ;; esac
  done
}

running_vms() { all_vms | awk -F'\t' '$2 == "ACTIVE" { print $1 }'; }

# computes that nova doesn't use; one that the operator had disabled before was never enabled by Octane
idle_computes() {
  local name line services
  answer services compute_services
  for name in $COMPUTES; do
    answer line of_host "$name" <<<"$services"
    case ${line#*$'\t'} in
      enabled$'\t'up) ;;
      disabled$'\t'up) ! remembers_for_pair "enabled-$name" || echo "$name is disabled" ;;
      *) echo "$name is down" ;;
    esac
  done
}

check() {
  local list
  remembers_for_pair vms-running || missing "it was not recorded which VMs ran before the nodes moved"
  answer list silent_vms
  [ -z "$list" ] || missing "VMs that ran before don't run: ${list//$'\n'/, }"
  answer list idle_computes
  [ -z "$list" ] || missing "computes are not in use: ${list//$'\n'/, }"
  ! has_page || missing "haproxy still has the maintenance page"
  if [ -n "$OSD_NODES" ] && [ "$(recall_for_pair noout)" = octane ] && noout_set; then missing "Ceph's flag noout is still set"; fi
  result proof.vms "each of the $(number_of "$(recall_for_pair vms-running)") VMs that ran before and still exist runs"
  [ -z "$COMPUTES" ] || result proof.computes "nova-compute is up on $(number_of "$COMPUTES") computes"
}

act() { wait_until 60 holds check || :; }

verify() { check; }

undo() { :; }
