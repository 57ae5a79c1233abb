# shellcheck shell=bash
# The version of nova that is installed, without epoch and without the distribution's own numbers.

. ../lib/frame.sh

check() {
  local version
  if command -v dpkg-query >/dev/null; then
    # the variable is dpkg-query's
    # shellcheck disable=SC2016
    answer version dpkg-query -W -f '${Version}' nova-common
  else
    answer version within 60 rpm -q --queryformat '%{VERSION}' openstack-nova-common
  fi
  version=${version#*:}
  result nova "${version%%[-~+]*}"
}
