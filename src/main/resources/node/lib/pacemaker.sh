# shellcheck shell=bash
# Pacemaker. Its commands return before anything has happened and exit 0 after a failed stop; only crm_mon's XML tells
# what is so.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/hosts.sh
. ../lib/state.sh

# cluster_up: no where nobody listens; every other failure, and half of its state, is no answer
cluster_up() {
  local xml
  answer_unless 'Connection to cluster failed|Could not connect|not available on this node|[Nn]ot connected' xml \
    within 30 crm_mon --as-xml || return 1
  # with what it says beside
  case $xml in *'</crm_mon>'* | *'</pacemaker-result>'*) ;; *) unknown "what pacemaker says of its state is cut off" ;; esac
}

# cluster_state: crm_mon's XML; half of it is no answer
cluster_state() {
  local xml
  answer xml within 30 crm_mon --as-xml
  case $xml in *'</crm_mon>' | *'</pacemaker-result>') ;; *) unknown "what pacemaker says of its state is cut off" ;; esac
  printf '%s\n' "$xml"
}

# all_online NAMES: each is a member of the cluster and online
all_online() {
  local xml name line members='' member='<node name="([^"]*)".*online="true"'
  cluster_up || return 1
  answer xml cluster_state
  while IFS= read -r line; do
    if [[ $line =~ $member ]]; then members+=" ${BASH_REMATCH[1]}"; fi
  done <<<"$xml"
  for name in $1; do is_host_in "$name" "$members" || return 1; done
}

# resource_states: a line `TOP ID ROLE ACTIVE BLOCKED FAILED` per instance; TOP is its clone or group, or itself
resource_states() {
  cluster_state | awk '
    function value(name,   text) {
      if (!match($0, "[ ]" name "=\"[^\"]*\"")) return "-"
      text = substr($0, RSTART, RLENGTH)
      sub(/^[^"]*"/, "", text)
      sub(/"$/, "", text)
      return text
    }
    /<resources>/ { inside = 1 }
    /<\/resources>/ { inside = 0 }
    !inside { next }
    /<(clone|group|bundle) / { if (depth++ == 0) top = value("id") }
    /<\/(clone|group|bundle)>/ { depth-- }
    /<resource / {
      id = value("id")
      sub(/:[0-9]+$/, "", id)
      print (depth > 0 ? top : id), id, value("role"), value("active"), value("blocked"), value("failed")
    }'
}

# active_and_noted: the instances that are active, and those that an attempt before this one has noted in `resources`
active_and_noted() {
  {
    recall resources
    resource_states | awk '$4 == "true" { print $1 }'
  } | sort -u
}

# resources_active NAMES / resources_stopped NAMES: is every one of them active somewhere / none anywhere
resources_active() {
  local states name top id role active blocked failed found
  answer states resource_states
  for name in $1; do
    found=no
    while read -r top id role active blocked failed; do
      if in_list "$name" "$top $id" && [ "$active" = true ] && [ "$failed" != true ]; then found=yes; fi
    done <<<"$states"
    [ "$found" = yes ] || return 1
  done
}
resources_stopped() {
  local states top id role active blocked failed running=no
  answer states resource_states
  while read -r top id role active blocked failed; do
    in_list "$top" "$1" || in_list "$id" "$1" || continue
    if [ "$blocked" = true ] || [ "$failed" = true ]; then
      fail "pacemaker failed to stop $id ($role, blocked: $blocked); look at its log, then: pcs resource cleanup $id"
    fi
    [ "$active" != true ] || running=yes
  done <<<"$states"
  [ "$running" = no ]
}
