# shellcheck shell=bash
# How big OpenStack's databases and this node's monitor store are, and what is free where dumps will lie. In MiB.

. ../lib/frame.sh
. ../lib/mysql.sh
. ../lib/monitor.sh

# size COLUMN NAMES: of all tables of these databases
size() {
  local bytes
  answer bytes sql "SELECT SUM($1) FROM information_schema.tables WHERE table_schema IN ($2)"
  [[ $bytes =~ ^[0-9]+$ ]] || fail "MySQL does not say how big its tables are: ${bytes:0:80}"
  echo $(((bytes + 1048575) / 1048576))
}

quoted_names() { openstack_databases | sed "s/.*/'&'/" | paste -sd, -; }
# other_databases: with tables and of no service whose databases are moved. MySQL's own, and that of nova's cells, which Liberty and Mitaka
# make anew, are none.
other_databases() {
  local all
  answer all sql "SELECT DISTINCT table_schema FROM information_schema.tables WHERE table_type='BASE TABLE'"
  [[ $'\n'$all$'\n' == *$'\nkeystone\n'* ]] || unknown "MySQL does not list the databases that have tables"
  awk '!/^(information_schema|performance_schema|mysql|sys|test|nova|nova_api|keystone|heat|neutron|cinder|glance)$/' <<<"$all"
}
size_of_folder() { du -sm "$1" | cut -f1; }
free_mib() { df -Pm "$1" | awk 'NR == 2 { print $(NF - 2) }'; }

check() {
  local names data index store="${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$MON_ID" monitor=0 free others
  answer names quoted_names
  [ -n "$names" ] || fail "there is no database of OpenStack on this node"
  command -v openssl >/dev/null || fail "openssl is not installed on $NODE_NAME, and dumps of databases are sealed with it"
  if [ -d "$store" ]; then answer monitor size_of_folder "$store"; fi
  answer data size data_length "$names"
  answer index size index_length "$names"
  answer free free_mib "${OCTANE_ROOT:-}/var/lib"
  answer others other_databases
  result others "${others//$'\n'/, }"
  result data "$data"
  result index "$index"
  result monitor "$monitor"
  result free "$free"
}
