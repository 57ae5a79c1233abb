#!/bin/bash
# half of what nova says of a hypervisor, whether it ends well or not, is no answer to how much memory is used there
. "$(dirname "$0")/../harness.sh"
stub nova <<'S'
case $1 in
hypervisor-list) printf '+----+---------------------+\n| ID | Hypervisor hostname |\n+----+---------------------+\n| 2  | node-4.domain.tld   |\n+----+---------------------+\n' ;;
*)
  printf '+---------------------+-------------------+\n| Property            | Value             |\n+---------------------+-------------------+\n'
  printf '| free_ram_mb         | 1024              |\n| hypervisor_hostname | node-4.domain.tld |\n'
  [ "$SAYS" = half ] || printf '| memory_mb_used      | 3072              |\n+---------------------+-------------------+\n'
  exit "$ENDS"
  ;;
esac
S
t() { is "$(run preflight/memory.sh check LOOK_ONLY=yes SAYS="$1" ENDS="$2" 2>/dev/null; echo $?)" "$3"; }
t whole 0 $'octane-result memory.node-4 1024 3072\n0'
t half 0 69
t half 1 69
t whole 1 69
