# shellcheck shell=bash
# $NODE_NAME has the release and does what it did: its facts name the release, its packages are that release's, OpenStack's
# services run that ran, and a controller has its databases.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh
. ../lib/services.sh
. ../lib/mysql.sh
. ../lib/apt.sh

readonly FACTS="${OCTANE_ROOT:-}/etc/astute.yaml"

facts_version() {
  local line
  while IFS= read -r line; do
    if [[ $line =~ ^openstack_version:\ *[\'\"]?([^\'\"]+)[\'\"]?$ ]]; then
      echo "${BASH_REMATCH[1]}"
      return 0
    fi
  done <"$FACTS"
}

check() {
  local version all list count=0
  [ -e "$FACTS" ] || missing "$NODE_NAME has no facts of Puppet"
  answer version facts_version
  [ "$version" = "$TARGET_VERSION" ] || missing "the facts of $NODE_NAME name release ${version:-none}, not $TARGET_VERSION"
  answer all of_release
  [ -n "$all" ] || missing "no package of $NODE_NAME is one of release $TARGET_VERSION"
  while read -r _; do count=$((count + 1)); done <<<"$all"
  answer list awk '$2 != $3 { print $1 }' <<<"$all"
  [ -z "$list" ] || missing "packages of $NODE_NAME are not those of release $TARGET_VERSION: ${list//$'\n'/, }"
  answer list idle
  [ -z "$list" ] || missing "what ran on $NODE_NAME does not run: $list"
  if in_list controller "${NODE_ROLES:-}"; then
    answer list lost_databases
    [ -z "$list" ] || missing "databases of $NODE_NAME are gone: $list"
  fi
  result "proof.release-$NODE_NAME" "$NODE_NAME has release $TARGET_VERSION in its facts and in $count packages, and runs what it ran"
}

# services that ran and do not
idle() {
  local running name list=()
  answer running openstack_jobs
  if apache_runs; then running+=$'\n'apache2; fi
  for name in $(recall services); do
    in_list "$name" "${running//$'\n'/ }" || list+=("$name")
  done
  echo ${list[@]+"${list[@]}"}
}

lost_databases() {
  local now name list=()
  answer now openstack_databases
  for name in $(recall databases); do
    in_list "$name" "${now//$'\n'/ }" || list+=("$name")
  done
  echo ${list[@]+"${list[@]}"}
}

# Services need a while to start.
act() { wait_until 180 holds check || busy "$NODE_NAME does not do yet what it did"; }

verify() { check; }

undo() { :; }
