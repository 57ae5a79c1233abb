# shellcheck shell=bash source-path=SCRIPTDIR
# Ceph. Without quorum it hangs for ever unless told how long to wait; it prints some answers to stderr.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh

ask_ceph() { ceph --connect-timeout 10 "$@"; }

# The names in quorum, one a line. HEALTH hides a dead monitor for a minute after a new map.
monitors_in_quorum() {
  local status names
  status=$(ask_ceph quorum_status -f json) || return
  [[ $status =~ \"quorum_names\":\ *\[([^]]*)\] ]] || return 0
  names=${BASH_REMATCH[1]//[\" ]/}
  echo "${names//,/$'\n'}"
}

are_in_quorum() {
  local names name
  names=$(monitors_in_quorum 2>/dev/null) || return 1
  for name in $1; do
    in_list "$name" "${names//$'\n'/ }" || return 1
  done
}

# The ids of the OSDs in one line, sorted
osd_ids() {
  ask_ceph osd tree -f json | grep -oE '"name": ?"osd\.[0-9]+"' | grep -oE '[0-9]+' | sort -n | tr '\n' ' ' | sed 's/ $//'
}

# noout_set: whether Ceph has the flag. No answer is neither yes nor no: nothing goes on without one.
noout_set() {
  local dump flags
  dump=$(ask_ceph osd dump) || fail "Ceph does not answer"
  flags=$(grep '^flags' <<<"$dump") || fail "Ceph does not say which flags are set"
  [[ ",${flags#flags }," == *,noout,* ]]
}

# set_noout NOTE: sets it, after it was noted who had: an operator's flag stays in the end
set_noout() {
  remembers_for_pair "$1" || if noout_set; then remember_for_pair "$1" <<<operator; else remember_for_pair "$1" <<<octane; fi
  noout_set || ask_ceph osd set noout
}

# take_noout_back NOTE: as it was before set_noout
take_noout_back() {
  if [ "$(recall_for_pair "$1")" = octane ]; then
    ! noout_set || ask_ceph osd unset noout
    ! noout_set || fail "Ceph's flag noout is still set"
  fi
  forget_for_pair "$1"
}

# client_keys FOLDER: the keyrings of Ceph's clients in it; RadosGW's is Fuel's keyring.radosgw.gateway
client_keys() {
  local file
  for file in "$1"/*.keyring "$1"/keyring.*; do
    case ${file##*/} in *.octane-*) ;; *) [ ! -e "$file" ] || echo "${file##*/}" ;; esac
  done
}

# has_gateway: RadosGW is one of this node's services
has_gateway() { client_keys "${OCTANE_ROOT:-}/etc/ceph" | grep -c '^keyring\.radosgw\.' >/dev/null; }
