# shellcheck shell=bash source-path=SCRIPTDIR
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

# `package=version` of those that are installed
installed() {
  # shellcheck disable=SC2086 # a list of names
  dpkg-query -W -f '${Package}=${Version}\n' $PACKAGES 2>/dev/null | grep -v '=$' || true
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
  local version
  version=$(installed | sed -n 's/^nova-compute=//p')
  [[ ${version#*:} == "$(wanted)"* ]] && remembers compute-upgraded
}

running() {
  local job
  for job in $JOBS; do
    output_matches 'start/running' status "$job" || return 1
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
  printf '%s\n' "$REPOSITORIES" | write_file "$SOURCE" 644
}

each_job() { # VERB
  local job
  for job in $JOBS; do
    case $1:$(status "$job") in
      stop:*start/running* | restart:*start/running* | start:*stop/waiting*) "$1" "$job" ;;
    esac
  done
}

act() {
  [ -n "${REPOSITORIES:-}" ] || refuse "no apt sources of the seed are known"
  if ! remembers versions-before; then
    (umask 077 && tar -czf "$SETTINGS" -C "${OCTANE_ROOT:-}/etc" nova neutron)
    installed | remember versions-before
  fi
  if ! upgraded; then
    use_sources
    apt-get update
    each_job stop
    # an attempt that was killed may have left packages unpacked only
    dpkg --configure -a
    # shellcheck disable=SC2046 # a list of names
    DEBIAN_FRONTEND=noninteractive exclusive apt apt-get install --only-upgrade --yes --force-yes \
      -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold $(installed | cut -d= -f1)
    : | remember compute-upgraded
  fi
  each_job start
  wait_until 60 running || fail "not all of these run after the upgrade: $JOBS"
}

verify() {
  check
  result version "$(installed | sed -n 's/^nova-compute=//p')"
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
      rm -rf "$ASIDE"
    fi
    if ! [ "$(installed)" = "$(recall versions-before)" ]; then take_back; fi
    tar -xzpf "$SETTINGS" -C "${OCTANE_ROOT:-}/etc"
    each_job restart
    each_job start
    wait_until 60 running || fail "not all of these run after the rollback: $JOBS"
  fi
  remove_traces
}

take_back() {
  apt-get update
  each_job stop
  dpkg --configure -a
  # shellcheck disable=SC2046 # a list of package=version
  DEBIAN_FRONTEND=noninteractive exclusive apt apt-get install --yes --force-yes \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold $(recall versions-before)
  [ "$(installed)" = "$(recall versions-before)" ] ||
    fail "these packages do not have their earlier versions: $(comm -13 <(recall versions-before | sort) <(installed | sort) | tr '\n' ' ')"
}
