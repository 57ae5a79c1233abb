# shellcheck shell=bash source-path=SCRIPTDIR
# The last look at the whole cloud, before the relation of the two clusters is closed.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/openstack.sh
. ../lib/ceph.sh

status_of() {
  as_admin nova show "$1" 2>/dev/null | awk -F'|' '{ gsub(/ /, "", $2) } $2 == "status" { gsub(/ /, "", $3); print $3 }'
}

# VMs that ran before the nodes moved, still exist and don't run now
silent_vms() {
  local id status running
  running=$(as_admin nova list --all-tenants 1 --status ACTIVE | table_columns ID)
  for id in $(recall_for_pair vms-running); do
    ! grep -qxF "$id" <<<"$running" || continue
    status=$(status_of "$id" || true)
    case $status in '' | ACTIVE | DELETED | SOFT_DELETED) ;; *) echo "$id is $status" ;; esac
  done
}

# computes that nova doesn't use; one that the operator had disabled before was never enabled by Octane
idle_computes() {
  local name line services
  services=$(as_admin nova service-list --binary nova-compute | table_columns Host Status State)
  for name in $COMPUTES; do
    line=$(of_host "$name" <<<"$services")
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
  list=$(silent_vms)
  [ -z "$list" ] || missing "VMs that ran before don't run: ${list//$'\n'/, }"
  list=$(idle_computes)
  [ -z "$list" ] || missing "computes are not in use: ${list//$'\n'/, }"
  ! grep -rqsF 'use_backend maintenance' "${OCTANE_ROOT:-}/etc/haproxy" || missing "haproxy still has the maintenance page"
  if [ -n "$OSD_NODES" ]; then list=$(ask_ceph osd dump); else list=; fi
  [ "$(recall_for_pair noout)" != octane ] || ! grep -q '^flags .*noout' <<<"$list" || missing "Ceph's flag noout is still set"
  result proof.vms "each of the $(recall_for_pair vms-running | grep -c . || true) VMs that ran before and still exist runs"
  result proof.computes "nova-compute is up on $(wc -w <<<"$COMPUTES") computes"
}

act() { wait_until 60 quiet_check || :; }
quiet_check() { (check) 2>/dev/null; }

verify() { check; }

undo() { :; }
