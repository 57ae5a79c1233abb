# shellcheck shell=bash
# The Fuel master keeps each environment's keys in a folder of its own; the original's have to be there,
# since the seed takes them over.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/files.sh

readonly KEYS="${OCTANE_ROOT:-}/var/lib/fuel/keys"

# those of the original, if the master is made ready for one; a folder without any is none
has_keys() { [ "$ORIG_ID" = 0 ] || has_files "$KEYS/$ORIG_ID"; }

check() {
  [ -d "$KEYS" ] || missing "there is no folder /var/lib/fuel/keys"
  has_keys || missing "the original's keys are not in /var/lib/fuel/keys/$ORIG_ID"
}

act() {
  if [ ! -d "$KEYS" ]; then
    remember keys-folder-made :
    (umask 022 && mkdir -p "$KEYS")
  fi
  has_keys || refuse "the keys of environment $ORIG_ID are missing in /var/lib/fuel/keys: the seed would \
get others, and its nodes could not reach the original's; restore them from a backup of the master"
}

verify() { check; }

undo() {
  # one that has keys by now is in use
  if remembers keys-folder-made && [ -d "$KEYS" ] && ! compgen -G "$KEYS/*" >/dev/null; then rmdir "$KEYS"; fi
  forget keys-folder-made
}
