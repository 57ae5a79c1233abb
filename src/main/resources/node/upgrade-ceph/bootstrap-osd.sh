# shellcheck shell=bash
# The moved cluster learns the seed's key for new OSDs, so that nodes installed by the seed can join.
# Taking it back is needless: the original's monitors have their own store, which was only read.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh

readonly KEYRING="${OCTANE_ROOT:-}/root/ceph.bootstrap-osd.keyring"

key() { awk '$1 == "key" { print $3 }'; }

known() {
  local entry theirs ours
  answer_unless 'failed to find client.bootstrap-osd|ENOENT' entry ask_ceph auth get client.bootstrap-osd || return 1
  [[ $entry == *'allow profile bootstrap-osd'* ]] || return 1
  [ -e "$KEYRING" ] || return 0
  answer theirs key <<<"$entry"
  answer ours key <"$KEYRING"
  [ -n "$ours" ] || fail "there is no key in $KEYRING"
  [ "$theirs" = "$ours" ]
}

check() { known || missing "the key of client.bootstrap-osd isn't that of the new controllers"; }

act() {
  local copy="$OCTANE_STATE/bootstrap-osd.keyring" code=0
  umask 077
  if [ -e "$KEYRING" ]; then
    # an entry without caps is refused by newer monitors
    cp "$KEYRING" "$copy"
    ask grep -q caps "$copy" || printf '\tcaps mon = "allow profile bootstrap-osd"\n' >>"$copy"
    # it may be known all the same: who looks again finds nothing to do, and the key would lie there
    ask_ceph auth import -i "$copy" || code=$?
    rm -f "$copy"
    [ "$code" -eq 0 ] || fail "Ceph did not say that it has taken the key of client.bootstrap-osd"
  fi
  ask_ceph auth caps client.bootstrap-osd mon 'allow profile bootstrap-osd'
}

verify() { check; }

undo() { forget bootstrap-osd.keyring; }
