# shellcheck shell=bash
# Which VMs run before the first node moves: in the end each of them that still exists has to run again.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/lists.sh
. ../lib/vms.sh

running() { all_vms | awk -F'\t' '$2 == "ACTIVE" { print $1 }' | sort; }

check() {
  remembers_for_pair vms-running || missing "it is not recorded yet which VMs run"
  result vms "$(number_of "$(recall_for_pair vms-running)")"
}

act() {
  if ! remembers_for_pair vms-running; then
    remember vms-noted :
    remember_for_pair vms-running running
  fi
}

verify() { check; }

# An earlier upgrade of some of the nodes may have noted them.
undo() {
  ! remembers vms-noted || forget_for_pair vms-running
  forget vms-noted
}
