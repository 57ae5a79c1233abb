# shellcheck shell=bash
# nova uses $SUBJECT again, if it did before. Runs on a controller.

find_service() {
  local line
  line=$(cloud nova service-list --binary nova-compute | columns Host Status State | of_host "$SUBJECT")
  HOST=${line%%$'\t'*}
  line=${line#*$'\t'}
  STATUS=${line%%$'\t'*} STATE=${line#*$'\t'}
}

check() {
  find_service
  [ -n "$HOST" ] || missing "nova knows no compute service on $SUBJECT"
  [ "$STATE" = up ] || missing "nova-compute on $SUBJECT is $STATE"
  ! noted "enabled-$SUBJECT" || [ "$STATUS" = enabled ] || missing "nova-compute on $SUBJECT is disabled"
}

is_up() {
  find_service
  [ "$STATE" = up ]
}

act() {
  # A service tells that it is alive every ten seconds.
  wait_until 180 is_up || busy "nova-compute on $SUBJECT is not up yet"
  if noted "enabled-$SUBJECT" && [ "$STATUS" != enabled ]; then
    cloud nova service-enable "$HOST" nova-compute
  fi
}

verify() { check; }
undo() { :; }
