# shellcheck shell=bash
# two Ceph clusters with OSDs: the monitors move to the seed and back, data stays readable, OSDs still react
# limit: 540

ORIGINALS='node-1 node-2 node-3'
SEEDS='node-4 node-5 node-6'
OSDS='node-7 node-8 node-9'
readonly FSID=c5c5c5c5-0000-4000-8000-000000000001 SEED_FSID=d6d6d6d6-0000-4000-8000-000000000002

# shellcheck disable=SC2034 # lib/steps.sh gives them to each step
FACTS=(
  "ORIG_CONTROLLERS=$ORIGINALS" "SEED_CONTROLLERS=$SEEDS" "OSD_NODES=$OSDS" ORIG_FUEL=6.1 SEED_FUEL=7.0
  'ORIG_CONTROLLER_ADDRESSES=node-1=192.168.0.3 node-2=192.168.0.4 node-3=192.168.0.5'
  'SEED_CONTROLLER_ADDRESSES=node-4=192.168.0.3 node-5=192.168.0.4 node-6=192.168.0.5'
)

conf() { # FSID NAMES: as Fuel writes it, but for what the lab's small disks and short times need
  cat <<CONF
[global]
filestore_xattr_use_omap = true
mon_host = 192.168.0.3,192.168.0.4,192.168.0.5
fsid = $1
mon_initial_members = ${2// /, }
auth_supported = cephx
osd_pool_default_size = 2
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pgp_num = 8
public_network = 192.168.0.0/24
cluster_network = 192.168.0.0/24
osd_memory_target = 939524096
osd_pool_default_pg_autoscale_mode = off
osd_heartbeat_grace = 8
osd_heartbeat_interval = 2
mon_data_avail_warn = 2
ms_bind_msgr2 = false
auth_allow_insecure_global_id_reclaim = true

[client]
rbd_cache = True
CONF
}

# cluster FSID "NODE…": three monitors with stores and keys of their own, started by upstart
cluster() {
  local fsid=$1 nodes=$2 first=${2%% *} node number=2 add=()
  for node in $nodes; do add+=(--add "$node" "192.168.0.$((number += 1))"); done
  conf "$fsid" "$nodes" | put "$first" /etc/ceph/ceph.conf 644
  on "$first" bash -ec '
    ceph-authtool --create-keyring /root/mon.keyring --gen-key -n mon. --cap mon "allow *"
    ceph-authtool --create-keyring /etc/ceph/ceph.client.admin.keyring --gen-key -n client.admin \
      --cap mon "allow *" --cap osd "allow *" --cap mgr "allow *"
    ceph-authtool --create-keyring /root/ceph.bootstrap-osd.keyring --gen-key -n client.bootstrap-osd \
      --cap mon "allow profile bootstrap-osd"
    for file in /etc/ceph/ceph.client.admin.keyring /root/ceph.bootstrap-osd.keyring; do
      ceph-authtool /root/mon.keyring --import-keyring "$file"
    done
    monmaptool --fsid "$0" --create "$@" /root/monmap' "$fsid" "${add[@]}" >/dev/null
  for node in $nodes; do
    if [ "$node" != "$first" ]; then
      for file in /etc/ceph/ceph.conf /etc/ceph/ceph.client.admin.keyring /root/mon.keyring /root/monmap \
        /root/ceph.bootstrap-osd.keyring; do
        put "$node" "$file" 600 <"$(root_of "$first")$file"
      done
    fi
    on "$node" bash -ec '
      mkdir -p /var/run/ceph
      ceph-mon --mkfs -i "$0" --monmap /root/monmap --keyring /root/mon.keyring
      : >"/var/lib/ceph/mon/ceph-$0/done"
      : >"/var/lib/ceph/mon/ceph-$0/upstart"
      start ceph-mon "id=$0"' "$node" >/dev/null 2>&1
  done
  within 60 quorum "$first" "$nodes" || stop_case "no quorum of $nodes"
}

ceph_on() { on "$1" ceph --connect-timeout 10 "${@:2}"; }
# shellcheck disable=SC2016 # expanded there
in_quorum() { ceph_on "$1" quorum_status -f json | tool python3 -c 'import json,sys; print(*sorted(json.load(sys.stdin)["quorum_names"]))'; }
quorum() { equal "$(in_quorum "$1")" "$2"; }

# osd NODE ID: on a sparse file
osd() {
  local file
  for file in /etc/ceph/ceph.conf /etc/ceph/ceph.client.admin.keyring; do put "$1" "$file" 600 <"$(root_of node-1)$file"; done
  on "$1" bash -ec '
    mkdir -p /var/run/ceph "/var/lib/ceph/osd/ceph-$0"
    cd "/var/lib/ceph/osd/ceph-$0"
    uuid=$(cat /proc/sys/kernel/random/uuid)
    key=$(ceph-authtool --gen-print-key)
    echo "{\"cephx_secret\": \"$key\"}" | ceph --connect-timeout 20 osd new "$uuid" "$0" -i - >/dev/null
    truncate -s 2G block
    printf "[osd.%s]\n\tkey = %s\n" "$0" "$key" >keyring
    ceph-osd -i "$0" --mkfs --osd-uuid "$uuid" --osd-data "$PWD" >/dev/null 2>&1
    start ceph-osd "id=$0" >/dev/null' "$2"
}

# manager NODE: who tells of placement groups. In the Ceph of a cloud's own time that is the monitors.
manager() {
  on "$1" bash -ec '
    mkdir -p /var/lib/ceph/mgr/ceph-lab
    ceph --connect-timeout 20 auth get-or-create mgr.lab mon "allow profile mgr" osd "allow *" >/var/lib/ceph/mgr/ceph-lab/keyring'
  daemon "$1" /var/log/ceph-mgr.log ceph-mgr -f -i lab
}
placement_groups() { ceph_on "$1" pg dump pgs_brief 2>/dev/null | grep '^[0-9]'; }
all_clean() { # MONITOR
  local groups
  groups=$(placement_groups "$1") || { echo "Ceph tells of no placement group" && return 1; }
  equal "$(grep -vw 'active+clean' <<<"$groups")" ''
}

osds_up() { equal "$(ceph_on "$1" osd stat -f json | tool python3 -c 'import json,sys; print(json.load(sys.stdin)["num_up_osds"])')" "$2"; }
reads() { equal "$(on "$1" timeout 20 rados -p data get "$2" - | sha256sum | cut -d' ' -f1)" "$3"; }
writes() { on "$1" bash -c 'echo "$0" | timeout 20 rados -p data put "$0" -' "$2"; }

# reacts MONITOR: an OSD that ends is down in the map soon, who writes does not wait for it, and it comes back
reacts() {
  on node-9 stop ceph-osd id=2 >/dev/null || return
  within 40 osds_up "$1" 2 || { echo "osd.2 was stopped, and is still up in the map" && return 1; }
  writes "$1" "written-without-osd.2-by-$1-$SECONDS" || { echo "writing hangs without osd.2" && return 1; }
  on node-9 start ceph-osd id=2 >/dev/null || return
  within 40 osds_up "$1" 3 || { echo "osd.2 was started, and does not come up" && return 1; }
}

move_to() { # SIDE: who of the two is in the OSDs' network, as upgrade-control and its undo do it
  local node
  for node in $ORIGINALS; do replug "$node" eth1 "$(if [ "$1" = seed ]; then echo -; else echo wire; fi)"; done
  for node in $SEEDS; do replug "$node" eth1 "$(if [ "$1" = seed ]; then echo wire; else echo isolated; fi)"; done
}

run() {
  local node number sum original_keys seed_store lifting
  switch wire isolated
  # shellcheck disable=SC2086 # lists
  node_up $ORIGINALS $SEEDS $OSDS
  number=2
  for node in $ORIGINALS; do plug "$node" eth1 wire "192.168.0.$((number += 1))/24"; done
  number=2
  for node in $SEEDS; do
    plug "$node" eth1 isolated "192.168.0.$((number += 1))/24"
    bridge "$node" br-mgmt
  done
  for node in $OSDS; do plug "$node" eth1 wire "192.168.0.1${node#node-}/24"; done
  for node in $ORIGINALS $SEEDS $OSDS; do
    give "$node" /usr/local/bin "$LAB_HOME/programs/upstart"
    for number in start stop restart status initctl; do ln "$(root_of "$node")/usr/local/bin/"{upstart,$number}; done
  done
  octane_up
  cluster $FSID "$ORIGINALS"
  cluster $SEED_FSID "$SEEDS"
  number=-1
  for node in $OSDS; do osd "$node" $((number += 1)); done
  within 60 osds_up node-1 3 || stop_case "the OSDs don't come up"
  manager node-7
  ceph_on node-1 osd pool create data 8 >/dev/null 2>&1
  head -c 20000000 /dev/urandom >"$(root_of node-1)/root/data"
  sum=$(sha256sum <"$(root_of node-1)/root/data" | cut -d' ' -f1)
  on node-1 timeout 60 rados -p data put data /root/data
  within 60 all_clean node-1 || stop_case "placement groups don't become clean: $(placement_groups node-1)"
  prove "the original's Ceph serves, reads and reacts before" reacts node-1
  original_keys=$(on node-1 ceph auth get-key client.bootstrap-osd)
  seed_store=$(ceph_on node-4 fsid)

  prove "a monitor that runs is never taken for stopped" asked_often node-2
  prove "and is seen to run" within 10 answers missing node-2 stop-monitor check
  step node-1 noout
  prove "noout is set" matches noout "$(ceph_on node-1 osd dump | grep ^flags)"
  for node in $ORIGINALS; do step "$node" stop-monitor; done
  prove "every monitor of the original is down" not on_each "$ORIGINALS" pgrep -x ceph-mon
  step node-1 pack-monitor-store
  together step "$SEEDS" copy-monitor-store
  together step "$SEEDS" install-monitor
  together step "$SEEDS" start-monitor
  prove "the seed's monitors serve the original's cluster" equal "$(ceph_on node-4 fsid)" $FSID
  prove "all three of them are in quorum" quorum node-4 "$SEEDS"
  step node-4 bootstrap-osd
  prove "Ceph has the seed's key for new OSDs" equal "$(ceph_on node-4 auth get-key client.bootstrap-osd)" \
    "$(on node-4 ceph-authtool /root/ceph.bootstrap-osd.keyring -n client.bootstrap-osd -p)"

  # Before the OSDs hear of their new monitors the map says that they are up, for 15 minutes.
  ask node-4 noout-off check
  prove "noout is not taken for lifted as long as no OSD reports to the seed" equal "$ANSWER" missing
  (tried_step node-4 noout-off && echo "done" || echo "$ANSWER: $SAID") >"$LAB_RUN/lifted" &
  lifting=$!
  sleep 15
  prove "it stays set" matches noout "$(ceph_on node-4 osd dump | grep ^flags)"
  move_to seed
  wait "$lifting" || true
  prove "until they do" equal "$(<"$LAB_RUN/lifted")" "done"
  prove "noout is lifted" not matches noout "$(ceph_on node-4 osd dump | grep ^flags)"
  prove "data is read through the seed's monitors" reads node-4 data "$sum"
  prove "OSDs react to the seed's monitors" reacts node-4
  prove "every placement group is clean" within 60 all_clean node-4
  # The seed's monitors make maps that the original's never see.
  for number in {1..12}; do printf 'osd set nodeep-scrub\nosd unset nodeep-scrub\n'; done | ceph_on node-4 >/dev/null 2>&1
  prove "data is written through the seed's monitors" writes node-4 under-the-seed

  say "        the way back"
  undo node-4 noout-off
  move_to original
  undo node-4 bootstrap-osd
  for node in $SEEDS; do undo "$node" start-monitor; done
  together undo "$SEEDS" install-monitor
  together undo "$SEEDS" copy-monitor-store
  undo node-1 pack-monitor-store
  together undo "$ORIGINALS" stop-monitor
  undo node-1 noout
  prove "the original's monitors are in quorum" quorum node-1 "$ORIGINALS"
  prove "it is the original's cluster" equal "$(ceph_on node-1 fsid)" $FSID
  prove "noout is not set" not matches noout "$(ceph_on node-1 osd dump | grep ^flags)"
  prove "the seed's monitors are its own again" equal "$(ceph_on node-4 fsid)" "$seed_store"
  prove "the original's key for new OSDs is as before" equal "$(on node-1 ceph auth get-key client.bootstrap-osd)" "$original_keys"
  prove "data is read through the original's monitors" reads node-1 data "$sum"
  prove "so is what was written under the seed's" reads node-1 under-the-seed "$(echo under-the-seed | sha256sum | cut -d' ' -f1)"
  prove "OSDs react to the original's monitors" reacts node-1
}

# asked_often NODE: a real ceph-mon, asked for its map while another holds the store, sometimes fails without a word, which is no answer
asked_often() {
  local number
  for number in {1..40}; do
    answers 'missing|busy' "$1" stop-monitor check || { echo "at the question number $number" && return 1; }
  done
}
