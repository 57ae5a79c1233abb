# shellcheck shell=bash
# In the seed pacemaker stops what would write to the databases; databases, queues and addresses stay.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh
. ../lib/pacemaker.sh
. ../lib/sides.sh

readonly KEPT='p_mysql|p_haproxy|p_dns|p_ntp|vip|p_conntrackd|p_rabbitmq-server|clone_p_vrouter'

# The topmost resources, but not those that stay. An unknown scope would give the whole CIB without an error.
candidates() {
  local xml ids id
  answer xml within 60 cibadmin --query --scope resources
  case $xml in '<resources'*'<primitive '*'</resources>') ;; *) unknown "cibadmin didn't answer with the resources" ;; esac
  answer ids topmost <<<"$xml"
  for id in $ids; do [[ $id =~ $KEPT ]] || echo "$id"; done
}

# topmost: the ids of a CIB's resources on stdin that are in no other
topmost() {
  awk '
    /<(clone|group|master|bundle) / { if (depth++ == 0) print id($0) }
    /<\/(clone|group|master|bundle)>/ { depth-- }
    /<primitive / { if (depth == 0) print id($0) }
    function id(line) { sub(/.* id="/, "", line); sub(/".*/, "", line); return line }'
}

stopped() {
  local names
  answer names candidates
  resources_stopped "${names//$'\n'/ }"
}

# Those of NAMES that run
running() {
  local states name top id active
  answer states resource_states
  for name in $1; do
    while read -r top id _ active _; do
      if in_list "$name" "$top $id" && [ "$active" = true ]; then
        echo "$name"
        break
      fi
    done <<<"$states"
  done
}

# to_start NAMES: what ran before and those of NAMES that run now, in one line
to_start() {
  {
    for name in $(recall_for_pair cluster-services); do echo "$name"; done
    running "$1"
  } | sort -u | tr '\n' ' '
}

check() {
  remembers_for_pair cluster-services || missing "it is not recorded yet which services pacemaker starts again"
  stopped || missing "services under pacemaker still run on $NODE_NAME"
}

act() {
  local name names noted
  must_be_isolated "its services would stop"
  answer names candidates
  names=${names//$'\n'/ }
  # Written down before the first is stopped, and added to after a kill: these are started again when the seed takes
  # over. What was stopped before stays so.
  answer noted to_start "$names"
  [ -n "${noted// /}" ] || refuse "no service runs under pacemaker on $NODE_NAME: none would be started when the seed takes over; see: crm_mon -1"
  remember_for_pair cluster-services echo "$noted"
  for name in $names; do within 60 crm resource stop "$name"; done
  wait_until 240 resources_stopped "$names" || fail "pacemaker hasn't stopped all of: $names"
}

verify() { check; }

undo() {
  local name names
  remembers_for_pair cluster-services || { forget_for_pair cluster-services; return 0; }
  names=$(recall_for_pair cluster-services)
  for name in $names; do within 60 crm resource start "$name"; done
  wait_until 240 resources_active "$names" || fail "pacemaker hasn't started all of: $names"
  forget_for_pair cluster-services
}
