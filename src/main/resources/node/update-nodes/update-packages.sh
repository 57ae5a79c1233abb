# shellcheck shell=bash
# Packages of $NODE_NAME are those that the release's repositories have: since Fuel 6.1 Puppet only asks whether a package is there.
# The way is the same back to an earlier release, whose repositories have a priority at which apt goes back.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/apt.sh

check() {
  local list
  remembers lists-read || missing "the package lists of release $TARGET_VERSION are not read yet"
  answer list outdated
  [ -z "$list" ] || missing "$(first "$list") of $NODE_NAME is not that of release $TARGET_VERSION"
}

# first LINES: name and version of the first package, and how many there are more
first() {
  local name installed rest=0
  read -r name installed _ <<<"$1"
  while read -r _; do rest=$((rest + 1)); done <<<"$1"
  echo "package $name $installed$([ "$rest" -eq 1 ] || echo " and $((rest - 1)) more")"
}

act() {
  local list
  command -v dpkg-query >/dev/null || refuse "$NODE_NAME has no dpkg: nodes of CentOS are updated by hand"
  within 1800 apt-get update
  sources_named || refuse "apt of $NODE_NAME reads none of the repositories of release $TARGET_VERSION: its deployment did not name them"
  # an attempt that was killed may have left packages unpacked only
  dpkg --configure -a
  answer list outdated
  if [ -n "$list" ]; then
    answer list versions "$list"
    # shellcheck disable=SC2086 # a list of package=version
    DEBIAN_FRONTEND=noninteractive exclusive apt apt-get install --yes --force-yes \
      -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold $list
  fi
  remember lists-read :
}

versions() { awk '{ print $1 "=" $3 }' <<<"$1"; }

verify() { check; }

undo() { forget lists-read; }
