# shellcheck shell=bash
# nova uses $SUBJECT again, if it did before. Runs on a controller.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/hosts.sh
. ../lib/openstack.sh

find_service() {
  local line
  answer line compute_service
  HOST=${line%%$'\t'*}
  line=${line#*$'\t'}
  STATUS=${line%%$'\t'*} STATE=${line#*$'\t'}
}

compute_service() { compute_services | of_host "$SUBJECT"; }

check() {
  find_service
  [ -n "$HOST" ] || missing "nova knows no compute service on $SUBJECT"
  [ "$STATE" = up ] || missing "nova-compute on $SUBJECT is $STATE"
  ! remembers_for_pair "enabled-$SUBJECT" || [ "$STATUS" = enabled ] || missing "nova-compute on $SUBJECT is disabled"
}

compute_is_up() {
  find_service
  [ "$STATE" = up ]
}

act() {
  # A service tells that it is alive every ten seconds.
  wait_until 180 compute_is_up || busy "nova-compute on $SUBJECT is not up yet"
  find_service
  if remembers_for_pair "enabled-$SUBJECT" && [ "$STATUS" != enabled ]; then
    as_admin nova service-enable "$HOST" nova-compute
  fi
}

verify() { check; }
undo() { :; }
