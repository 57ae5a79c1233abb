# shellcheck shell=bash
# Ceph. Without quorum it hangs for ever unless told how long to wait; it prints some answers to stderr.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/hosts.sh
. ../lib/state.sh

ask_ceph() { within 120 ceph --connect-timeout 10 "$@"; }

# The names in quorum, one a line. HEALTH hides a dead monitor for a minute after a new map.
monitors_in_quorum() {
  local status names
  answer status ask_ceph quorum_status -f json
  [[ $status =~ \"quorum_names\":\ *\[([^]]*)\] ]] || unknown "Ceph does not say which monitors are in quorum"
  names=${BASH_REMATCH[1]//[\" ]/}
  echo "${names//,/$'\n'}"
}

are_in_quorum() {
  local names name
  answer names monitors_in_quorum
  for name in $1; do
    is_host_in "$name" "${names//$'\n'/ }" || return 1
  done
}

# osds_in_tree: for each OSD of `ceph osd tree` on stdin a line `ID HOST STATE WEIGHT`. HOST is `-` for one outside of CRUSH, which is
# printed last and no deeper than a root, and `?` for one that CRUSH has under no host; WEIGHT is 0 for one that is out. Of one that was
# removed only its name may be left (DNE): that is none.
osds_in_tree() {
  awk '
    # how far in a name stands: Firefly writes a tab for each level, later ones align columns
    function depth(at,   head, tabs) {
      head = substr($0, 1, at - 1)
      tabs = gsub(/\t/, "", head)
      return tabs ? tabs : at
    }
    match($0, /[ \t]osd\.[0-9]+([ \t]|$)/) {
      at = RSTART + 1
      split(substr($0, at), word, /[ \t]+/)
      if (word[2] == "" || word[2] == "DNE") next
      print substr(word[1], 5), (host != "" && depth(at) > level ? host : root && depth(at) > root ? "?" : "-"), word[2], word[3] + 0
      next
    }
    match($0, /^[ \t]*-[0-9]+[ \t]+[-+.0-9e]+[ \t]+/) {
      at = RLENGTH + 1
      if (!root || depth(at) < root) root = depth(at)
      if ($3 == "host") { host = $4; level = depth(at) } else if (depth(at) <= level) host = ""
    }'
}

# osds_in_dump: of `ceph osd dump` on stdin `ID NODE` for each OSD with an address of OSD_ADDRESSES, `NODE=ADDRESS,… …`. An OSD that is down
# keeps the address it had. One of IPv6 stands in brackets, and each side may write the same one in its own way; several of them may stand
# in a list, `[v2:ADDRESS,v1:ADDRESS]`.
osds_in_dump() {
  NODES=${OSD_ADDRESSES:-} awk '
    function plain(address, half, left, right, n, m, i, out) {
      gsub(/[][]/, "", address)
      address = tolower(address)
      sub(/^::ffff:/, "", address)
      if (!index(address, ":")) return address
      i = index(address, "::")
      half = i ? substr(address, 1, i - 1) : address
      n = split(half, left, ":")
      m = i ? split(substr(address, i + 2), right, ":") : 0
      for (i = 1; i <= n; i++) out = out ":" short(left[i])
      for (i = n + m; i < 8; i++) out = out ":0"
      for (i = 1; i <= m; i++) out = out ":" short(right[i])
      return out
    }
    function short(group) { sub(/^0+/, "", group); return group == "" ? "0" : group }
    BEGIN {
      n = split(ENVIRON["NODES"], node, " ")
      for (i = 1; i <= n; i++) {
        at = index(node[i], "=")
        m = split(substr(node[i], at + 1), address, ",")
        for (j = 1; j <= m; j++) of[plain(address[j])] = substr(node[i], 1, at - 1)
      }
    }
    match($0, /^osd\.[0-9]+ /) {
      rest = $0
      while (match(rest, /(\[[0-9a-fA-F:.]+\]|[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+):[0-9]+\/[0-9]+/)) {
        place = substr(rest, RSTART, RLENGTH)
        rest = substr(rest, RSTART + RLENGTH)
        sub(/:[0-9]+\/[0-9]+$/, "", place)
        place = plain(place)
        if (place in of) { print substr($1, 5), of[place]; next }
      }
    }'
}

# all_osds: `ID NODE STATE WEIGHT PLACE` for each OSD. NODE is the node that it runs on: told by its address, since CRUSH may have it
# under any bucket, and one node as several hosts; where no address is known, by the host that CRUSH has it under. PLACE is `crush`, or
# `-` for one outside of it.
all_osds() {
  local tree dump='' osds
  answer tree ask_ceph osd tree
  if [ -n "${OSD_ADDRESSES:-}" ]; then answer dump ask_ceph osd dump; fi
  answer osds osds_in_tree <<<"$tree"
  osds_in_dump <<<"$dump" | NODES=${OSD_NODES:-} awk '
    function same(a, b) { a = tolower(a); b = tolower(b); return a == b || index(a, b ".") == 1 || index(b, a ".") == 1 }
    BEGIN { n = split(ENVIRON["NODES"], name, " ") }
    NF == 2 { at[$1] = $2; next }
    # one may be in several trees
    !NF || had[$1]++ { next }
    {
      node = $2
      for (i = 1; i <= n; i++) if (same(name[i], $2)) node = name[i]
      print $1, ($1 in at ? at[$1] : node), $3, $4, ($2 == "-" ? "-" : "crush")
    }' - <(echo "$osds")
}

# osds_on NODES: `ID STATE WEIGHT` for each OSD on these nodes
osds_on() {
  local osds
  answer osds all_osds
  NODES=$1 awk '
    BEGIN { n = split(ENVIRON["NODES"], name, " "); for (i = 1; i <= n; i++) wanted[tolower(name[i])] = 1 }
    tolower($2) in wanted { print $1, $3, $4 }' <<<"$osds" | sort -n
}

# osds_in_json: as osds_in_tree, of `ceph osd tree -f json` and without the hosts: `ID STATE WEIGHT`. What is opened in an answer is
# closed in it, else it is half of one.
osds_in_json() {
  awk '
    function value(text, name) {
      if (!match(text, "\"" name "\": *\"?[^,\"}]*")) return ""
      text = substr(text, RSTART, RLENGTH)
      sub(/^"[^"]*": *"?/, "", text)
      return text
    }
    { all = all $0 }
    END {
      opened = gsub(/[{[]/, "&", all)
      if (!opened || opened != gsub(/[]}]/, "&", all)) { print "what Ceph says of its OSDs is cut off" >"/dev/stderr"; exit 1 }
      gsub(/[{] *[}]/, "", all)
      n = split(all, part, "{")
      for (i = 1; i <= n; i++) {
        id = value(part[i], "name")
        state = value(part[i], "status")
        if (id !~ /^osd\.[0-9]+$/ || value(part[i], "exists") == "0" || state == "" || state == "DNE") continue
        print substr(id, 5), state, value(part[i], "reweight") + 0
      }
    }' | sort -n -u
}

# The ids of the OSDs in one line, sorted
osd_ids() {
  local tree
  answer tree ask_ceph osd tree -f json
  osds_in_json <<<"$tree" | awk '{ line = line (NR > 1 ? " " : "") $1 } END { print line }'
}

# silent_osds IDS: those that don't answer themselves, `osd.ID` each. The map keeps `up` for a quarter of an hour when nobody reports,
# and one that is gone is asked for ever.
silent_osds() {
  local silent
  answer silent osds_without_answer "$1"
  [[ $silent != *unasked* ]] || unknown "Ceph's monitors do not answer, so that no OSD can be asked whether it is there"
  if [ -n "$silent" ]; then echo "$silent"; fi
}

# osds_without_answer IDS: those, and `unasked` beside one that could not be asked since no monitor says where it is
osds_without_answer() {
  local id said count=0
  for id in $1; do
    {
      if answer_unless no=124,137 . said within "${ASK_SECONDS:-15}" ceph --connect-timeout 10 tell "osd.$id" version; then
        :
      elif [[ $said =~ [Ee]rror\ connecting\ to\ cluster ]]; then
        echo "osd.$id unasked"
      else
        echo "osd.$id"
      fi
    } &
    count=$((count + 1))
    if [ $((count % 20)) -eq 0 ]; then wait; fi
  done
  wait
}

# placement_groups: a line for each, of pg dump pgs_brief; what Ceph says beside it goes along
placement_groups() {
  local groups
  answer_unless 'a^' groups within 60 ceph --connect-timeout 10 pg dump pgs_brief
  echo "$groups"
}

# pools_in_dump: for each pool of `ceph osd dump` on stdin a line `pool ID NAME MIN_SIZE`; `-` where it does not say that size. A name may
# have blanks, which no word of the line may: \001 stands for each.
pools_in_dump() {
  awk -v quote="'" '$1 == "pool" && match($0, quote ".*" quote) {
    name = substr($0, RSTART + 1, RLENGTH - 2)
    id = $2
    $0 = substr($0, RSTART + RLENGTH)
    gsub(/ /, "\001", name)
    least = "-"
    for (i = 1; i < NF; i++) if ($i == "min_size" && $(i + 1) ~ /^[0-9]+$/) least = $(i + 1)
    print "pool", id, name, least
  }'
}

# know_min_sizes POOLS GROUPS: the min_size of each placement group's pool is among them. Without it nobody can say which groups may
# lose an OSD.
know_min_sizes() {
  local lacking
  answer lacking awk '
    $1 == "pool" { if ($4 != "-") known[$2] = 1; next }
    $1 ~ /^[0-9]+\.[0-9a-f]+$/ { split($1, group, "."); if (!(group[1] in known) && !had[group[1]]++) print group[1] }' <<<"$1"$'\n'"$2"
  [ -z "$lacking" ] || unknown "Ceph does not say which min_size these pools have, by number: ${lacking//$'\n'/, }"
}

noout_set() { flag_set noout; }

# flag_set FLAG: whether Ceph has it. No answer is neither yes nor no: nothing goes on without one.
flag_set() {
  local dump
  answer dump ask_ceph osd dump
  [[ $dump =~ (^|$'
')flags\ ?([^$'
']*) ]] || unknown "Ceph does not say which flags are set"
  in_list "$1" "${BASH_REMATCH[2]//,/ }"
}

# set_noout NOTE: sets it, after it was noted who had: an operator's flag stays in the end
set_noout() {
  remembers_for_pair "$1" || if noout_set; then remember_for_pair "$1" echo operator; else remember_for_pair "$1" echo octane; fi
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
has_gateway() {
  local keys
  keys=$(client_keys "${OCTANE_ROOT:-}/etc/ceph")
  [[ $'\n'$keys == *$'\n'keyring.radosgw.* ]]
}
