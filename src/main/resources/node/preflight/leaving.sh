# shellcheck shell=bash
# What nova and Ceph still have on SUBJECTS, which are about to lose their systems: sentences why they may not, and why not now. Runs on
# a controller of the side that serves.

. ../lib/frame.sh
. ../lib/hosts.sh
. ../lib/openstack.sh
. ../lib/vms.sh
. ../lib/ceph.sh
. ../lib/leaving.sh

NUMBER=0
say() { # refused|busy SENTENCE
  NUMBER=$((NUMBER + 1))
  result "$1.$(printf %03d "$NUMBER")" "$2"
}

not_at_rest() { awk -F'\t' 'NF && $2 !~ /^(SHUTOFF|SHELVED|SHELVED_OFFLOADED|DELETED|SOFT_DELETED)$/ { print $1 " (" $2 ")" }'; }

# compute HOST SERVICES
compute() {
  local line list left host
  answer line of_host "$1" <<<"$2"
  [ -n "$line" ] || { say refused "nova knows no nova-compute on $1" && return 0; }
  host=${line%%$'\t'*}
  line=${line#*$'\t'}
  [ "${line%%$'\t'*}" = disabled ] || say refused "nova may put VMs on $1: its nova-compute is ${line%%$'\t'*}"
  answer list vms_of "$host"
  answer left not_at_rest <<<"$list"
  [ -z "$left" ] || say refused "VMs of $1 are neither elsewhere nor stopped: ${left//$'\n'/, }"
}

# osds: those of SUBJECTS that are up; who is down already is missed by nobody any more
osds() {
  local all up groups danger down
  answer all osds_on "$SUBJECTS"
  answer up awk '$2 == "up" { print $1 }' <<<"$all"
  [ -n "$up" ] || return 0
  answer groups placement_groups
  answer danger endangered "$up" "$groups"
  danger=${danger//$'\n'/; }
  answer down others_down "$SUBJECTS"
  if [ -n "$down" ]; then
    say busy "${down//$'\n'/, } are down elsewhere"
  elif [ -n "$danger" ] && [[ $groups =~ degraded|recover|backfill|remapped|peering ]]; then
    say busy "Ceph is recovering: $danger"
  elif [ -n "$danger" ]; then
    say refused "without the OSDs of $SUBJECTS $danger"
  fi
}

check() {
  local host services=''
  for host in $SUBJECTS; do
    if is_host_in "$host" "${COMPUTES:-}"; then
      [ -n "$services" ] || answer services compute_services
      compute "$host" "$services"
    fi
  done
  [ -z "${OSD_NODES:-}" ] || osds
  [ -n "$SUBJECTS" ] || fail "nobody said which nodes are meant"
  # last: whoever hears of it has heard all
  result asked "$SUBJECTS"
}
