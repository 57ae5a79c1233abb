# shellcheck shell=bash
# Names of hosts. Nailgun keeps what an operator has typed, capitals and dots included; programs tell it in small letters or in its own,
# with the domain behind it or without, and of one with dots maybe the first part alone.

# same_host NAME OTHER
same_host() {
  local one=${1,,} other=${2,,}
  [[ $one == "$other" || $one == "$other".* || $other == "$one".* ]]
}

# is_host_in NAME LIST
is_host_in() {
  local name
  for name in $2; do if same_host "$1" "$name"; then return 0; fi; done
  return 1
}

# name_in NAME LIST: the one of LIST that is the same host, or NAME without its domain
name_in() {
  local name
  for name in $2; do if [ "${1,,}" = "${name,,}" ]; then echo "$name" && return 0; fi; done
  for name in $2; do if same_host "$1" "$name"; then echo "$name" && return 0; fi; done
  echo "${1%%.*}"
}

# of_host NAME: of lines whose first column, ended by a tab, is a host, those of NAME; where some have just this name, only those
of_host() {
  awk -F'\t' -v name="$1" '
    BEGIN { name = tolower(name) }
    { host = tolower($1) }
    host == name { exact = exact $0 "\n" }
    index(host, name ".") == 1 || host != "" && index(name, host ".") == 1 { like = like $0 "\n" }
    END { printf "%s", exact != "" ? exact : like }'
}
