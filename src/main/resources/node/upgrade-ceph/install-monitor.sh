# shellcheck shell=bash
# The original's store under the seed's monitor, with a map of the seed's names at the original's addresses, and
# the keys that the store knows instead of the seed's own.
# A map of another fsid is taken without a word and only the start fails, so the fsid is compared before.
# The seed's own store is set aside, not removed.

. ../lib/frame.sh
. ../lib/files.sh
. ../lib/state.sh
. ../lib/ceph.sh
. ../lib/monitor.sh
. ../lib/sides.sh

readonly MONITORS="${OCTANE_ROOT:-}/var/lib/ceph/mon"
readonly STORE="$MONITORS/ceph-$MON_ID"
readonly OWN="$MONITORS/.ceph-$MON_ID.octane-before"
readonly ETC="${OCTANE_ROOT:-}/etc/ceph"
readonly CONF="$ETC/ceph.conf"
readonly ORIGINAL_ETC="$OCTANE_STATE/original-etc-ceph"
readonly ARCHIVE="$OCTANE_STATE/monitor.tar.gz"
readonly MAP="$OCTANE_STATE/monmap"

# The fsid a map is of; --print names the fsid on a line of its own
fsid_of() { monmaptool --print "$1" | awk '$1 == "fsid" { print $2 }'; }

installed() { [ "$(recall monitor-installed)" = "$SHA256" ]; }

check() { installed || missing "the original's store isn't under the monitor of $NODE_NAME"; }

# The seed's own configuration, naming the original's fsid
conf_with_fsid() {
  awk -v fsid="$1" '/^[ \t]*fsid[ \t]*=/ { next } { print } /^\[global\]/ { print "fsid = " fsid }' "$CONF"
}

act() {
  local fsid pair file files sum options=()
  umask 077
  if installed; then return 0; fi
  must_be_isolated "its monitors' store would be replaced by an older one"
  answer sum sha256sum "$ARCHIVE"
  [ "${sum%% *}" = "$SHA256" ] || refuse "the archive on $NODE_NAME isn't the original's"
  if monitor_runs; then
    remember own-monitor-ran :
    stop_monitor
  fi

  if [ ! -e "$OWN" ] && [ ! -d "$STORE" ]; then remember no-own-store :; fi
  # the own store aside first, and only once: what is in its place later is a half-made copy
  if [ ! -e "$OWN" ] && [ -d "$STORE" ]; then mv "$STORE" "$OWN"; fi
  rm -rf "$STORE" "$STORE.octane-new"
  mkdir "$STORE.octane-new"
  exclusive unpack tar -xzf "$ARCHIVE" -C "$STORE.octane-new"
  mkdir -p "$ORIGINAL_ETC"
  answer files client_keys "$STORE.octane-new"
  for file in ceph.conf $files; do mv -f "$STORE.octane-new/$file" "$ORIGINAL_ETC/"; done
  if [ -d "$OWN" ]; then
    chown --reference="$OWN" "$STORE.octane-new"
    chmod --reference="$OWN" "$STORE.octane-new"
  fi
  case $SEED_FUEL in 6.*) ;; *) mark_for_upstart ;; esac
  mv "$STORE.octane-new" "$STORE"

  within 60 ceph-mon -i "$MON_ID" --extract-monmap "$MAP.original"
  answer fsid fsid_of "$MAP.original"
  [ -n "$fsid" ] || unknown "monmaptool does not say of which cluster the store is"
  if [ "$fsid" != "$FSID" ]; then
    take_out
    start_own
    refuse "the store is of the cluster '$fsid', not of '$FSID'; the node's own monitor is back"
  fi
  for pair in $SEED_CONTROLLER_ADDRESSES; do options+=(--add "$(id_of_monitor "${pair%%=*}")" "${pair#*=}"); done
  monmaptool --fsid "$fsid" --clobber --create ${options[@]+"${options[@]}"} "$MAP"
  answer sum fsid_of "$MAP"
  [ "$sum" = "$fsid" ] || fail "monmaptool made a map of another fsid"
  change_file "$CONF" 644 conf_with_fsid "$fsid"
  answer files client_keys "$ORIGINAL_ETC"
  for file in $files; do
    answer sum stat -c %a "$ORIGINAL_ETC/$file"
    change_file "$ETC/$file" "$sum" cat "$ORIGINAL_ETC/$file"
  done
  within 60 ceph-mon -i "$MON_ID" --inject-monmap "$MAP"
  remember monitor-installed echo "$SHA256"
}

# id_of_monitor NAME: of the controller with that name
id_of_monitor() { if [ "$1" = "$NODE_NAME" ]; then echo "$MON_ID"; else echo "${1%%.*}"; fi; }

mark_for_upstart() {
  rm -f "$STORE.octane-new/sysvinit"
  : >"$STORE.octane-new/upstart"
}

verify() {
  local pair fsid map="$MAP.check"
  check
  # a running monitor holds its store's lock, and what it is then shows in the quorum
  if monitor_runs; then return 0; fi
  within 60 ceph-mon -i "$MON_ID" --extract-monmap "$map"
  answer fsid fsid_of "$map"
  [ "$fsid" = "$FSID" ] || missing "the store's map is not of the cluster $FSID"
  for pair in $SEED_CONTROLLER_ADDRESSES; do
    output_matches "(^|[ :])${pair#*=}:.* mon\.$(id_of_monitor "${pair%%=*}")$" monmaptool --print "$map" ||
      missing "the store's map doesn't have mon.${pair%%=*} at ${pair#*=}"
  done
}

# The seed's own monitor, as it ran before
start_own() {
  remembers own-monitor-ran || { forget own-monitor-ran; return 0; }
  monitor_runs || start_monitor
  wait_until 120 are_in_quorum "$NODE_NAME" || fail "the own monitor of $NODE_NAME doesn't come into quorum again"
  forget own-monitor-ran
}

undo() {
  take_out
  start_own
  # by its own key again
  if remembers gateway; then within 120 service radosgw restart; fi
  forget gateway
  forget_for_pair seed-osdmap
}

take_out() {
  local file files
  # the own one, started by an undo that was cut short, may be up already
  if { [ -d "$OWN" ] || remembers no-own-store; } && monitor_runs; then stop_monitor; fi
  if remembers no-own-store; then rm -rf "$STORE"; fi
  if [ -d "$OWN" ]; then
    rm -rf "$STORE"
    mv "$OWN" "$STORE"
  fi
  rm -rf "$STORE.octane-new"
  restore_file "$CONF"
  answer files client_keys "$ORIGINAL_ETC"
  for file in $files; do restore_file "$ETC/$file"; done
  rm -rf "$ORIGINAL_ETC"
  forget monitor-installed
  forget no-own-store
  rm -f "$MAP" "$MAP.original" "$MAP.check" "$OCTANE_STATE/monmap.probe"
}
