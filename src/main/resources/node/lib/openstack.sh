# shellcheck shell=bash
# OpenStack's clients and what they print.

. ../lib/frame.sh

# as_admin PROGRAM…: a client with the administrator's credentials, which stay in its environment; ended when it hangs
as_admin() (
  set +u
  # shellcheck source=/dev/null
  . "${OCTANE_ROOT:-}/root/openrc" || exit
  # a proxy, as where packages come through one, does not know this cloud
  unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
  # they keep nothing that they would have to put in order first
  exec timeout -s KILL 120 "$@"
)

# table_columns NAME…: of a client's table on stdin the named columns, tab separated, without the header.
# All but the first are counted from the right: the names that tenants give may hold a `|`. A table ends in a rule: without one
# it is half a table, and none at all is no empty list, which has a header.
table_columns() {
  local names
  printf -v names '%s|' "$@"
  NAMES=$names awk -F'|' '
    /^\+/ { rules++; open = 0; next }
    NF < 3 { next }
    { open = 1 }
    { for (i = 2; i < NF; i++) gsub(/^ +| +$/, "", $i) }
    !header {
      header = NF; wanted = split(ENVIRON["NAMES"], name, "|") - 1
      for (w = 1; w <= wanted; w++) {
        for (i = 2; i < NF; i++) if ($i == name[w]) at[w] = i
        if (!at[w]) { print "the table has no column " name[w] >"/dev/stderr"; failed = 1; exit 1 }
      }
      next
    }
    {
      for (w = 1; w <= wanted; w++) printf "%s%s", (w > 1 ? "\t" : ""), $(at[w] == 2 ? 2 : at[w] + NF - header)
      print ""
    }
    END {
      if (failed) exit 1
      if (rules < 3 || open) { print "the client printed half a table" >"/dev/stderr"; exit 1 }
    }'
}

# vm_status ID: what nova says of it, GONE where nova knows no such VM
vm_status() {
  local table
  if ! answer_unless "No server with a name or ID of" table as_admin nova show "$1"; then
    echo GONE
    return 0
  fi
  [[ $table =~ \|\ status\ +\|\ ([A-Z_]+)\  ]] || unknown "nova does not say which status VM $1 has"
  echo "${BASH_REMATCH[1]}"
}

# compute_services: `HOST STATUS STATE` of each nova-compute, tab separated
compute_services() { as_admin nova service-list --binary nova-compute | table_columns Host Status State; }

# openstack_name VERSION: juno of 2014.2.2-6.1; also the name of the level its nova speaks over RPC
openstack_name() {
  case $1 in
    2013.2*) echo havana ;;
    2014.1*) echo icehouse ;;
    2014.2*) echo juno ;;
    2015.1*) echo kilo ;;
    liberty-*) echo liberty ;;
    mitaka-*) echo mitaka ;;
    newton-*) echo newton ;;
    *) refuse "the OpenStack release of version '$1' is unknown" ;;
  esac
}
