# shellcheck shell=bash
# Which pools would have placement groups below min_size while the OSDs of some hosts are away. Asked of Ceph for
# every placement group, since where the copies lie is CRUSH's affair and not that of the pool's size alone.

. ../lib/frame.sh
. ../lib/ceph.sh

check() {
  local dump osds groups pools
  answer dump ask_ceph osd dump
  answer osds all_osds
  answer groups placement_groups
  answer pools pools_in_dump <<<"$dump"
  know_min_sizes "$pools" "$groups"
  # lines `pool ID NAME MIN_SIZE`, `osd ID NODE`, then the placement groups
  {
    echo "$pools"
    awk '$5 == "crush" { print "osd", $1, $2 }' <<<"$osds"
    echo "$groups"
  } | BATCHES=$BATCHES awk '
    BEGIN {
      batches = split(ENVIRON["BATCHES"], batch, ";")
      for (b = 1; b <= batches; b++) {
        n = split(batch[b], name, " ")
        for (i = 1; i <= n; i++) away[name[i]] = b
      }
    }
    $1 == "pool" { pool[$2] = $3; least[$2] = $4; pools++; next }
    $1 == "osd" { host[$2] = $3; if ($3 in away) seen[$3] = 1; next }
    $1 !~ /^[0-9]+\.[0-9a-f]+$/ { next }
    {
      groups++
      split($1, pg, ".")
      gsub(/[][]/, "", $5)
      split("", gone)
      all = 0
      # 2147483647 stands for a place that no OSD fills
      n = split($5, acting, ",")
      for (i = 1; i <= n; i++) {
        if (acting[i] == "2147483647") continue
        all++
        if (host[acting[i]] in away) gone[away[host[acting[i]]]]++
      }
      if (all < least[pg[1]]) low[pg[1]]++
      for (b in gone) if (all - gone[b] < least[pg[1]]) worse[b, pg[1]]++
    }
    END {
      if (pools && !groups) { print "the answer of ceph pg dump has no placement groups" >"/dev/stderr"; exit 1 }
      for (p in low) print "low", low[p], pool[p], least[p]
      for (both in worse) {
        split(both, part, SUBSEP)
        print "worse", worse[both], pool[part[2]], least[part[2]], batch[part[1]]
      }
      for (h in away) if (!(h in seen)) print "unknown", h
      print "pools", pools + 0, groups + 0
    }' | report
}

report() {
  local kind count name least hosts number=0
  while read -r kind count name least hosts; do
    number=$((number + 1))
    case $kind in
      pools) result pools "$count pools with $name placement groups" ;;
      low) result "problem.$number" "$count placement groups of pool ${name//$'\001'/ } are below min_size $least now" ;;
      worse) result "problem.$number" "without the OSDs of $hosts $count placement groups of pool ${name//$'\001'/ } would be below min_size $least" ;;
      unknown) result "problem.$number" "Ceph knows no OSD on $count" ;;
    esac
  done
}
