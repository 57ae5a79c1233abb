# shellcheck shell=bash
# How things are before a stage changes them, and, when the stage is taken back, whether they are so again. First of
# its stage, so its undo is the last. LOOK says at what: `files` (below FOLDERS), `services` of this node, and
# `cloud`: what only the first of the original's controllers tells of the whole, or the node of a step that says WHOLE=here.
#
# One fact is one line: kind, name, value, separated by tabs. What was has to be again; what has come since is
# nobody's fault, except a file.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh
. ../lib/shared.sh
. ../lib/rabbitmq.sh
. ../lib/openstack.sh
. ../lib/vms.sh
. ../lib/pacemaker.sh
. ../lib/services.sh
. ../lib/ceph.sh
. ../lib/addresses.sh
. ../lib/haproxy.sh

readonly MEMORY="before-$WHAT"

check() { remembers "$MEMORY" || missing "it is not recorded yet how ${NODE_NAME:-the node} is before the change"; }

act() { remember "$MEMORY" facts; }

verify() { check; }

facts() {
  local look
  for look in $LOOK; do
    if [ "$look" = cloud ] && [ "${WHOLE:-}" != here ] && [ "$NODE_NAME" != "${ORIG_CONTROLLERS%% *}" ]; then continue; fi
    "facts_of_$look"
  done
}

# ---- files

# Files that an upgrade of another cluster has changed and will put back itself
borrowed() {
  if [ -e "$OCTANE_HOME/patched" ]; then
    sed -e "s!^[^ ]*  !${OCTANE_ROOT:-}/!" -e 'p;s/$/.octane-before/' "$OCTANE_HOME/patched"
  fi
  if in_use astute-broker; then
    plugins_manifest
    printf '%s\n' "${OCTANE_ROOT:-}/etc/rabbitmq/enabled_plugins" "$MANIFEST" "$MANIFEST.octane-before"
  fi
}

find_files() {
  local folder
  for folder in $FOLDERS; do
    if [ -d "${OCTANE_ROOT:-}$folder" ]; then find "${OCTANE_ROOT:-}$folder" -type f -print0; fi
  done | sort -zu
}

facts_of_files() {
  local borrowed sums modes
  answer borrowed borrowed
  answer sums each_file sha256sum
  answer modes each_file stat -c '%a %U:%G %n'
  ROOT="${OCTANE_ROOT:-}" BORROWED=$borrowed awk '
    BEGIN { n = split(ENVIRON["BORROWED"], b, "\n"); for (i = 1; i <= n; i++) skip[b[i]] = 1 }
    { path = substr($0, index($0, "/")); word = substr($0, 1, index($0, "/") - 1); gsub(/[ \\*]+$/, "", word) }
    !NF || path in skip { next }
    NR == FNR { sum[path] = word; next }
    { print "file\t" substr(path, length(ENVIRON["ROOT"]) + 1) "\t" word " " sum[path] }' \
    <(echo "$sums") <(echo "$modes")
}

# each_file PROGRAM…: with the paths behind it
each_file() { find_files | xargs -0 -r "$@"; }

# ---- this node

facts_of_services() {
  openstack_jobs | sed 's/.*/service\t&\truns/'
  if apache_runs; then printf 'service\tapache2\truns\n'; fi
}

# ---- the cloud, seen from the first of the original's controllers

facts_of_cloud() {
  pacemaker
  addresses
  api
  ceph_facts
  computes
  vms
}

pacemaker() {
  local states
  answer states resource_states
  awk '$4 == "true" && !had[$1]++ { print "resource\t" $1 "\tactive" }' <<<"$states"
}

addresses() {
  local pair
  read_own_addresses
  for pair in $ORIG_CONTROLLER_ADDRESSES; do heard "${pair#*=}" br-mgmt; done
  for pair in ${ORIG_CONTROLLER_PUBLIC_ADDRESSES:-}; do heard "${pair#*=}" br-ex; done
  heard "$MANAGEMENT_VIP" br-mgmt
  heard "$PUBLIC_VIP" br-ex
}

# Whoever else answers for this node's own addresses is a stranger.
heard() {
  local count macs
  answer macs others_answering "$1" "$2"
  count=$(number_of "$macs")
  if is_own_address "$1"; then count=$((count + 1)); fi
  printf 'address\t%s\tanswered by %s\n' "$1" "$count"
}

api() {
  local urls url code codes
  answer urls api_urls
  # shellcheck disable=SC2086 # a list
  set -- $urls
  answer codes http_codes "$@"
  [ "$(number_of "$codes")" -eq $# ] || unknown "not every address of the API was asked"
  for code in $codes; do
    url=$1
    shift
    case $code in 000 | 5*) ;; *) printf 'api\t%s\tserved\n' "$url" ;; esac
  done
}

ceph_facts() {
  local fsid tree
  [ -n "$OSD_NODES" ] || return 0
  answer fsid ask_ceph fsid
  [ -n "$fsid" ] || unknown "Ceph does not say its fsid"
  printf 'ceph\tfsid\t%s\n' "$fsid"
  monitors_in_quorum | sed 's/.*/monitor\t&\tin quorum/'
  if noout_set; then printf 'ceph\tnoout\tset\n'; else printf 'ceph\tnoout\tnot set\n'; fi
  answer tree ask_ceph osd tree
  # one that is down may well be up later
  osds_in_tree <<<"$tree" | awk '$3 == "up" { print "osd\tosd." $1 "\tup" }'
}

computes() {
  local list
  answer list compute_services
  awk -F'\t' '$2 == "enabled" && $3 == "up" { print "compute\t" $1 "\tenabled and up" }' <<<"$list"
}

vm_ids() { all_vms | cut -f1; }

# Tenants start, stop and delete theirs at any time; only what can't be a tenant's wish counts.
vms() {
  local list
  answer list all_vms
  awk -F'\t' 'NF { print "vm\t" $1 "\t" ($2 == "ERROR" ? "broken" : "not broken") }' <<<"$list"
}

# ---- the comparison

# differences NOW: a line for each fact that isn't as it was. Whoever is gone from the VMs was deleted.
differences() {
  awk -F'\t' '
    NR == FNR { now[$1 "\t" $2] = $3; next }
    { was[$1 "\t" $2] = 1 }
    ($1 "\t" $2) in now {
      value = now[$1 "\t" $2]
      if (value == $3 || $1 == "vm" && value != "broken") next
      if ($1 == "file") print $2 " is another file"; else print $1 " " $2 " is " value ", was " $3
      next
    }
    $1 == "vm" { next }
    $1 == "file" { print $2 " is gone"; next }
    { print $1 " " $2 " is not " $3 " any more" }
    END { for (k in now) if (k ~ /^file\t/ && !(k in was)) print substr(k, 6) " was not there" }' \
    <(echo "$1") "$OCTANE_STATE/$MEMORY" | sort
  if [ -s "$OCTANE_STATE/databases-differ" ] && [ "$LOOK" != files ]; then
    sed -n -e 's/^? \(.*\)/database \1 could not be compared with the dump, MySQL did not count it/p' -e t \
      -e 's/^./the databases differ from those of the dump in &/p' "$OCTANE_STATE/databases-differ"
  fi
}

# Services and agents need a while until all of them report again.
settled() {
  local now other
  answer now facts
  answer other differences "$now"
  [ -z "$other" ]
}

undo() {
  local other now patience=${SETTLE_SECONDS:-120}
  umask 077
  # Files don't settle.
  [ "$LOOK" != files ] || patience=0
  if remembers "$MEMORY"; then
    if ! wait_until "$patience" settled; then
      answer now facts
      answer other differences "$now"
      [ -z "$other" ] || refuse "not as before on $NODE_NAME: ${other//$'\n'/; }"
    fi
    proofs
  fi
  remove_traces
}

# noted KIND: how many facts of that kind are remembered
noted() {
  local kind number=0
  while IFS=$'\t' read -r kind _; do if [ "$kind" = "$1" ]; then number=$((number + 1)); fi; done <"$OCTANE_STATE/$MEMORY"
  echo "$number"
}

proofs() {
  local vms
  if in_list files "$LOOK"; then
    result "proof.files-$NODE_NAME" "$(noted file) files under ${FOLDERS// /, } of $NODE_NAME are byte for byte as before"
  fi
  if in_list services "$LOOK"; then
    result "proof.services-$NODE_NAME" "$(noted service) services of OpenStack run on $NODE_NAME as before"
  fi
  [ "$(noted api)" -gt 0 ] || return 0
  answer vms vm_ids
  vms=$(number_of "$vms")
  result proof.api "the API answers from the original as before, on $(noted api) addresses; one host answers for each of its addresses"
  result proof.pacemaker "$(noted resource) resources of pacemaker are active in the original as before"
  [ -z "$OSD_NODES" ] || result proof.ceph "Ceph is the same cluster with the original's $(noted monitor) monitors in quorum, $(noted osd) OSDs and noout as before"
  result proof.computes "$(noted compute) computes are enabled and up in the original as before"
  result proof.vms "$vms VMs are in the original's nova, there were $(noted vm); none was broken"
  if remembers databases-compared; then
    result proof.databases "$(recall databases-compared) in the original's databases are as they were when they were dumped"
  fi
}
