# shellcheck shell=bash
# A controller leaves its cluster in good order, before it is installed anew: its services end, pacemaker with all that it runs here,
# MySQL by a shutdown of its own, and Ceph's monitor. The others go on without it.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/services.sh
. ../lib/pacemaker.sh
. ../lib/mysql.sh
. ../lib/monitor.sh

readonly GRASTATE="${OCTANE_ROOT:-}/var/lib/mysql/grastate.dat"

mysql_runs() {
  # shellcheck disable=SC2034 # that it answers is enough
  local said
  answer_unless "Can't connect to local MySQL server" said sql 'SELECT 1'
}

# Galera writes down how far the databases are when it ends well; -1 stands there as long as it runs, and after a crash. An empty file, or
# none, says nothing of it.
ended_well() { [ -s "$GRASTATE" ] && ask grep -qE '^seqno: *[0-9]+$' "$GRASTATE"; }

check() {
  openstack_stopped || missing "services of OpenStack still run on $NODE_NAME"
  ! cluster_up || missing "pacemaker still runs on $NODE_NAME"
  ! mysql_runs || missing "MySQL still runs on $NODE_NAME"
  ended_well || missing "MySQL of $NODE_NAME did not end by a shutdown: in $GRASTATE is no seqno of 0 or more"
  [ -z "$OSD_NODES" ] || ! monitor_runs || missing "Ceph's monitor still runs on $NODE_NAME"
}

act() {
  remember left :
  stop_openstack
  if cluster_up; then
    remember resources active_and_noted
    try within 900 pcs cluster stop --force
  fi
  wait_until 120 mysql_ended || fail "MySQL of $NODE_NAME does not end; stop it by hand with: service mysql stop"
  [ -z "$OSD_NODES" ] || stop_monitor
}

mysql_ended() { ! mysql_runs; }

verify() { check; }

together() { all_online "$NODE_NAME"; }

# Not where it was installed anew since: there nothing is noted.
undo() {
  local names
  remembers left || { forget left; return 0; }
  names=$(recall resources)
  names=${names//$'\n'/ }
  cluster_up || within 120 pcs cluster start
  wait_until 300 together || fail "$NODE_NAME does not come back to its cluster"
  wait_until 600 resources_active "$names" || fail "pacemaker doesn't run again all of: $names"
  if [ -n "$OSD_NODES" ] && ! monitor_runs; then start_monitor; fi
  start_openstack
  forget_for_pair services
  forget resources
  forget left
}
