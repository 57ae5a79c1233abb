# shellcheck shell=bash source-path=SCRIPTDIR
# The stopped monitor's store, the cluster's configuration and its clients' keys in one archive.

. ../lib/frame.sh
. ../lib/ceph.sh
. ../lib/monitor.sh

readonly STORE="${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME"
readonly ETC="${OCTANE_ROOT:-}/etc/ceph"
readonly ARCHIVE="$OCTANE_STATE/monitor.tar.gz"

packed() { [ -s "$ARCHIVE" ] && [ -s "$ARCHIVE.sha256" ] && [ "$(sha256sum <"$ARCHIVE")" = "$(<"$ARCHIVE.sha256")" ]; }

check() {
  packed || missing "the store isn't packed"
  result sha256 "$(cut -d' ' -f1 "$ARCHIVE.sha256")"
}

act() {
  local keys
  umask 077
  monitor_stopped || refuse "the monitor of $NODE_NAME runs: a copy of its store would miss what it writes"
  [ -d "$STORE" ] || refuse "there is no monitor's store in $STORE"
  rm -f "$ARCHIVE" "$ARCHIVE.sha256"
  keys=$(client_keys "$ETC")
  # shellcheck disable=SC2086 # a list of names
  exclusive pack tar -czf "$ARCHIVE.part" -C "$STORE" . -C "$ETC" ceph.conf $keys
  sha256sum <"$ARCHIVE.part" | write_file "$ARCHIVE.sha256" 600
  mv -f "$ARCHIVE.part" "$ARCHIVE"
}

verify() {
  check
  # not through grep -q: tar would be cut off
  gzip -dc "$ARCHIVE" | tar -t | grep -x './keyring' >/dev/null || missing "the archive has no monitor's keyring"
}

undo() { rm -f "$ARCHIVE" "$ARCHIVE.part" "$ARCHIVE.sha256"; }
