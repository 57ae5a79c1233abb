# shellcheck shell=bash source-path=SCRIPTDIR
# OpenStack's clients and what they print.

. ../lib/frame.sh

# as_admin COMMAND…: a client with the administrator's credentials, which stay in its environment
as_admin() (
  set +u
  # shellcheck source=/dev/null
  . "${OCTANE_ROOT:-}/root/openrc"
  exec "$@"
)

# table_columns NAME…: of a client's table on stdin the named columns, tab separated, without the header.
# All but the first are counted from the right: the names that tenants give may hold a `|`.
table_columns() {
  local names
  printf -v names '%s|' "$@"
  NAMES=$names awk -F'|' '
    /^\+/ || NF < 3 { next }
    { for (i = 2; i < NF; i++) gsub(/^ +| +$/, "", $i) }
    !header {
      header = NF; wanted = split(ENVIRON["NAMES"], name, "|") - 1
      for (w = 1; w <= wanted; w++) {
        for (i = 2; i < NF; i++) if ($i == name[w]) at[w] = i
        if (!at[w]) { print "the table has no column " name[w] >"/dev/stderr"; exit 1 }
      }
      next
    }
    {
      for (w = 1; w <= wanted; w++) printf "%s%s", (w > 1 ? "\t" : ""), $(at[w] == 2 ? 2 : at[w] + NF - header)
      print ""
    }'
}

# of_host NAME: of lines whose first column is a host, those of NAME, whether or not a domain follows it
of_host() { awk -F'\t' -v name="$1" '$1 == name || index($1, name ".") == 1'; }

# openstack_name VERSION: juno of 2014.2.2-6.1; also the name of the level its nova speaks over RPC
openstack_name() {
  case $1 in
    2013.2* | *-5.0) echo havana ;;
    2014.1*) echo icehouse ;;
    2014.2*) echo juno ;;
    2015.1*) echo kilo ;;
    liberty-*) echo liberty ;;
    mitaka-*) echo mitaka ;;
    newton-*) echo newton ;;
    *) refuse "the OpenStack release of version '$1' is unknown" ;;
  esac
}
