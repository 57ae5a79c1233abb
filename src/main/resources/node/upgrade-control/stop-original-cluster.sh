# shellcheck shell=bash
# Pacemaker of the original's controllers ends, and with it addresses, haproxy, databases and queues there.

check() { ! cluster_up || missing "pacemaker still runs on $NODE_NAME"; }

act() { pcs cluster kill; }

verify() { check; }

together() {
  local xml name
  xml=$(crm_mon --as-xml 2>/dev/null) || return 1
  for name in $ORIG_CONTROLLERS; do
    grep -qE "<node name=\"$name(\.[^\"]*)?\" .*online=\"true\"" <<<"$xml" || return 1
  done
}

undo() {
  cluster_up || pcs cluster start
  wait_until 120 together || fail "the original's controllers don't come together again"
}
