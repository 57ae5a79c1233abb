# shellcheck shell=bash
# The stopped monitor's store, the cluster's configuration and its clients' keys in one archive.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/ceph.sh
. ../lib/monitor.sh

readonly STORE="${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$MON_ID"
readonly ETC="${OCTANE_ROOT:-}/etc/ceph"
readonly ARCHIVE="$OCTANE_STATE/monitor.tar.gz"

# what its checksum was when it was made
noted_sum() {
  local sum
  read -r sum _ <"$ARCHIVE.sha256"
  echo "$sum"
}

packed() {
  local sum
  [ -s "$ARCHIVE" ] && [ -s "$ARCHIVE.sha256" ] || return 1
  answer sum sha256sum "$ARCHIVE"
  [ "${sum%% *}" = "$(noted_sum)" ]
}

check() {
  packed || missing "the store isn't packed"
  result sha256 "$(noted_sum)"
}

act() {
  local keys
  umask 077
  monitor_stopped || refuse "the monitor of $NODE_NAME runs: a copy of its store would miss what it writes"
  [ -d "$STORE" ] || refuse "there is no monitor's store in $STORE"
  rm -f "$ARCHIVE" "$ARCHIVE.sha256"
  answer keys client_keys "$ETC"
  # shellcheck disable=SC2086 # a list of names
  exclusive pack tar -czf "$ARCHIVE.part" -C "$STORE" . -C "$ETC" ceph.conf $keys
  write_file "$ARCHIVE.sha256" 600 sha256sum "$ARCHIVE.part"
  mv -f "$ARCHIVE.part" "$ARCHIVE"
}

verify() {
  local files
  check
  answer files files_in_archive
  in_list ./keyring "${files//$'\n'/ }" || missing "the archive has no monitor's keyring"
}

files_in_archive() { gzip -dc "$ARCHIVE" | tar -t; }

undo() { rm -f "$ARCHIVE" "$ARCHIVE.part" "$ARCHIVE.sha256"; }
