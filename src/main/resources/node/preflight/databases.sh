# shellcheck shell=bash source-path=SCRIPTDIR
# How big OpenStack's databases and this node's monitor store are, and what is free where dumps will lie. In MiB.

. ../lib/frame.sh
. ../lib/mysql.sh

# size COLUMN NAMES: of all tables of these databases
size() {
  local bytes
  bytes=$(sql "SELECT SUM($1) FROM information_schema.tables WHERE table_schema IN ($2)")
  [[ $bytes =~ ^[0-9]+$ ]] || fail "MySQL does not say how big its tables are: ${bytes:0:80}"
  echo $(((bytes + 1048575) / 1048576))
}

check() {
  local names data index store="${OCTANE_ROOT:-}/var/lib/ceph/mon/ceph-$NODE_NAME" monitor=0
  names=$(openstack_databases | sed "s/.*/'&'/" | paste -sd, -)
  [ -n "$names" ] || fail "there is no database of OpenStack on this node"
  if [ -d "$store" ]; then monitor=$(du -sm "$store" | cut -f1); fi
  data=$(size data_length "$names")
  index=$(size index_length "$names")
  result data "$data"
  result index "$index"
  result monitor "$monitor"
  result free "$(df -Pm "${OCTANE_ROOT:-}/var/lib" | awk 'NR == 2 { print $4 }')"
}
