#!/usr/bin/env bash
# case.sh CASE: runs a case, as process 1 of namespaces of its own.
set -Eeuo pipefail

# shellcheck disable=SC2034 # lib/proofs.sh looks for it among the known faults
CASE=$1
LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source-path=SCRIPTDIR
. "$LAB_HOME/lib/proofs.sh"
# shellcheck source-path=SCRIPTDIR
. "$LAB_HOME/lib/nodes.sh"
# shellcheck source-path=SCRIPTDIR
. "$LAB_HOME/lib/steps.sh"

ended() {
  local code=$?
  if [ "$code" -ne 0 ] && [ "$code" -ne 77 ] && [ "$FAILED" -eq 0 ]; then
    FAILED=1
    say "FAILED  the case itself broke off with $code: $(tail -n 1 "$LAB_RUN/trace" 2>/dev/null)"
  fi
  echo "$PASSED $FAILED $KNOWN" >"$LAB_RUN/proofs"
  [ "$FAILED" -eq 0 ] || [ "$code" -ne 0 ] || code=1
  exit "$code"
}
trap ended EXIT
trap 'echo "line $LINENO of ${BASH_SOURCE[0]##*/}: $BASH_COMMAND" >>"$LAB_RUN/trace"' ERR

ssh-keygen -q -t rsa -b 2048 -m PEM -N '' -f "$LAB_RUN/key"
: >"$ADDRESSES"
admin_network
# shellcheck disable=SC1090 # whichever is asked for
. "$LAB_HOME/cases/$1.sh"
run
