# shellcheck shell=bash
# Octane's own small edits of the Fuel master's puppet modules: each is a block between two marks in front of one line. The files
# are replaced as a whole, with what was there before beside them.

. ../lib/frame.sh
. ../lib/files.sh

# times_applied NAME FILE
times_applied() { ask grep -cF "# octane: begin $1" "$2" || :; }

# has_block FILE: some edit of Octane's is in it
has_block() { ask grep -qF '# octane: begin ' "$1"; }

# lines_like REGEX FILE: how many
lines_like() { ask grep -cE -- "$1" "$2" || :; }

# put_block NAME FILE LINE: the block on stdin stands in front of the only line that matches
put_block() {
  local name=$1 file=$2 line=$3 block lines mode
  answer block cat
  answer lines lines_like "$line" "$file"
  [ "$lines" -eq 1 ] ||
    refuse "${file#"${OCTANE_ROOT:-}"} is not as Fuel ships it: no single line matches $line"
  # A file without any mark is an original, maybe a newer one than that kept by an earlier upgrade.
  has_block "$file" || drop_backup "$file"
  answer mode stat -c %a "$file"
  NAME=$name LINE=$line BLOCK=$block change_file "$file" "$mode" awk '
    $0 ~ ENVIRON["LINE"] {
      print "# octane: begin " ENVIRON["NAME"]; print ENVIRON["BLOCK"]; print "# octane: end " ENVIRON["NAME"]
    }
    { print }' "$file"
}

# restore_block FILE: as it was before any block. One without a mark is newer than what was kept.
restore_block() { if has_block "$1"; then restore_file "$1"; else drop_backup "$1"; fi; }
