# shellcheck shell=bash
# The map of OSDs and its epoch. Monitors that go back to an older store know an older map than the OSDs do. An OSD's message waits
# at the monitors until they have made the map that the OSD knows: until then nobody is told that an OSD is down, and none comes up.
# An OSD that was started anew in the meantime has another address than the older map says, where nothing reaches it.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh

osdmap_epoch() {
  local dump
  answer dump ask_ceph osd dump
  [[ $dump =~ (^|$'\n')epoch\ ([0-9]+) ]] || unknown "Ceph does not say which epoch its map of OSDs has"
  echo "${BASH_REMATCH[2]}"
}

# osd_epochs: `ID EPOCH` for each OSD that leads a placement group: the map that it has, asked of itself; `-` if it doesn't answer
osd_epochs() {
  local groups osd group leaders count=0
  answer groups placement_groups
  answer leaders awk '$1 ~ /^[0-9]+\.[0-9a-f]+$/ && $NF ~ /^[0-9]+$/ && !had[$NF]++ { print $NF, $1 }' <<<"$groups"
  while read -r osd group; do
    [ -n "$osd" ] || continue
    epoch_of_group "$osd" "$group" &
    count=$((count + 1))
    if [ $((count % 20)) -eq 0 ]; then wait; fi
  done <<<"$leaders"
  wait
}

epoch_of_group() { # OSD GROUP
  local said epoch=-
  answer_if_any said within "${ASK_SECONDS:-15}" ceph --connect-timeout 10 pg "$2" query
  if [[ $said =~ \"epoch\":\ *([0-9]+) ]]; then epoch=${BASH_REMATCH[1]}; fi
  echo "$1 $epoch"
}

# newest EPOCHS: the highest of a list
newest() {
  local epoch highest=0
  for epoch in $1; do if [ "$epoch" != - ] && [ "$epoch" -gt "$highest" ]; then highest=$epoch; fi; done
  echo "$highest"
}

# all_told EPOCHS: whoever was asked has told an epoch, and somebody was: nobody's silence proves nothing
all_told() {
  local epoch told=no
  while read -r _ epoch; do
    if [ "$epoch" = - ]; then return 1; fi
    if [ -n "$epoch" ]; then told=yes; fi
  done <<<"$1"
  [ "$told" = yes ]
}

# catch_up EPOCHS: the monitors' map is newer than these and than those that the OSDs have, and the OSDs follow it. A map takes a second
# or two; who needs more of them than there is time for goes on from there.
catch_up() {
  local epochs now reached seen end=$((SECONDS + ${CATCH_UP_SECONDS:-420}))
  # the OSDs first: what is made meanwhile is no older map
  answer epochs osd_epochs
  answer now osdmap_epoch
  answer seen cut -d' ' -f2 <<<"$epochs"
  reached=$(newest "$1 $seen")
  if [ -z "$1" ] && [ "$now" -ge "$reached" ] && all_told "$epochs" &&
    ! remembers_for_pair nodeep-scrub && ! remembers_for_pair called-down; then return 0; fi
  while [ "$now" -le "$reached" ]; do
    [ "$SECONDS" -lt "$end" ] || busy "the monitors' map of OSDs has epoch $now and has to pass $reached"
    change_nothing
    answer now osdmap_epoch
  done
  scrub_as_before
  answer FOLLOWED osdmap_epoch
  if ! wait_until 30 osds_follow; then
    call_down "$SILENT"
    wait_until 120 osds_follow ||
      fail "OSDs have not taken over the monitors' map of epoch $FOLLOWED: ${LAGGING//$'\n'/, }. Look whether they run and reach \
the monitors (ceph osd tree), restart their daemons, then try again"
  fi
  forget_for_pair called-down
}

# call_down OSDS: whoever runs hears from the others that the map has it down, and comes up at the address that it has now. Noted before:
# one that does not come up is not there, which is no reason to let its data move.
call_down() {
  local osd
  [ -n "$1" ] || return 0
  remember_for_pair called-down called_and_noted "$1"
  for osd in $1; do ask_ceph osd down "${osd#osd.}"; done
}

called_and_noted() {
  {
    recall_for_pair called-down
    printf '%s\n' "$1"
  } | sort -u
}

# change_nothing: two epochs, and every flag is as before. How the operator had it is noted before.
change_nothing() {
  if ! remembers_for_pair nodeep-scrub; then
    if flag_set nodeep-scrub; then remember_for_pair nodeep-scrub echo set; else remember_for_pair nodeep-scrub echo unset; fi
  fi
  if [ "$(recall_for_pair nodeep-scrub)" = set ]; then
    ask_ceph osd unset nodeep-scrub
    ask_ceph osd set nodeep-scrub
  else
    ask_ceph osd set nodeep-scrub
    ask_ceph osd unset nodeep-scrub
  fi
}

# of an attempt that was killed between the two
scrub_as_before() {
  remembers_for_pair nodeep-scrub || return 0
  ask_ceph osd "$(recall_for_pair nodeep-scrub)" nodeep-scrub
  forget_for_pair nodeep-scrub
}

# osds_up: of `ceph osd tree -f json` on stdin the ids of those that are up
osds_up() { osds_in_json | awk '$2 == "up" { print $1 }'; }

# osds_follow: each OSD that is up answers, and whoever leads a placement group has the map of epoch FOLLOWED; those that were called down
# are up again. Who doesn't, in LAGGING; those of them that don't answer, in SILENT.
osds_follow() {
  local tree epochs up late away called
  answer tree ask_ceph osd tree -f json
  answer epochs osd_epochs
  answer up osds_up <<<"$tree"
  LAGGING='all, since Ceph knows none that is up'
  SILENT=
  [ -n "$up" ] || return 1
  answer SILENT silent_osds "$up"
  answer late awk -v least="$FOLLOWED" 'NF && ($2 == "-" || $2 < least) { print "osd." $1 }' <<<"$epochs"
  answer called recall_for_pair called-down
  answer away osds_away "$called" <<<"$tree"
  answer LAGGING awk 'NF && !had[$1]++' <<<"$SILENT"$'\n'"$late"$'\n'"$away"
  [ -z "$LAGGING" ]
}

# osds_away OSDS: those of them that are down and not out, of `ceph osd tree -f json` on stdin
osds_away() { osds_in_json | OSDS=" ${1//$'\n'/ } " awk '$2 != "up" && $3 > 0 && index(ENVIRON["OSDS"], " osd." $1 " ") { print "osd." $1 }'; }
