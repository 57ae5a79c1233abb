# shellcheck shell=bash
# Files of the system that an upgrade changes, and how they were before.

. ../lib/frame.sh

# backup_of PATH: where the file as it was before Octane is kept, in BACKUP: beside it, except that in interfaces.d every
# visible file is read, so a copy there has to be hidden.
backup_of() {
  BACKUP=$1.octane-before
  case $1 in */interfaces.d/*) BACKUP="${1%/*}/.${1##*/}.octane-before" ;; esac
}

# change_file PATH MODE [COMMAND…]: as `write_file`, and keeps what was there before Octane (a file that wasn't there
# leaves an empty mark with the ending .absent, so that restore_file removes it again)
change_file() {
  local path=$1
  backup_of "$path"
  if [ ! -e "$BACKUP" ] && [ ! -e "$BACKUP.absent" ]; then
    if [ -e "$path" ]; then
      cp -p "$path" "$BACKUP.new"
      mv -f "$BACKUP.new" "$BACKUP"
    else
      : >"$BACKUP.absent"
    fi
  fi
  write_file "$path" "${@:2}"
}

# restore_file PATH: the file is again what it was before Octane; nothing happens if it was never put. What a
# killed attempt left half written goes.
restore_file() {
  backup_of "$1"
  remove_files "$BACKUP.new" "${1%/*}/.${1##*/}.octane-new"
  if [ -e "$BACKUP" ]; then
    mv -f "$BACKUP" "$1"
  elif [ -e "$BACKUP.absent" ]; then
    rm -f "$1" "$BACKUP.absent"
  fi
}

# drop_backup PATH: what is there now is the new normal; nothing of before is kept
drop_backup() {
  backup_of "$1"
  remove_files "$BACKUP" "$BACKUP.absent"
}

# has_files FOLDER: some file is in it or in one of its folders
has_files() {
  local path
  for path in "$1"/* "$1"/*/*; do if [ -f "$path" ]; then return 0; fi; done
  return 1
}
