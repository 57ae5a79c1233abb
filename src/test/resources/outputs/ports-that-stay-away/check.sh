#!/bin/bash
# a port that does not come back on its bridge is named, with what to do
. "$(dirname "$0")/../harness.sh"
stub ovs-vsctl <<<'exit 2'
stub ip <<<':'
stub brctl <<<'[ "$1" != show ] || printf "bridge name\tbridge id\t\tSTP enabled\tinterfaces\n%s\t\t8000.000000000000\tno\n" "$2"'
is "$(run upgrade-control/cut-original.sh 'remember ports printf "br-ex eth1 - - -\nbr-mgmt eth0.101 - - -\n"; undo' 2>&1 | tail -n 1)" \
  'node-1 is not back on the wire, these bridges lack these ports: br-ex eth1, br-mgmt eth0.101. Put each port on its bridge by hand (brctl addif BRIDGE PORT, or ovs-vsctl add-port BRIDGE PORT), then try again'
