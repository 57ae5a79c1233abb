# shellcheck shell=bash
# Nova and neutron's agent of a compute node become the seed's release; its virtual machines go on untouched.
# REPOSITORIES holds the seed's apt sources, one a line.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/openstack.sh

readonly APT="${OCTANE_ROOT:-}/etc/apt"
readonly ASIDE="$OCTANE_STATE/apt"
readonly SOURCE="$APT/sources.list.d/octane.list"
readonly JOBS='nova-compute neutron-plugin-openvswitch-agent'
readonly SETTINGS="$OCTANE_STATE/settings.tar.gz"
readonly PACKAGES='nova-common nova-compute nova-compute-kvm nova-compute-libvirt nova-compute-qemu python-nova
  python-novaclient neutron-common neutron-plugin-ml2 neutron-plugin-openvswitch-agent python-neutron
  python-neutronclient'

# `package=version` of those that are installed. dpkg-query ends with 1 where one is unknown to it, and names it; that not one of
# them is installed can't be on a compute.
installed() {
  local all line
  answer all installed_or_unknown
  while IFS= read -r line; do
    case $line in *=) ;; nova-* | neutron-* | python-*) echo "$line" ;; esac
  done <<<"$all"
}
installed_or_unknown() {
  # shellcheck disable=SC2086 # a list of names
  ask dpkg-query -W -f '${Package}=${Version}\n' $PACKAGES || :
}

# version_of PACKAGE: in VERSION, empty where it is not installed
version_of() {
  local all line
  VERSION=
  answer all installed
  while IFS= read -r line; do if [ "${line%%=*}" = "$1" ]; then VERSION=${line#*=}; fi; done <<<"$all"
}

# What versions of the seed's nova begin with, behind the epoch
wanted() {
  case $(openstack_name "$SEED_VERSION") in
    juno) echo 2014.2 ;;
    kilo) echo 2015.1 ;;
    liberty) echo 12. ;;
    mitaka) echo 13. ;;
    *) refuse "which nova belongs to $SEED_VERSION is unknown" ;;
  esac
}

upgraded() {
  local wanted
  answer wanted wanted
  version_of nova-compute
  [[ ${VERSION#*:} == "$wanted"* ]] && remembers compute-upgraded
}

running() {
  local job
  for job in $JOBS; do
    output_matches 'start/running' within 60 status "$job" || return 1
  done
}

check() {
  upgraded || missing "nova-compute of $NODE_NAME isn't the seed's release"
  running || missing "not all of these run: $JOBS"
}

use_sources() {
  local file
  mkdir -p "$ASIDE/sources.list.d" "$ASIDE/preferences.d"
  for file in "$APT"/sources.list.d/* "$APT"/preferences.d/*; do
    [ -e "$file" ] && [ "$file" != "$SOURCE" ] || continue
    mv -f "$file" "$ASIDE${file#"$APT"}"
  done
  mkdir -p "$APT/sources.list.d"
  write_file "$SOURCE" 644 printf '%s\n' "$REPOSITORIES"
}

each_job() { # VERB
  local job state
  for job in $JOBS; do
    answer state within 60 status "$job"
    case $1:$state in
      stop:*start/running* | restart:*start/running* | start:*stop/waiting*) within 120 "$1" "$job" ;;
    esac
  done
}

act() {
  local names
  [ -n "${REPOSITORIES:-}" ] || refuse "no apt sources of the seed are known"
  if ! remembers versions-before; then
    (umask 077 && tar -czf "$SETTINGS" -C "${OCTANE_ROOT:-}/etc" nova neutron)
    remember versions-before installed
  fi
  if ! upgraded; then
    use_sources
    within 1800 apt-get update
    each_job stop
    # an attempt that was killed may have left packages unpacked only
    dpkg --configure -a
    answer names installed_names
    # shellcheck disable=SC2086 # a list of names
    DEBIAN_FRONTEND=noninteractive exclusive apt apt-get install --only-upgrade --yes --force-yes \
      -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold $names
    remember compute-upgraded :
  fi
  each_job start
  wait_until 60 running || fail "not all of these run after the upgrade: $JOBS"
}

installed_names() { installed | cut -d= -f1; }

verify() {
  check
  version_of nova-compute
  result version "$VERSION"
}

# Packages, their sources and the services' settings are those of before.
undo() {
  local file
  if remembers versions-before; then
    if [ -d "$ASIDE" ]; then
      rm -f "$SOURCE"
      for file in "$ASIDE"/*/*; do
        if [ -e "$file" ]; then mv -f "$file" "$APT${file#"$ASIDE"}"; fi
      done
      # Though no package was changed yet, the seed's lists may be read: whoever installs one next would get the seed's.
      within 1800 apt-get update
      rm -rf "$ASIDE"
    fi
    as_before || take_back
    tar -xzpf "$SETTINGS" -C "${OCTANE_ROOT:-}/etc"
    each_job restart
    each_job start
    wait_until 60 running || fail "not all of these run after the rollback: $JOBS"
  fi
  remove_traces
}

as_before() {
  local now
  answer now installed
  [ "$now" = "$(recall versions-before)" ]
}

take_back() {
  each_job stop
  dpkg --configure -a
  # shellcheck disable=SC2046 # a list of package=version
  DEBIAN_FRONTEND=noninteractive exclusive apt apt-get install --yes --force-yes \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold $(recall versions-before)
  as_before ||
    fail "these packages do not have their earlier versions: $(installed | grep -vxF -e "$(recall versions-before)" | tr '\n' ' ')"
}
