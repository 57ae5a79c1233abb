# shellcheck shell=bash
# Which VMs run before the first node moves: in the end each of them that still exists has to run again.

running() { cloud nova list --all-tenants 1 --status ACTIVE | columns ID | sort; }

check() {
  noted vms-running || missing "it is not noted yet which VMs run"
  result vms "$(notes vms-running | grep -c . || true)"
}

act() {
  if ! noted vms-running; then
    : | remember vms-noted
    running | note vms-running
  fi
}

verify() { check; }

# An earlier upgrade of some of the nodes may have noted them.
undo() {
  ! remembers vms-noted || unnote vms-running
  forget vms-noted
}
