# shellcheck shell=bash source-path=SCRIPTDIR
# What Octane's scripts need on the Fuel master.

. ../lib/frame.sh
. ../lib/shared.sh

readonly INSTALLED="$OCTANE_HOME/packages-installed"

absent() {
  local package
  for package in $PACKAGES; do
    rpm -q "$package" >/dev/null 2>&1 || echo "$package"
  done
}

check() {
  local packages
  # what is there already may be another upgrade's, which takes it back
  is_using packages || missing "it is not recorded yet that this upgrade needs it"
  packages=$(absent)
  [ -z "$packages" ] || missing "not installed: ${packages//$'\n'/ }"
}

act() {
  local packages
  start_using packages
  packages=$(absent)
  [ -n "$packages" ] || return 0
  # Noted before they are installed: after a kill it is still known that they are Octane's to remove.
  { cat "$INSTALLED" 2>/dev/null || true; echo "$packages"; } | sort -u | write_file "$INSTALLED" 600
  # shellcheck disable=SC2086 # a list
  yum -y install $packages
}

verify() { check; }

undo() {
  local packages='' package
  stop_using packages || { echo "another upgrade still uses the packages"; return 0; }
  [ ! -s "$INSTALLED" ] || packages=$(<"$INSTALLED")
  # shellcheck disable=SC2086 # a list
  [ -z "$packages" ] || yum -y remove $packages
  for package in $packages; do
    ! rpm -q "$package" >/dev/null 2>&1 || fail "$package is still installed"
  done
  rm -f "$INSTALLED"
}
