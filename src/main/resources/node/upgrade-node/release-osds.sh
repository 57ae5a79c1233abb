# shellcheck shell=bash
# May the OSDs of $SUBJECTS stop? Asked of Ceph for every placement group: without them none may fall below
# its pool's min_size. Their ids are noted: after the installation the same ones have to be back.
# Runs on a controller.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh
. ../lib/leaving.sh

# the ids of the OSDs on the nodes of a list
osds_of() {
  local osds
  answer osds osds_on "$1"
  cut -d' ' -f1 <<<"$osds"
}

check() {
  local host ids
  for host in $SUBJECTS; do
    remembers_for_pair "osds-$host" || missing "it was not checked yet whether the OSDs of $host may stop"
  done
  for host in $SUBJECTS; do
    ids=$(recall_for_pair "osds-$host")
    result "osds.$host" "${ids//$'\n'/ }"
  done
}

act() {
  local osds groups danger down host fsid
  answer osds osds_of "$SUBJECTS"
  answer groups placement_groups
  answer danger endangered "$osds" "$groups"
  danger=${danger//$'\n'/; }
  answer down others_down "$SUBJECTS"
  # OSDs that are down come back, and Ceph recovers; without either it will never be better than now.
  [ -z "$down" ] || busy "${down//$'\n'/, } are down elsewhere: one failure domain at a time"
  if [ -n "$danger" ]; then
    [[ ! $groups =~ degraded|recover|backfill|remapped|peering ]] || busy "Ceph is recovering: $danger"
    refuse "without the OSDs of $SUBJECTS $danger; move fewer nodes at once, or raise the pool's size"
  fi
  for host in $SUBJECTS; do
    answer osds osds_on "$host"
    [ -n "$osds" ] || refuse "Ceph knows no OSD on $host: see 'ceph osd tree'"
    answer fsid ask_ceph fsid
    [ -n "$fsid" ] || unknown "Ceph does not say its fsid"
    remember_for_pair "fsid-$host" echo "$fsid"
    # those that are dead by now need not come back
    remember_for_pair "osds-up-$host" awk '$2 == "up" { print $1 }' <<<"$osds"
    remember_for_pair "osds-$host" cut -d' ' -f1 <<<"$osds"
  done
}

verify() { check; }

undo() {
  local host
  for host in $SUBJECTS; do
    forget_for_pair "osds-$host"
    forget_for_pair "osds-up-$host"
    forget_for_pair "fsid-$host"
  done
}
