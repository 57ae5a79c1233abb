# shellcheck shell=bash
# Sourced by the check.sh of a sample in ../shared/data/outputs: runs a script's functions with programs that print the sample. The
# checks were written against earlier names of functions; those are given here in terms of today's.
set -u
CASE=$(cd "$(dirname "${BASH_SOURCE[1]}")" && pwd)
NODE=${OCTANE:?a checkout}/src/main/resources/node
W=$(mktemp -d)
trap 'rm -rf "$W"' EXIT
mkdir -p "$W/bin" "$W/root/root" "$W/root/var/lib/octane"
: >"$W/root/root/openrc"
[ -z "${BASH_BIN:-}" ] || ln -s "$BASH_BIN" "$W/bin/bash"
[ -z "${AWK_BIN:-}" ] || ln -s "$AWK_BIN" "$W/bin/awk"

# stub NAME: its body is on stdin
stub() {
  {
    echo '#!/bin/bash'
    echo "CASE='$CASE'; W='$W'"
    cat
  } >"$W/bin/$1"
  chmod +x "$W/bin/$1"
}

# with_parts FILE: its text with the parts of lib/ in place of the lines that name them, each once, as Octane sends it
with_parts() {
  local line part
  while IFS= read -r line || [ -n "$line" ]; do
    if [[ $line =~ ^\.\ \.\./lib/([a-z]+\.sh)$ ]]; then
      part=${BASH_REMATCH[1]}
      [ ! -e "$W/parts/$part" ] || continue
      : >"$W/parts/$part"
      with_parts "$NODE/lib/$part"
    else
      printf '%s\n' "$line"
    fi
  done <"$1"
}

earlier_names() {
  cat <<'NAMES'
quorum() { monitors_in_quorum; }
quorum_of() { are_in_quorum "$1"; }
monitor_up() { monitor_runs; }
cloud() { as_admin "$@"; }
columns() { table_columns "$@"; }
keep_ports() { persist_ports "$@"; }
note() { remember_for_pair "$1"; }
shows() { output_matches "$@"; }
answers() { read_own_addresses && others_answering "$1" "$2"; }
own() { read_own_addresses && is_own_address "$1"; }
is_up() { device_is_up "$1"; }
ways_out() { outside_ports "$1"; }
NAMES
}

# run SCRIPT CODE [VAR=VALUE…]: SCRIPT is empty where CODE needs parts of lib/ alone
run() {
  local script=$1 code=$2 part text
  shift 2
  rm -rf "$W/parts"
  mkdir "$W/parts"
  text=$(
    if [ -n "$script" ]; then with_parts "$NODE/$script"; fi
    for part in "$NODE"/lib/*.sh; do
      [ -e "$W/parts/${part##*/}" ] || { : >"$W/parts/${part##*/}" && with_parts "$part"; }
    done
    earlier_names
  )
  # what a check has changed in a script of its own
  case $code in
    ". '"*) text=$(sed -n "s/^\. '\([^']*\)';.*/\1/p" <<<"$code") && text=$(with_parts "$text") && code=${code#*;} ;;
  esac
  printf '%s\nmkdir -p "$OCTANE_STATE"\n%s\n' "$text" "$code" >"$W/script"
  env PATH="$W/bin:$PATH" OCTANE_ROOT="$W/root" UPGRADE=1 STEP=1 FENCE=1 ORIG_ID=1 SEED_ID=2 NODE_NAME=node-1 "$@" \
    "${BASH_BIN:-bash}" "$W/script" </dev/null
}

is() {
  if [ "$1" = "$2" ]; then return 0; fi
  echo "expected: $2"
  echo "observed: $1"
  exit 1
}
