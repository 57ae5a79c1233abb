# shellcheck shell=bash
# haproxy is restarted in the whole cluster, and from then on every API request is refused.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh
. ../lib/haproxy.sh

# One answer isn't enough: a haproxy that was started twice shares its ports, and half of the requests pass. Where nobody answered
# before, as at an address that no node has, nobody has to answer now, but a service must not.
closed() {
  local url code codes silent count=0 loud=()
  silent=$(recall silent)
  for url in $(recall closed); do in_list "$url" "${silent//$'\n'/ }" || loud+=("$url"); done
  [ ${#loud[@]} -gt 0 ] || return 1
  set -- ${loud[@]+"${loud[@]}"}
  # before the others: where it does not answer so, they need not be waited for
  answer code http_codes "$1"
  [ "$code" = 503 ] || return 1
  answer codes http_codes "$@" "$1" "$1" "$1"
  while read -r code; do
    [ "$code" = 503 ] || return 1
    count=$((count + 1))
  done <<<"$codes"
  # shellcheck disable=SC2086 # a list
  answer codes http_codes $silent
  for code in $codes; do case $code in 000 | 503) ;; *) return 1 ;; esac; done
  [ "$count" -eq $(($# + 3)) ] && CLOSED=$#
}

check() {
  closed || missing "some of the APIs still accept requests"
  result proof.maintenance "while the API was closed $CLOSED addresses of it answered 503"
}

act() {
  # whoever opens the API again has to know that some haproxy may have read the page
  remember haproxy-restarted :
  within 300 crm resource restart p_haproxy
  if ! wait_until 30 closed; then
    # a restart that was cut short leaves it stopped
    within 60 crm resource start p_haproxy
    wait_until 60 closed || fail "haproxy was restarted, but not every API request is refused"
  fi
}

verify() { check; }

# Lifted where it was laid: the page's undo takes it out of the files, then api-answers' restarts haproxy.
undo() { :; }
