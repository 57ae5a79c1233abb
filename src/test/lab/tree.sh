#!/usr/bin/env bash
# tree.sh LAB: makes LAB/tree, a Debian with the programs that Octane's scripts meet, unless it is there already. On
# the machine itself it installs mmdebstrap, where that is missing. Ends with 77, and says why, where this machine gets no packages.
set -euo pipefail

# What a node needs to be one; then by case. nova-common and the like bring their *-manage.
readonly BASE=(openssh-server iproute2 iputils-arping iputils-ping procps psmisc bridge-utils curl openssl python3 ca-certificates)
readonly CEPH=(ceph-mon ceph-osd ceph-mgr ceph-common)
readonly DATABASES=(mariadb-server keystone glance-common nova-common cinder-common neutron-common heat-common python3-pymysql)
readonly CLUSTER=(haproxy pacemaker corosync crmsh pcs resource-agents pacemaker-cli-utils)
readonly NETWORK=(openvswitch-switch)
readonly BROKER=(rabbitmq-server python3-pika)
readonly SUITE=bookworm
# in kB: what the packages take, and what cases write
readonly ROOM=6000000
packages=("${BASE[@]}" "${CEPH[@]}" "${DATABASES[@]}" "${CLUSTER[@]}" "${NETWORK[@]}" "${BROKER[@]}")

lab=$1
tree=$lab/tree
new=$lab/tree.new
here=$(readlink -f "${BASH_SOURCE[0]}")
state=$(sha256sum <"$here")

if [ "$(cat "$tree/etc/octane-lab" 2>/dev/null)" = "$state" ]; then exit 0; fi

# Mounts of the installation end with it, whatever happens.
if [ "${2:-}" != inside ]; then exec setpriv --pdeathsig KILL unshare --mount bash "$here" "$lab" inside; fi

log=$lab/logs/tree.log
echo "lab: installing Debian's packages into $tree, once, which takes a few minutes (log: $log)"
exec 3>&1 4>&2 >"$log" 2>&1
fail() {
  printf 'lab: %s\n' "$1" >&4
  tail -n 5 "$log" >&4
  exit 1
}
not_run() {
  printf 'Lab: not run: %s\n' "$1" >&3
  exit 77
}
readonly NO_MIRROR='Could not resolve|Could not connect|Unable to connect|Connection timed out|Failed to fetch|Unable to fetch'
room=$(df -P -k "$lab" | awk 'NR == 2 { print $4 }')
[ "$room" -ge "$ROOM" ] || not_run "it needs $((ROOM / 1000000)) GB of room in $lab: OCTANE_LAB names another place"
if ! command -v mmdebstrap >/dev/null; then
  command -v apt-get >/dev/null || not_run "it needs mmdebstrap, which is not installed, nor is apt-get"
  { apt-get update && apt-get install -y --no-install-recommends mmdebstrap; } ||
    not_run "it needs mmdebstrap, which is not installed and can't be: is there a network?"
fi
rm -rf "$new"
# No service starts while packages are installed. Compiling all of OpenStack's Python would take longer than the few programs of
# it need. With other descriptors open than the usual three mmdebstrap would use some of two digits, which Debian's sh can't name.
# shellcheck disable=SC2016 # $1 is the tree, in mmdebstrap's own shell
PATH=/usr/sbin:/usr/bin:/sbin:/bin mmdebstrap --mode=root --variant=minbase --skip=check/qemu,cleanup/reproducible \
  --dpkgopt='force-unsafe-io' \
  --aptopt='Acquire::Languages "none"' \
  --essential-hook='printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d" && chmod 755 "$1/usr/sbin/policy-rc.d"' \
  --essential-hook='chroot "$1" dpkg-divert --local --rename --add /usr/bin/py3compile && ln -s true "$1/usr/bin/py3compile"' \
  --include="$(IFS=, && echo "${packages[*]}")" "$SUITE" "$new" \
  3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- || {
  if grep -qE "$NO_MIRROR" "$log"; then not_run "Debian's mirrors are not reached from here: $(grep -m 1 -E "$NO_MIRROR" "$log")"; fi
  fail "Debian's packages could not be installed"
}
printf '%s\n' 'PermitRootLogin prohibit-password' 'UseDNS no' 'MaxStartups 100' >"$new/etc/ssh/sshd_config.d/lab.conf"
{
  echo 127.0.0.1 localhost
  echo 10.20.0.100 master
  for number in {1..30}; do echo "10.20.0.$((100 + number)) node-$number"; done
} >"$new/etc/hosts"
# The initial files of programs that keep state belong to the nodes.
rm -rf "$new"/var/lib/{mysql,rabbitmq,corosync,pacemaker/cib}/* "$new/var/lib/rabbitmq/.erlang.cookie"
echo "$state" >"$new/etc/octane-lab"
rm -rf "$tree"
mv "$new" "$tree"
