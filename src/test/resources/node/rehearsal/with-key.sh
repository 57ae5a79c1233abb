# shellcheck shell=bash
# A step that writes down where the key for dumps is while it acts, in FOLDER.

. ../lib/frame.sh
. ../lib/dumps.sh

check() { [ -e "$FOLDER/key" ] || missing "not there"; }

act() {
  env >"$FOLDER/environment"
  tr '\0' ' ' </proc/$$/cmdline >"$FOLDER/command-line"
  cat "$OCTANE_HOME/jobs/$UPGRADE-$STEP/script" >"$FOLDER/script"
  echo "$DUMP_KEY" >"$FOLDER/key"
}

verify() { check; }
undo() { :; }
