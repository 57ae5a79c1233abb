# shellcheck shell=bash source-path=SCRIPTDIR
# Octane's own small edits of the Fuel master's puppet modules: each is a block between two marks in front of one line. The files
# are replaced as a whole, with what was there before beside them.

. ../lib/frame.sh
. ../lib/files.sh

# times_applied NAME FILE
times_applied() { grep -cF "# octane: begin $1" "$2" || true; }

# put_block NAME FILE LINE: the block on stdin stands in front of the only line that matches
put_block() {
  local name=$1 file=$2 line=$3 block
  block=$(cat)
  [ "$(grep -cE -- "$line" "$file" || true)" -eq 1 ] ||
    refuse "${file#"${OCTANE_ROOT:-}"} is not as Fuel ships it: no single line matches $line"
  # A file without any mark is an original, maybe a newer one than that kept by an earlier upgrade.
  grep -qF '# octane: begin ' "$file" || drop_backup "$file"
  NAME=$name LINE=$line BLOCK=$block awk '
    $0 ~ ENVIRON["LINE"] {
      print "# octane: begin " ENVIRON["NAME"]; print ENVIRON["BLOCK"]; print "# octane: end " ENVIRON["NAME"]
    }
    { print }' "$file" | change_file "$file" "$(stat -c %a "$file")"
}

# restore_block FILE: as it was before any block. One without a mark is newer than what was kept.
restore_block() { if grep -qF '# octane: begin ' "$1"; then restore_file "$1"; else drop_backup "$1"; fi; }
