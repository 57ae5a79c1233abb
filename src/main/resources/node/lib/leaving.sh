# shellcheck shell=bash
# Whether Ceph can do without the OSDs of nodes, asked for every placement group.

. ../lib/frame.sh
. ../lib/ceph.sh

# others_down NODES: OSDs that are down on other hosts. One that is out has no data any more, and one outside of CRUSH never had any.
others_down() {
  local osds
  answer osds all_osds
  NODES=" $1 " awk '
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
      if (!pools) { print "Ceph tells of no pools" >"/dev/stderr"; exit 1 }
      if (!groups) { print "the answer of ceph pg dump has no placement groups" >"/dev/stderr"; exit 1 }
      for (p in worse) print worse[p] " placement groups of pool " p " would have less than min_size " least[p]
    }'
}
