# shellcheck shell=bash
# What Octane's scripts need on the Fuel master.

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
  shares packages || missing "it is not noted yet that this upgrade needs it"
  packages=$(absent)
  [ -z "$packages" ] || missing "not installed: ${packages//$'\n'/ }"
}

act() {
  local packages
  share packages
  packages=$(absent)
  [ -n "$packages" ] || return 0
  # Noted before they are installed: after a kill it is still known that they are Octane's to remove.
  { cat "$INSTALLED" 2>/dev/null || true; echo "$packages"; } | sort -u | replace "$INSTALLED" 600
  # shellcheck disable=SC2086 # a list
  yum -y install $packages
}

verify() { check; }

undo() {
  local packages='' package
  unshare packages || { echo "another upgrade still uses the packages"; return 0; }
  [ ! -s "$INSTALLED" ] || packages=$(<"$INSTALLED")
  # shellcheck disable=SC2086 # a list
  [ -z "$packages" ] || yum -y remove $packages
  for package in $packages; do
    ! rpm -q "$package" >/dev/null 2>&1 || fail "$package is still installed"
  done
  rm -f "$INSTALLED"
}
