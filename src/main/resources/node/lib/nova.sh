# shellcheck shell=bash
# The level that nova speaks over RPC: a block of Octane's own inside the section [upgrade_levels] of nova.conf.

. ../lib/frame.sh

NOVA_CONF="${OCTANE_ROOT:-}/etc/nova/nova.conf"

# pinned_level: what Octane's block says, nothing without one
pinned_level() {
  sed -n '/^# octane: begin/,/^# octane: end/s/^compute=//p' "$NOVA_CONF"
}

# without_pin FILE: its text as it was before pin_level
without_pin() {
  sed -e '/^# octane: begin/,/^# octane: end/d' -e 's/^# octane: aside: //' "$1"
}

# is_pinned: to whatever level
is_pinned() {
  local level
  answer level pinned_level
  [ -n "$level" ]
}

# is_pinned_to LEVEL
is_pinned_to() {
  local level
  answer level pinned_level
  [ "$level" = "$1" ]
}

# mode_of FILE: as chmod takes it, in MODE
mode_of() { answer MODE stat -c %a "$1"; }

# with_pin LEVEL FILE: its text with the level pinned. A line of somebody else's in that section is set aside.
with_pin() {
  without_pin "$2" | awk -v level="$1" '
    { line[NR] = $0 }
    /^\[upgrade_levels\][ \t]*$/ { section = NR }
    !header && /^\[/ { header = NR }
    END {
      if (!NR || !header) header = NR + 1
      for (i = 1; i <= NR + 1; i++) {
        if (!section && i == header) {
          print "# octane: begin, section"
          print "[upgrade_levels]"
          print "compute=" level
          print "# octane: end"
        }
        if (i > NR) break
        if (line[i] ~ /^\[/) inside = (i == section)
        if (inside && line[i] ~ /^compute[ \t]*=/) print "# octane: aside: " line[i]
        else print line[i]
        if (i == section) {
          print "# octane: begin"
          print "compute=" level
          print "# octane: end"
        }
      }
    }'
}
