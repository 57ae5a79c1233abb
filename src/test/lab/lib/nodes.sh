# shellcheck shell=bash
# Nodes and networks of a case. A node has namespaces for network, mounts, processes, IPC and its name, over a layer of its own on
# the tree. Switches are bridges in the case's network namespace. All of it ends with the case's process 1.

# LAB_RUN is the folder of this case's run, LAB_TREE the Debian that all nodes have below their own files.
NODES="$LAB_RUN/nodes"
ADDRESSES="$LAB_RUN/ssh-addresses"

# root_of NODE: its file system as the case sees it
root_of() { echo "$NODES/$1/root"; }

number_of() { if [ "$1" = master ]; then echo 0; else echo "${1#node-}"; fi; }
admin_address_of() { echo "10.20.0.$((100 + $(number_of "$1")))"; }

# switch NAME…
switch() {
  local name
  for name in "$@"; do
    ip link add name "$name" type bridge
    ip link set up dev "$name"
  done
}

# admin_network: reached by Octane too, which stands for the Fuel master's other programs
admin_network() {
  ip link set up dev lo
  switch admin
  ip addr add 10.20.0.2/24 dev admin
}

# node_up NODE…: boots each, with an SSH server in the admin network; one that was down has the files it had
node_up() {
  local node folder root init
  for node in "$@"; do
    folder=$NODES/$node
    root=$folder/root
    mkdir -p "$folder"/{upper,work,root}
    mountpoint -q "$root" ||
      mount -t overlay "lab-$node" -o "lowerdir=$LAB_TREE,upperdir=$folder/upper,workdir=$folder/work" "$root"
    unshare --mount --uts --ipc --pid --net --fork --kill-child \
      bash "$LAB_HOME/lib/init.sh" "$node" "$root" </dev/null >"$folder/init.log" 2>&1 &
    echo $! >"$folder/unshare"
  done
  for node in "$@"; do
    folder=$NODES/$node
    within 10 node_started "$node" || stop_case "$node does not start: $(<"$folder/init.log")"
    init=$(node_started "$node")
    echo "$init" >"$folder/pid"
    on "$node" ip link set up dev lo
    plug "$node" eth0 admin "$(admin_address_of "$node")/24"
    mkdir -p "$folder/root/root/.ssh"
    cp "$LAB_RUN/key.pub" "$folder/root/root/.ssh/authorized_keys"
    on "$node" /usr/sbin/sshd
    tell_address "$(if [ "$node" = master ]; then echo master; else number_of "$node"; fi) $(admin_address_of "$node"):22"
  done
}

# tell_address LINE: to Octane, as Nailgun would
tell_address() { grep -qxF "$1" "$ADDRESSES" || echo "$1" >>"$ADDRESSES"; }

# node_started NODE: prints the id of its process 1
node_started() {
  local outer init
  outer=$(<"$NODES/$1/unshare")
  init=$(cat "/proc/$outer/task/$outer/children" 2>/dev/null) || return 1
  init=${init%% *}
  [ -n "$init" ] && [ -e "/proc/$init/root/run/up" ] && echo "$init"
}

# node_down NODE: as when the power fails
node_down() {
  kill -9 "$(<"$NODES/$1/pid")"
  within 10 test ! -e "/proc/$(<"$NODES/$1/unshare")" || stop_case "$1 does not go down"
}

# on NODE COMMAND…: as root there
on() {
  local pid
  pid=$(<"$NODES/$1/pid")
  shift
  nsenter -t "$pid" -m -u -i -p -n --root="/proc/$pid/root" --wd="/proc/$pid/root" \
    env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C "$@"
}

# tool COMMAND…: one of the tree's programs, beside the nodes: the machine itself need not have it
tool() { chroot "$LAB_TREE" env PYTHONDONTWRITEBYTECODE=1 "$@"; }

# on_each "NODE…" COMMAND…
on_each() {
  local node
  for node in $1; do on "$node" "${@:2}"; done
}

# daemon NODE LOG COMMAND…: starts what goes on running, in a session of its own
daemon() {
  local node=$1 log=$2
  shift 2
  on "$node" setsid bash -c 'log=$1; shift; exec "$@" </dev/null >>"$log" 2>&1' daemon "$log" "$@" &
}

# put NODE PATH MODE: stdin becomes a file there
put() {
  local file
  file=$(root_of "$1")$2
  mkdir -p "${file%/*}"
  cat >"$file"
  chmod "$3" "$file"
}

# give NODE PATH FILE…: programs of the lab, into a folder there
give() {
  local node=$1 folder=$2
  shift 2
  mkdir -p "$(root_of "$node")$folder"
  install -m 755 "$@" "$(root_of "$node")$folder/"
}

port_of() { echo "p$(number_of "$1")-$2"; }

# plug NODE DEVICE SWITCH [ADDRESS/PREFIX]: a network card with its cable
plug() {
  local port
  port=$(port_of "$1" "$2")
  ip link add "$port" type veth peer name "$2" netns "$(<"$NODES/$1/pid")"
  ip link set "$port" master "$3" up
  on "$1" ip link set up dev "$2"
  [ -z "${4:-}" ] || on "$1" ip addr add "$4" dev "$2"
}

# bridge NODE BRIDGE [CARD]: one by which the node is on the wire, or, without a network card in it, cut off
bridge() {
  on "$1" ip link add "$2" type bridge
  [ -z "${3:-}" ] || on "$1" ip link set "$3" master "$2"
}

# replug NODE DEVICE SWITCH: the same cable in another switch; `-`: in none
replug() {
  if [ "$3" = - ]; then ip link set "$(port_of "$1" "$2")" nomaster; else ip link set "$(port_of "$1" "$2")" master "$3"; fi
}
