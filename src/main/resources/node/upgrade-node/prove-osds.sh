# shellcheck shell=bash source-path=SCRIPTDIR
# The OSDs of $SUBJECT are back after its installation: the same ids on the same host, up, in the same Ceph.

. ../lib/frame.sh
. ../lib/state.sh
. ../lib/ceph.sh

# `ID up` or `ID down` for each OSD of a host
osds_of() {
  ask_ceph osd tree | awk -v host="$1" '
    { for (i = 1; i < NF; i++) if ($i == "host") here = ($(i + 1) == host) }
    here { for (i = 1; i < NF; i++) if ($i ~ /^osd\.[0-9]+$/) print substr($i, 5), $(i + 1) }' | sort -n
}

check() {
  local fsid now down
  remembers_for_pair "osds-$SUBJECT" || refuse "it was not recorded which OSDs $SUBJECT had: release-osds did not run"
  fsid=$(ask_ceph fsid)
  [ "$fsid" = "$(recall_for_pair "fsid-$SUBJECT")" ] || refuse "this is a different Ceph cluster than before"
  now=$(osds_of "$SUBJECT")
  [ "$(awk '{ print $1 }' <<<"$now")" = "$(recall_for_pair "osds-$SUBJECT")" ] ||
    missing "the OSDs of $SUBJECT are $(words "$now"); they were $(words "$(recall_for_pair "osds-$SUBJECT")")"
  down=$(awk '$2 != "up" { print "osd." $1 }' <<<"$now")
  [ -z "$down" ] || missing "$(words "$down") of $SUBJECT are not up"
  result "proof.osds-$SUBJECT" "the OSDs of $SUBJECT are up with their old ids: $(recall_for_pair "osds-$SUBJECT" | tr '\n' ' ')"
}

words() { echo "${1//$'\n'/, }"; }

# An OSD needs a while to start and to be seen.
act() { wait_until 120 quiet_check || busy "the OSDs of $SUBJECT are not up yet"; }
quiet_check() { (check) 2>/dev/null; }

verify() { check; }

undo() { :; }
