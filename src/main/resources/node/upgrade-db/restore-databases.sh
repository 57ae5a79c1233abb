# shellcheck shell=bash
# The original's databases replace the seed's own; every table then has the original's rows and checksum.
# Never again once a migration has begun: it would take the schema back under the services.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/state.sh
. ../lib/mysql.sh
. ../lib/dumps.sh
. ../lib/counts.sh
. ../lib/sides.sh

readonly DUMP="$OCTANE_STATE/databases.sql.gz"
readonly OWN="$OCTANE_STATE/own-databases.sql.gz"
readonly OWN_ROWS="$OCTANE_STATE/own-databases.rows"

migrated() { compgen -G "$OCTANE_STATE/migrat*" >/dev/null; }

restored() {
  local other
  [ "$(recall restored)" = "$SHA256" ] || return 1
  if migrated; then return 0; fi
  answer other tables_differing_from "$ROWS"
  [ -z "$other" ]
}

report() {
  local line moving
  answer line awk -F'\t' '{ split($1, n, "."); rows[n[1]] += $2; all += $2 }
    END { for (d in rows) printf "%s %d, ", d, rows[d]; print all }' "$ROWS"
  result rows "${line##* }"
  answer moving awk -F'\t' '$3 == "moving" { printf "%s%s", sep, $1; sep = ", " }' "$ROWS"
  result proof.rows "${line##* } rows copied (${line%, *}), equal by rows and checksum in every table${moving:+ but those that changed while they were dumped: $moving}"
}

check() {
  restored || missing "the original's databases aren't in the seed yet"
  report
}

act() {
  local other sum
  umask 077
  if restored; then return 0; fi
  must_be_isolated "its databases would be replaced by older ones"
  ! migrated || refuse "the seed's databases are being migrated: a restore now would lose that"
  answer sum sum_of "$DUMP"
  [ "${sum%% *}" = "$SHA256" ] || refuse "the dump on this node isn't the original's"
  # What has that sum was read to its end when it was made, where whoever made it says so.
  if [ "${WHOLE:-}" != yes ] && ! is_complete_dump "$DUMP"; then
    [ "$BROKEN" = no ] || fail "the dump could not be read to its end, though it is the original's"
    refuse "the dump is incomplete: its last line is missing; make a new one"
  fi
  [ -e "$OWN" ] || must_be_fewer
  [ -e "$OWN" ] || save_own
  exclusive restore load_databases "$DUMP"
  answer other tables_differing_from "$ROWS"
  [ -z "$other" ] || fail "not equal to the original after the restore: $(tr '\n' ' ' <<<"$other")"
  remember restored echo "$SHA256"
}

# must_be_fewer: a seed that nobody used yet has no VMs but those of an earlier copy
must_be_fewer() {
  local names here dumped
  answer names openstack_databases
  in_list nova "${names//$'\n'/ }" || return 0
  # a restore that was broken off has dropped it, and not made its tables yet
  answer names tables_of nova
  in_list instances "${names//$'\n'/ }" || return 0
  answer here sql 'SELECT COUNT(*) FROM nova.instances' "$COUNTING"
  [[ $here =~ ^[0-9]+$ ]] || unknown "MySQL does not say how many VMs nova of the seed has"
  answer dumped awk -F'\t' '$1 == "nova.instances" { print $2 }' "$ROWS"
  [ "$here" -le "${dumped:-0}" ] || refuse "nova of the seed has $here VMs, the dump of the original ${dumped:-0}: it is the older of the two. \
Look at both, and at when the dump was made"
}

save_own() {
  local names
  answer names openstack_databases
  names=${names//$'\n'/ }
  [ -n "$names" ] || fail "there is no database of OpenStack on this node"
  exclusive dump dump_databases "$names" "$OWN.part"
  # shellcheck disable=SC2086 # a list of names
  write_file "$OWN_ROWS" 600 table_checksums $names
  rm -f "$OWN.part.sha256"
  mv -f "$OWN.part" "$OWN"
}

verify() { check; }

undo() {
  local other
  umask 077
  if [ -e "$OWN" ]; then
    exclusive restore load_databases "$OWN"
    answer other tables_differing_from "$OWN_ROWS"
    [ -z "$other" ] || fail "the seed's own databases are restored, but they differ: $(tr '\n' ' ' <<<"$other")"
  fi
  forget restored
  # with what attempts that were killed left half written
  forget_measures
  rm -rf "$OCTANE_STATE"/{migrat*,.migrat*,{mysql,mysqldump}.err*,.own-databases.*}
  rm -f "$OWN" "$OWN.part"{,.sha256} "$OWN_ROWS"
}
