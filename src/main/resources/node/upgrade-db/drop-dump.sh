# shellcheck shell=bash
# The dump of the databases is gone from the node: each of them has the new schema by now, and the way back needs none of it.

. ../lib/frame.sh

readonly DUMP="$OCTANE_STATE/databases.sql.gz"

# dump_files: in FOUND, what is there of it, half-copied ones too
dump_files() {
  local path
  FOUND=()
  for path in "$DUMP" "$DUMP".*; do if [ -e "$path" ]; then FOUND+=("$path"); fi; done
}

check() {
  dump_files
  [ ${#FOUND[@]} -eq 0 ] || missing "the dump of the databases is still on $NODE_NAME"
}

act() {
  dump_files
  [ ${#FOUND[@]} -eq 0 ] || rm -f ${FOUND[@]+"${FOUND[@]}"}
}

verify() { check; }
undo() { :; }
