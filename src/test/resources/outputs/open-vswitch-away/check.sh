#!/bin/bash
# only who can't reach Open vSwitch is told that it does not run
. "$(dirname "$0")/../harness.sh"
stub ovs-vsctl <<'S'
echo "$SAYS" >&2
exit "$ENDS"
S
t() { # SAYS ENDS EXPECTED, the bridge's kind or the last line
  is "$(run '' 'if is_ovs br-ex; then echo ovs; else echo linux; fi' SAYS="$1" ENDS="$2" 2>&1 | tail -n 1)" "$3"
}
away='Open vSwitch does not run on node-1: start it, then try again'
t '' 0 ovs
t '' 2 linux
t 'ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (No such file or directory)' 1 linux
t 'ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (Connection refused)' 1 "$away"
mkdir -p "$W/root/etc/openvswitch"
: >"$W/root/etc/openvswitch/conf.db"
t '2015-10-01T12:00:00Z|00002|reconnect|WARN|unix:/var/run/openvswitch/db.sock: no ping' 2 linux
t 'ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (No such file or directory)' 1 "$away"
t 'ovs-vsctl: error while loading shared libraries' 127 'no answer from vsctl br-exists br-ex (exit status 127)'
is "$(run '' 'is_ovs br-ex' SAYS='ovs-vsctl: error while loading shared libraries' ENDS=127 2>&1 | head -n 1)" 'ovs-vsctl: error while loading shared libraries'
