#!/usr/bin/env bash
# init.sh NODE ROOT: becomes process 1 of a node, inside the namespaces that node_up makes for it.
set -euo pipefail

node=$1
mount --make-rprivate /
cd "$2"
mkdir -p old proc sys dev run tmp
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys 2>/dev/null || true
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs dev
device() { mknod -m 666 "dev/$1" c "$2" "$3"; }
device null 1 3
device zero 1 5
device full 1 7
device random 1 8
device urandom 1 9
device tty 5 0
mkdir -p dev/pts dev/shm dev/net run/lock run/sshd
device net/tun 10 200
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
mount -t tmpfs tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for number in 0 1 2; do
  names=(stdin stdout stderr)
  ln -s "/proc/self/fd/$number" "dev/${names[number]}"
done
hostname "$node"
echo "$node" >etc/hostname
pivot_root . old
umount -l /old
: >/run/up
# bash, since process 1 has to take in the processes that others leave: a zombie would pass for one that still runs.
exec env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C \
  bash -c 'while :; do sleep 3600 & wait; done'
