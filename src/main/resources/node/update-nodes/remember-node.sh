# shellcheck shell=bash
# What $NODE_NAME does before it gets another release: afterwards it has to do the same. OpenStack's services that run, and on a
# controller the databases that there are.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh
. ../lib/services.sh
. ../lib/mysql.sh

jobs_and_apache() {
  openstack_jobs
  if apache_runs; then echo apache2; fi
}

check() { remembers services || missing "it is not recorded yet what ${NODE_NAME:-the node} does"; }

act() {
  if in_list controller "${NODE_ROLES:-}"; then remember databases openstack_databases; fi
  remember services jobs_and_apache
}

verify() { check; }

undo() { forget services; forget databases; }
