# shellcheck shell=bash
# The original's API answers before anything is closed. Its undo opens it again: by then every maintenance page is
# gone, and haproxy, if it may have read one anywhere, is started anew without it.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh
. ../lib/haproxy.sh

# It is asked once: later the API is closed on purpose
check() { remembers api-answered || missing "the API was not tested yet"; }

act() {
  wait_until 30 keystone_answers || fail "keystone doesn't answer on $MANAGEMENT_VIP and $PUBLIC_VIP: repair the cloud first"
  remember silent silent_urls
  remember api-answered :
}

# silent_urls: those of haproxy's addresses at which nobody answers, asked twice, since one answer may be lost; one a line
silent_urls() {
  local urls
  answer urls api_urls
  answer urls without_answer "$urls"
  without_answer "$urls"
}

without_answer() {
  local code codes
  # shellcheck disable=SC2086 # a list
  set -- $1
  answer codes http_codes "$@"
  [ "$(number_of "$codes")" -eq $# ] || unknown "not every address of haproxy was asked"
  for code in $codes; do
    [ "$code" != 000 ] || echo "$1"
    shift
  done
}

verify() { check; }

undo() {
  ! has_page || fail "the maintenance page is still in haproxy's files on $NODE_NAME"
  if remembers haproxy-restarted || ! keystone_answers; then
    within 300 crm resource restart p_haproxy
    # a restart that was cut short leaves it stopped
    wait_until 30 keystone_answers || within 60 crm resource start p_haproxy
    wait_until 90 keystone_answers || fail "haproxy was restarted, but keystone doesn't answer on $MANAGEMENT_VIP and $PUBLIC_VIP"
  fi
  forget haproxy-restarted
  forget silent
  forget api-answered
}
