# shellcheck shell=bash source-path=SCRIPTDIR
# Files of the system that an upgrade changes, and how they were before.

. ../lib/frame.sh

# Where the file as it was before Octane is kept: beside it, except that in interfaces.d every visible
# file is read, so a copy there has to be hidden.
backup_of() {
  case $1 in
    */interfaces.d/*) echo "$(dirname "$1")/.$(basename "$1").octane-before" ;;
    *) echo "$1.octane-before" ;;
  esac
}

# change_file PATH MODE: as `write_file`, and keeps what was there before Octane (a file that wasn't there
# leaves an empty mark with the ending .absent, so that restore_file removes it again)
change_file() {
  local path=$1 before
  before=$(backup_of "$path")
  if [ ! -e "$before" ] && [ ! -e "$before.absent" ]; then
    if [ -e "$path" ]; then
      cp -p "$path" "$before.new"
      mv -f "$before.new" "$before"
    else
      : >"$before.absent"
    fi
  fi
  write_file "$path" "$2"
}

# restore_file PATH: the file is again what it was before Octane; nothing happens if it was never put. What a
# killed attempt left half written goes.
restore_file() {
  local before
  before=$(backup_of "$1")
  rm -f "$before.new" "$(dirname "$1")/.$(basename "$1").octane-new"
  if [ -e "$before" ]; then
    mv -f "$before" "$1"
  elif [ -e "$before.absent" ]; then
    rm -f "$1" "$before.absent"
  fi
}

# drop_backup PATH: what is there now is the new normal; nothing of before is kept
drop_backup() {
  local before
  before=$(backup_of "$1")
  rm -f "$before" "$before.absent"
}
