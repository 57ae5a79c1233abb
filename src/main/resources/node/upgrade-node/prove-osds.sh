# shellcheck shell=bash
# The OSDs of $SUBJECT are back after its installation: the same ids on the same host, up, in the same Ceph.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh

# `ID up` or `ID down` for each OSD of a host
osds_of() {
  local osds
  answer osds osds_on "$1"
  cut -d' ' -f1,2 <<<"$osds"
}

check() {
  local fsid now ids had alive new gone up down
  remembers_for_pair "osds-$SUBJECT" || refuse "it was not recorded which OSDs $SUBJECT had: release-osds did not run"
  answer fsid ask_ceph fsid
  [ "$fsid" = "$(recall_for_pair "fsid-$SUBJECT")" ] || refuse "this is a different Ceph cluster than before"
  answer now osds_of "$SUBJECT"
  answer ids cut -d' ' -f1 <<<"$now"
  had=$(recall_for_pair "osds-$SUBJECT")
  alive=$had
  ! remembers_for_pair "osds-up-$SUBJECT" || alive=$(recall_for_pair "osds-up-$SUBJECT")
  # a new id is an OSD that was made anew, without the data; one that was dead before may be gone
  answer new without "$ids" "$had"
  answer gone without "$alive" "$ids"
  [ -z "$new$gone" ] ||
    missing "the OSDs of $SUBJECT are $(words "$ids"); they were $(words "$had")"
  answer up awk '$2 == "up" { print $1 }' <<<"$now"
  answer down without "$alive" "$up"
  [ -z "$down" ] || missing "$(words "$(sed 's/^/osd./' <<<"$down")") of $SUBJECT are not up"
  # the map may have them up from before
  answer down silent_osds "$alive"
  [ -z "$down" ] || missing "$(words "$down") of $SUBJECT do not answer"
  [ -n "$alive" ] || { echo "none of the OSDs of $SUBJECT was up before: $(words "$had")"; return 0; }
  result "proof.osds-$SUBJECT" "the OSDs of $SUBJECT are up with their old ids: ${alive//$'\n'/ }"
}

# without LINES OTHERS: those of the lines that aren't among the others
without() { awk -v others="${2//$'\n'/ }" 'NF && !index(" " others " ", " " $1 " ")' <<<"$1"; }

words() { echo "${1//$'\n'/, }"; }

# An OSD needs a while to start and to be seen.
act() { wait_until 120 holds check || busy "the OSDs of $SUBJECT are not up yet"; }

verify() { check; }

undo() { :; }
