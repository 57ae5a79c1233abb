# shellcheck shell=bash source-path=SCRIPTDIR
# In the seed pacemaker stops what would write to the databases; databases, queues and addresses stay.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/pacemaker.sh

readonly KEPT='p_mysql|p_haproxy|p_dns|p_ntp|vip|p_conntrackd|p_rabbitmq-server|clone_p_vrouter'

# The topmost resources, but not those that stay. An unknown scope would give the whole CIB without an error.
candidates() {
  local xml
  xml=$(cibadmin --query --scope resources)
  [[ $xml == '<resources'* ]] || fail "cibadmin didn't answer with the resources"
  awk '
    /<(clone|group|master|bundle) / { if (depth++ == 0) print id($0) }
    /<\/(clone|group|master|bundle)>/ { depth-- }
    /<primitive / { if (depth == 0) print id($0) }
    function id(line) { sub(/.* id="/, "", line); sub(/".*/, "", line); return line }' <<<"$xml" | grep -vE "$KEPT" || true
}

stopped() {
  local names
  names=$(candidates)
  resources_stopped "${names//$'\n'/ }"
}

# Those of NAMES that run
running() {
  local states name
  states=$(resource_states)
  for name in $1; do
    if awk -v n="$name" '($1 == n || $2 == n) && $4 == "true" { found = 1 } END { exit !found }' <<<"$states"; then
      echo "$name"
    fi
  done
}

check() {
  remembers_for_pair cluster-services || missing "it is not recorded yet which services pacemaker starts again"
  stopped || missing "services under pacemaker still run in the seed"
}

act() {
  local name names
  names=$(candidates)
  names=${names//$'\n'/ }
  # Written down before the first is stopped, and added to after a kill: these are started again when the seed takes
  # over. What was stopped before stays so.
  { recall_for_pair cluster-services; running "$names"; } | tr ' ' '\n' | sort -u | tr '\n' ' ' | remember_for_pair cluster-services
  for name in $names; do crm resource stop "$name"; done
  wait_until 240 resources_stopped "$names" || fail "pacemaker hasn't stopped all of: $names"
}

verify() { check; }

undo() {
  local name names
  remembers_for_pair cluster-services || { forget_for_pair cluster-services; return 0; }
  names=$(recall_for_pair cluster-services)
  for name in $names; do crm resource start "$name"; done
  wait_until 240 resources_active "$names" || fail "pacemaker hasn't started all of: $names"
  forget_for_pair cluster-services
}
