# shellcheck shell=bash
# The seed's nodes get the original's keys: Ceph, Galera and nova trust each other across the move.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/files.sh

readonly KEYS="${OCTANE_ROOT:-}/var/lib/fuel/keys"
readonly FROM="$KEYS/$ORIG_ID" TO="$KEYS/$SEED_ID"

# of none each would be the original's
has_keys() { has_files "$FROM"; }

check() {
  [ -d "$FROM" ] || missing "/var/lib/fuel/keys/$ORIG_ID is not there"
  has_keys || missing "/var/lib/fuel/keys/$ORIG_ID has no keys"
  [ -d "$TO" ] || missing "/var/lib/fuel/keys/$SEED_ID is not there"
  ask diff -r "$FROM" "$TO" >/dev/null || missing "the seed's keys are not the original's"
}

act() {
  [ -d "$FROM" ] || refuse "there is no folder /var/lib/fuel/keys/$ORIG_ID"
  has_keys || refuse "/var/lib/fuel/keys/$ORIG_ID has no keys: restore them from a backup of the master"
  # keys that are there already are somebody else's
  remember "keys-$SEED_ID" :
  rm -rf "$TO.octane-new"
  (umask 077 && cp -a "$FROM" "$TO.octane-new")
  if [ -d "$TO" ] && [ ! -d "$TO.octane-before" ]; then mv -T "$TO" "$TO.octane-before"; fi
  rm -rf "$TO"
  mv -T "$TO.octane-new" "$TO"
}

verify() { check; }

undo() {
  remembers "keys-$SEED_ID" || { forget "keys-$SEED_ID"; return 0; }
  rm -rf "$TO" "$TO.octane-new"
  [ ! -d "$TO.octane-before" ] || mv -T "$TO.octane-before" "$TO"
  forget "keys-$SEED_ID"
}
