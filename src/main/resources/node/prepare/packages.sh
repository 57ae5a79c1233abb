# shellcheck shell=bash
# What Octane's scripts need on the Fuel master.

. ../lib/frame.sh
. ../lib/shared.sh

readonly INSTALLED="$OCTANE_HOME/packages-installed"

# is_installed PACKAGE: rpm ends with 1 for whatever it fails at too, so its words count
is_installed() {
  # shellcheck disable=SC2034 # that there is one is enough
  local version
  answer_unless 'is not installed' version within 60 rpm -q "$1"
}

absent() {
  local package
  for package in $PACKAGES; do
    is_installed "$package" || echo "$package"
  done
}

check() {
  local packages
  # what is there already may be another upgrade's, which takes it back
  is_using packages || missing "it is not recorded yet that this upgrade needs it"
  answer packages absent
  [ -z "$packages" ] || missing "not installed: ${packages//$'\n'/ }"
}

act() {
  local packages
  start_using packages
  answer packages absent
  [ -n "$packages" ] || return 0
  # Noted before they are installed: after a kill it is still known that they are Octane's to remove.
  write_file "$INSTALLED" 600 noted_and "$packages"
  # shellcheck disable=SC2086 # a list
  within 1800 yum -y install $packages
}

noted_and() {
  {
    if [ -e "$INSTALLED" ]; then cat "$INSTALLED"; fi
    echo "$1"
  } | sort -u
}

verify() { check; }

undo() {
  local packages='' package
  stop_using packages
  if in_use packages; then echo "another upgrade still uses the packages" && return 0; fi
  [ ! -s "$INSTALLED" ] || packages=$(<"$INSTALLED")
  # shellcheck disable=SC2086 # a list
  [ -z "$packages" ] || within 1800 yum -y remove $packages
  for package in $packages; do
    ! is_installed "$package" || fail "$package is still installed"
  done
  rm -f "$INSTALLED"
}
