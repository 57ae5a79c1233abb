# shellcheck shell=bash source-path=SCRIPTDIR
# haproxy is restarted in the whole cluster, and from then on every API request is refused.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/haproxy.sh

# One answer isn't enough: a haproxy that was started twice shares its ports, and half of the requests pass.
closed() {
  local url first=''
  for url in $(recall closed); do
    [ "$(http_code "$url")" = 503 ] || return 1
    first=${first:-$url}
  done
  [ -n "$first" ] || return 1
  for _ in 1 2 3 4; do
    [ "$(http_code "$first")" = 503 ] || return 1
  done
}

check() {
  closed || missing "some of the APIs still accept requests"
  result proof.maintenance "$(recall closed | wc -l) addresses of the API answer 503"
}

act() {
  # whoever opens the API again has to know that some haproxy may have read the page
  : | remember haproxy-restarted
  crm resource restart p_haproxy
  if ! wait_until 30 closed; then
    # a restart that was cut short leaves it stopped
    crm resource start p_haproxy
    wait_until 60 closed || fail "haproxy was restarted, but not every API request is refused"
  fi
}

verify() { check; }

# Lifted where it was laid: the page's undo takes it out of the files, then api-answers' restarts haproxy.
undo() { :; }
