# shellcheck shell=bash
# May the OSDs of $SUBJECTS stop? Asked of Ceph for every placement group: without them none may fall below
# its pool's min_size. Their ids are noted: after the installation the same ones have to be back.
# Runs on a controller.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh

# the ids of the OSDs on the nodes of a list
osds_of() {
  local osds
  answer osds osds_on "$1"
  cut -d' ' -f1 <<<"$osds"
}

# OSDs that are down on other hosts. One that is out has no data any more, and one outside of CRUSH never had any.
others_down() {
  local osds
  answer osds all_osds
  NODES=" $SUBJECTS " awk '
    $5 == "crush" && !index(ENVIRON["NODES"], " " $2 " ") && $3 == "down" && $4 > 0 { print "osd." $1 }' <<<"$osds"
}

# endangered IDS GROUPS: the pools of which placement groups would have less than min_size without these OSDs
endangered() {
  local dump pools
  answer dump ask_ceph osd dump
  answer pools pools_in_dump <<<"$dump"
  know_min_sizes "$pools" "$2"
  {
    echo "$pools"
    echo "$2"
  } | IDS=$1 awk '
    BEGIN { n = split(ENVIRON["IDS"], id, "\n"); for (i = 1; i <= n; i++) leaving[id[i]] = 1 }
    $1 == "pool" { least[$2] = $4; pools++; next }
    $1 !~ /^[0-9]+\.[0-9a-f]+$/ { next }
    {
      groups++
      split($1, pg, ".")
      gsub(/[][]/, "", $5)
      staying = 0
      # 2147483647 stands for a place that no OSD fills
      n = split($5, acting, ",")
      for (i = 1; i <= n; i++) if (acting[i] != "2147483647" && !(acting[i] in leaving)) staying++
      if (staying < least[pg[1]]) worse[pg[1]]++
    }
    END {
      if (pools && !groups) { print "the answer of ceph pg dump has no placement groups" >"/dev/stderr"; exit 1 }
      for (p in worse) print worse[p] " placement groups of pool " p " would have less than min_size " least[p]
    }'
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
  answer down others_down
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
