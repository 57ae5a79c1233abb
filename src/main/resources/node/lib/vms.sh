# shellcheck shell=bash
# VMs as nova's database has them, on a controller. Its API cuts a list at a thousand or at what an operator has set, and the clients of
# older releases have no word for the next page.

. ../lib/frame.sh
. ../lib/mysql.sh

# all_vms: `ID STATUS NAME` of each, tab separated
all_vms() { sql "SELECT uuid, vm_state, task_state, display_name FROM nova.instances WHERE deleted=0" 300 | api_status; }

# vms_of HOST: the same of what nova has there
vms_of() {
  [[ $1 =~ ^[A-Za-z0-9._-]+$ ]] || unknown "'$1' is no name of a host"
  sql "SELECT uuid, vm_state, task_state, display_name FROM nova.instances WHERE deleted=0 AND host='$1'" 300 | api_status
}

# api_status: of lines `ID STATE TASK NAME` what nova's API calls it
api_status() {
  awk -F'\t' '
    BEGIN {
      split("building BUILD stopped SHUTOFF rescued RESCUE resized VERIFY_RESIZE soft-delete SOFT_DELETED", word, " ")
      for (i = 1; i in word; i += 2) status[word[i]] = word[i + 1]
      split("migrating MIGRATING rebooting REBOOT rebooting_hard HARD_REBOOT updating_password PASSWORD", word, " ")
      for (i = 1; i in word; i += 2) doing[word[i]] = word[i + 1]
    }
    NF {
      said = $2 in status ? status[$2] : toupper($2)
      if ($2 == "active" && $3 in doing) said = doing[$3]
      if ($3 ~ /^rebuild/) said = "REBUILD"
      else if ($2 != "resized" && $3 ~ /^resize_/) said = "RESIZE"
      print $1 "\t" said "\t" $4
    }'
}
