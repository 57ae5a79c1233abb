# shellcheck shell=bash
# What every node script has at hand. It arrives on the stdin of one `bash -s`, after the quoted
# assignments and before the script itself; the last line is `main PHASE </dev/null`, since a child
# that reads stdin would otherwise swallow the rest of the script.
#
# A script defines check, act, verify and undo. Exit codes: 0 done; 3 missing (the effect is not there
# or not proved); 4 refused (will never work); 75 busy (try later); anything else failed, tried again.
# A result is one line on stdout, `octane-result KEY VALUE`; everything else printed is the log, and the
# last line on stderr is the failure's sentence.

set -euo pipefail

readonly OCTANE_HOME="${OCTANE_ROOT:-}/var/lib/octane"
# what this upgrade remembers on this node
readonly OCTANE_STATE="$OCTANE_HOME/upgrade-${UPGRADE:-0}"

# ---- verdicts

verdict() {
  # Programs end with 3, 4 and 75 too (ceph's exit codes are errno, `service x status` says 3):
  # only a code that was spoken here keeps its meaning.
  echo "$1" >"$OCTANE_HOME/verdict.$$" || true
  echo "$2" >&2
  exit "$1"
}
missing() { verdict 3 "$*"; }
refuse() { verdict 4 "$*"; }
busy() { verdict 75 "$*"; }
fail() {
  echo "$*" >&2
  exit 1
}

# result KEY VALUE: stored with the step; keys under `proof.` are sentences for the operator
result() {
  [[ $1 =~ ^[a-z0-9._-]+$ ]] || fail "'$1' is no name of a result"
  printf 'octane-result %s %s\n' "$1" "${2//$'\n'/ }"
}

# ---- the frame

main() {
  local phase=$1
  case $phase in check | act | verify | undo) ;; *) refuse "there is no phase '$phase'" ;; esac
  mkdir -p "$OCTANE_HOME/fence"
  chmod 700 "$OCTANE_HOME"
  rm -f "$OCTANE_HOME/verdict.$$"
  trap leave EXIT
  trap 'echo "line $LINENO of $phase ended with $?: $BASH_COMMAND"' ERR
  # One lock a step: two evacuations may drive one controller at once, two attempts of one step may not.
  exec 9>>"$OCTANE_HOME/fence/${UPGRADE:-0}-${STEP:-0}.lock"
  flock -w 5 9 || busy "another attempt is at work on ${NODE_NAME:-this node}"
  fence
  mkdir -p "$OCTANE_STATE"
  # Children don't inherit the lock: a service started here would keep it for ever.
  "$phase" 9>&-
}

leave() {
  local code=$? spoken=
  [ ! -s "$OCTANE_HOME/verdict.$$" ] || spoken=$(<"$OCTANE_HOME/verdict.$$")
  rm -f "$OCTANE_HOME/verdict.$$"
  case $code in 3 | 4 | 75) [ "$spoken" = "$code" ] || exit 1 ;; esac
  exit "$code"
}

# An attempt that was overtaken (its instance was paused or cut off) changes nothing any more.
fence() {
  local file="$OCTANE_HOME/fence/${UPGRADE:-0}-${STEP:-0}" highest=0
  [ ! -s "$file" ] || highest=$(<"$file")
  [ "${FENCE:-0}" -ge "$highest" ] || refuse "attempt with fence $FENCE was overtaken by one with $highest"
  [ "${FENCE:-0}" -eq "$highest" ] || replace "$file" 600 <<<"$FENCE"
}

# exclusive NAME COMMAND…: never beside another of the same NAME, not even beside what a killed attempt
# left running: unlike the lock of `main` this one is inherited, so it ends with the last child.
exclusive() {
  local name=$1
  shift
  (
    flock -w 20 8 || busy "$name of an earlier attempt is still running"
    "$@"
  ) 8>>"$OCTANE_HOME/$name.lock"
}

# ---- files: whole, atomic replacement

# replace PATH MODE: stdin becomes the file, owner as before, nothing kept
replace() {
  local path=$1 mode=$2 new
  new="$(dirname "$path")/.$(basename "$path").octane-new"
  rm -f "$new"
  (umask 077 && cat >"$new")
  [ ! -e "$path" ] || chown --reference="$path" "$new"
  chmod "$mode" "$new"
  mv -f "$new" "$path"
}

# Where the file as it was before Octane is kept: beside it, except that in interfaces.d every visible
# file is read, so a copy there has to be hidden.
before_of() {
  case $1 in
    */interfaces.d/*) echo "$(dirname "$1")/.$(basename "$1").octane-before" ;;
    *) echo "$1.octane-before" ;;
  esac
}

# put_file PATH MODE: as `replace`, and keeps what was there before Octane (a file that wasn't there
# leaves an empty mark with the ending .absent, so that restore_file removes it again)
put_file() {
  local path=$1 before
  before=$(before_of "$path")
  if [ ! -e "$before" ] && [ ! -e "$before.absent" ]; then
    if [ -e "$path" ]; then
      cp -p "$path" "$before.new"
      mv -f "$before.new" "$before"
    else
      : >"$before.absent"
    fi
  fi
  replace "$path" "$2"
}

# restore_file PATH: the file is again what it was before Octane; nothing happens if it was never put
restore_file() {
  local before
  before=$(before_of "$1")
  if [ -e "$before" ]; then
    mv -f "$before" "$1"
  elif [ -e "$before.absent" ]; then
    rm -f "$1" "$before.absent"
  fi
}

# keep_file PATH: what is there now is the new normal; nothing of before is kept
keep_file() {
  local before
  before=$(before_of "$1")
  rm -f "$before" "$before.absent"
}

# ---- memory of this upgrade on this node: small files of mode 600

remember() { replace "$OCTANE_STATE/$1" 600; }
remembers() { [ -e "$OCTANE_STATE/$1" ]; }
recall() { if [ -e "$OCTANE_STATE/$1" ]; then cat "$OCTANE_STATE/$1"; fi; }
forget() { rm -f "$OCTANE_STATE/$1"; }

# ---- memory of the pair of clusters on this node: stages may run as upgrades of their own

readonly OCTANE_PAIR="$OCTANE_HOME/clusters-${ORIG_ID:-0}-${SEED_ID:-0}"

note() {
  mkdir -p "$OCTANE_PAIR"
  replace "$OCTANE_PAIR/$1" 600
}
noted() { [ -e "$OCTANE_PAIR/$1" ]; }
notes() { if noted "$1"; then cat "$OCTANE_PAIR/$1"; fi; }
unnote() { rm -f "$OCTANE_PAIR/$1"; }

# ---- what several upgrades use on the Fuel master

# share NAME: this upgrade uses it from now on; so does whoever prepares the master without any cluster
share() {
  mkdir -p "$OCTANE_HOME/shared/$1"
  : >"$OCTANE_HOME/shared/$1/$(sharer)"
}
sharer() { if [ "${ORIG_ID:-0}" = 0 ]; then echo operator; else echo "$UPGRADE"; fi; }

# unshare NAME: this upgrade is done with it; true if nobody else uses it. An operator who cleans up the
# master without naming a cluster speaks for all.
unshare() {
  if [ "$(sharer)" = operator ]; then
    rm -rf "$OCTANE_HOME/shared/$1"
  else
    rm -f "$OCTANE_HOME/shared/$1/$UPGRADE"
  fi
  [ -z "$(ls "$OCTANE_HOME/shared/$1" 2>/dev/null)" ]
}

# unshared NAME: neither this upgrade nor one it speaks for uses it
unshared() {
  if [ "$(sharer)" = operator ]; then
    [ -z "$(ls "$OCTANE_HOME/shared/$1" 2>/dev/null)" ]
  else
    [ ! -e "$OCTANE_HOME/shared/$1/$UPGRADE" ]
  fi
}

# used NAME: somebody uses it
used() { [ -n "$(ls "$OCTANE_HOME/shared/$1" 2>/dev/null)" ]; }

# ---- OpenStack's clients

# cloud COMMAND…: a client with the administrator's credentials, which stay in its environment
cloud() (
  set +u
  # shellcheck source=/dev/null
  . "${OCTANE_ROOT:-}/root/openrc"
  "$@"
)

# columns NAME…: of a client's table on stdin the named columns, tab separated, without the header.
# All but the first are counted from the right: the names that tenants give may hold a `|`.
columns() {
  NAMES=$(printf '%s|' "$@") awk -F'|' '
    /^\+/ || NF < 3 { next }
    { for (i = 2; i < NF; i++) gsub(/^ +| +$/, "", $i) }
    !header {
      header = NF; wanted = split(ENVIRON["NAMES"], name, "|") - 1
      for (w = 1; w <= wanted; w++) {
        for (i = 2; i < NF; i++) if ($i == name[w]) at[w] = i
        if (!at[w]) { print "the table has no column " name[w] >"/dev/stderr"; exit 1 }
      }
      next
    }
    {
      for (w = 1; w <= wanted; w++) printf "%s%s", (w > 1 ? "\t" : ""), $(at[w] == 2 ? 2 : at[w] + NF - header)
      print ""
    }'
}

# of_host NAME: of lines whose first column is a host, those of NAME, whether or not a domain follows it
of_host() { awk -F'\t' -v name="$1" '$1 == name || index($1, name ".") == 1'; }

# ---- waiting and words

# wait_until SECONDS COMMAND…: asks five times a second, 1 if it never came true
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

# has WORD LIST: WORD is one of the space separated LIST
has() { [[ " $2 " == *" $1 "* ]]; }

# value_of NAME LIST: `node-4` of `node-4=10.0.0.4 node-5=10.0.0.5`
value_of() {
  local pair
  for pair in $2; do
    if [ "${pair%%=*}" = "$1" ]; then
      echo "${pair#*=}"
      return 0
    fi
  done
  return 1
}

# first WORD…: the first of a list
first() { echo "${1:-}"; }

# openstack_name VERSION: juno of 2014.2.2-6.1; also the name of the level its nova speaks over RPC
openstack_name() {
  case $1 in
    2013.2* | *-5.0) echo havana ;;
    2014.1*) echo icehouse ;;
    2014.2*) echo juno ;;
    2015.1*) echo kilo ;;
    liberty-*) echo liberty ;;
    mitaka-*) echo mitaka ;;
    newton-*) echo newton ;;
    *) refuse "the OpenStack release of version '$1' is unknown" ;;
  esac
}
