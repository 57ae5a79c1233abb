# shellcheck shell=bash
# Dumps of databases. On a disk one lies sealed alone, by a key of its upgrade: that comes with the script from the server, which
# keeps it; no program inherits it, no command line and no file of a node ever has it. Nodes have the openssl of 2012, and each later
# one reads what that has sealed.

. ../lib/frame.sh

# as long as a dump, and its way into MySQL, may take: less than the steps that do it may, so that the cause is told
DUMPING=${DUMPING:-14000}
LOADING=25000

export -n DUMP_KEY="${DUMP_KEY:-}"

has_key() {
  [ -n "$DUMP_KEY" ] || fail "the key for dumps is not known: Octane's server has it"
  command -v openssl >/dev/null || fail "openssl is not installed on $NODE_NAME"
}

# with_key OPTIONS: what is on standard input, sealed or unsealed. Later ones warn that a password is no key; this is none.
with_key() { openssl enc -aes-256-cbc -md sha256 "$@" -pass fd:3 3< <(printf '%s\n' "$DUMP_KEY") 2>/dev/null; }

seal() { with_key -e -salt; }
unseal() { with_key -d; }

# unsealed FILE: what was sealed in there; a dump of an Octane that did not seal is printed as it is
unsealed() {
  local head=
  IFS= LC_ALL=C read -r -d '' -n 8 head <"$1" || :
  if [ "$head" = Salted__ ]; then
    has_key
    unseal <"$1"
  else
    cat "$1"
  fi
}

# sum_of FILE: its SHA-256, then its name. openssl uses what the processor has for that, sha256sum of most releases does not.
sum_of() { openssl dgst -sha256 -r "$1"; }

# dump_databases NAMES FILE: these databases, gzipped and sealed, beside it FILE.sha256; where that fails, or it isn't whole, nothing is
# left of it, and the cause is told. On its way to the disk it is summed, opened and read to its end as whoever restores it would: so what
# has that sum is whole.
dump_databases() {
  local code=0 complaint="$OCTANE_STATE/mysqldump.err" why='' line end=''
  umask 077
  has_key
  # A file that tee wrote could fill the disk, and tee would go on.
  # shellcheck disable=SC2086 # a list of names
  within "$DUMPING" mysqldump --add-drop-database --lock-all-tables --host localhost --databases $1 2>"$complaint" |
    gzip -1 | seal | { tee "/dev/fd/6" | cat >"$2"; } 6>&1 |
    { tee "/dev/fd/6" | openssl dgst -sha256 -r >"$2.sha256"; } 6>&1 | unseal | gzip -dc 2>/dev/null | tail -n 5 >"$complaint.end" || code=$?
  if [ -e "$complaint.end" ]; then
    while IFS= read -r line; do case $line in '-- Dump completed'*) end=$line ;; esac done <"$complaint.end"
  fi
  # its last word is the cause
  while IFS= read -r line; do why=$line; done <"$complaint"
  case $code in 124 | 137) why="it did not end within $DUMPING s, or was killed" ;; esac
  why=${why:0:300}
  rm -f "$complaint" "$complaint.end"
  if [ "$code" -eq 0 ] && [ -n "$end" ]; then return 0; fi
  rm -rf "$2" "$2.sha256"
  [ "$code" -ne 0 ] || fail "the dump is incomplete: its last line is missing"
  fail "mysqldump failed: ${why:-is there free space in $OCTANE_STATE?}"
}

# load_databases FILE: a whole dump into MySQL. A failing statement holds table data: only its head is kept.
load_databases() {
  local complaint="$OCTANE_STATE/mysql.err" code=0 why='' line
  unsealed "$1" | gzip -dc | within "$LOADING" mysql 2>"$complaint" || code=$?
  while IFS= read -r line; do
    if [[ $line =~ ^ERROR\ [0-9]+\ \([^\)]*\)(\ at\ line\ [0-9]+)? ]]; then why=${BASH_REMATCH[0]}; fi
  done <"$complaint"
  rm -f "$complaint"
  case $code in 124 | 137) why="mysql did not end within $LOADING s, or was killed" ;; esac
  [ "$code" -eq 0 ] || fail "the dump could not be restored: ${why:-mysql ended with $code}"
}

# is_complete_dump FILE: mysqldump's last line is the only mark of a whole one; a cut one restores without an error. BROKEN is `yes` where
# gzip could not read it to its end.
is_complete_dump() {
  local end
  answer end end_of_dump "$1"
  BROKEN=no
  if [[ $end == *$'\nbroken' ]]; then BROKEN=yes; fi
  [[ $BROKEN = no && $'\n'$end == *$'\n-- Dump completed'* ]]
}

# Its last lines, and one more that says so if gzip finds it broken. openssl tells no broken file from one that it could not read.
end_of_dump() {
  local codes='0 0 0'
  unsealed "$1" | gzip -dc | tail -n 5 || codes="${PIPESTATUS[0]} ${PIPESTATUS[1]} ${PIPESTATUS[2]}"
  case $codes in
    '0 0 0') ;;
    '0 1 0') printf '\nbroken\n' ;;
    *) unknown "the dump could not be read: openssl, gzip and tail ended with $codes" ;;
  esac
}
