# shellcheck shell=bash source-path=SCRIPTDIR
# Pacemaker. Its commands return before anything has happened and exit 0 after a failed stop; only crm_mon's XML tells
# what is so.

. ../lib/frame.sh
. ../lib/lists.sh

cluster_up() { crm_mon --as-xml >/dev/null 2>&1; }

# resource_states: a line `TOP ID ROLE ACTIVE BLOCKED FAILED` per instance; TOP is its clone or group, or itself
resource_states() {
  crm_mon --as-xml | awk '
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

# resources_active NAMES / resources_stopped NAMES: is every one of them active somewhere / none anywhere
resources_active() {
  local states name
  states=$(resource_states) || return 1
  for name in $1; do
    awk -v n="$name" '($1 == n || $2 == n) && $4 == "true" && $6 != "true" { found = 1 } END { exit !found }' \
      <<<"$states" || return 1
  done
}
resources_stopped() {
  local states top id role active blocked failed running=no
  states=$(resource_states) || return 1
  while read -r top id role active blocked failed; do
    in_list "$top" "$1" || in_list "$id" "$1" || continue
    if [ "$blocked" = true ] || [ "$failed" = true ]; then
      fail "pacemaker failed to stop $id ($role, blocked: $blocked); look at its log, then: pcs resource cleanup $id"
    fi
    [ "$active" != true ] || running=yes
  done <<<"$states"
  [ "$running" = no ]
}
