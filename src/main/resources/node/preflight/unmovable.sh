# shellcheck shell=bash
# VMs on HOSTS that nova can neither move nor leave where they are, one by one with the reason; with LIVE_MIGRATION=false those that it
# can't stop either.

. ../lib/frame.sh
. ../lib/hosts.sh
. ../lib/mysql.sh

columns() { sql "SELECT uuid, host, vm_state, task_state, locked, config_drive, display_name FROM nova.instances WHERE deleted=0" 300; }
with_devices() { sql "SELECT DISTINCT instance_uuid FROM nova.pci_devices WHERE status='allocated'" 60; }

# why_not STATE TASK LOCKED DRIVE DEVICES: in WHY; empty where it can be. What is in ERROR a check of its own tells; those that do not run
# stay with their disks. As long as a task of nova's has one, which may be for ever, nova refuses every other order; a migration is waited
# for.
why_not() {
  WHY=
  case $1 in
    paused | suspended) WHY="is $1" ;;
    rescued) WHY="is in rescue mode" ;;
    resized) WHY="is resized, and that is not confirmed" ;;
    building) WHY="is being built" ;;
    active)
      if [ "$3" = 1 ]; then
        WHY="is locked"
      elif [[ ! $2 =~ ^(|NULL|migrating)$ ]]; then
        WHY="is held by nova's task $2"
      elif [ "${LIVE_MIGRATION:-true}" = true ] && [ "$5" = yes ]; then
        WHY="has devices of its host, which can't move"
      elif [ "${LIVE_MIGRATION:-true}" = true ] && [[ $4 =~ ^([Tt]rue|1)$ ]]; then
        WHY="has a config drive on its host, with which it can't move"
      fi
      ;;
  esac
}

check() {
  local list id host state task locked drive name devices own seen=0 number=0 tab=$'\t' gap=$'\x1f'
  answer list columns
  answer devices with_devices
  while IFS=$gap read -r id host state task locked drive name; do
    [ -n "$id" ] && is_host_in "$host" "$HOSTS" || continue
    seen=$((seen + 1))
    own=no
    case $'\n'$devices$'\n' in *$'\n'"$id"$'\n'*) own=yes ;; esac
    why_not "$state" "$task" "$locked" "$drive" "$own"
    [ -n "$WHY" ] || continue
    number=$((number + 1))
    result "vm.$(printf %05d "$number")" "VM $id ($name) on $(name_in "$host" "$HOSTS") $WHY"
  # a tab is white space: of two of them, with nothing between, read makes one
  done <<<"${list//$tab/$gap}"
  result seen "$seen"
}
