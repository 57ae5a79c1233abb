# shellcheck shell=bash
# In the seed pacemaker starts again what was stopped before the databases moved.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/pacemaker.sh

names() { recall_for_pair cluster-services; }

check() {
  remembers_for_pair cluster-services || refuse "it was not recorded which services pacemaker starts again: upgrade-db did not stop them"
  [ -n "$(names)" ] || refuse "no service was noted that ran under pacemaker on $NODE_NAME: none can be started, start them by hand"
  resources_active "$(names)" || missing "not all of these run: $(names)"
}

act() {
  local name
  for name in $(names); do within 60 crm resource start "$name"; done
  wait_until 240 resources_active "$(names)" || fail "pacemaker hasn't started all of: $(names)"
}

verify() { check; }

undo() {
  local name
  remembers_for_pair cluster-services || return 0
  for name in $(names); do within 60 crm resource stop "$name"; done
  wait_until 240 resources_stopped "$(names)" || fail "pacemaker hasn't stopped all of: $(names)"
}
