# shellcheck shell=bash
# Packages of an Ubuntu node against the repositories of a release, whose addresses are in RELEASE_REPOSITORIES, a line each, `URI SUITE`.

. ../lib/frame.sh

# release_uris: their addresses without a slash at the end, in one line
release_uris() {
  local uri uris=()
  [ -n "${RELEASE_REPOSITORIES:-}" ] || refuse "no repositories of release ${TARGET_VERSION:-} are known"
  while read -r uri _; do uris+=("${uri%/}"); done <<<"$RELEASE_REPOSITORIES"
  echo ${uris[@]+"${uris[@]}"}
}

# sources_named: apt has read one of these repositories, in whatever place of the node's lists it stands
sources_named() {
  local uris text line uri
  answer uris release_uris
  answer text apt-cache policy
  while IFS= read -r line; do
    for uri in $uris; do
      if [[ $line == *" $uri/ "* || $line == *" $uri "* ]]; then return 0; fi
    done
  done <<<"$text"
  return 1
}

# installed_packages: their names in one line
installed_packages() {
  local all name state names=()
  # the variables are dpkg-query's
  # shellcheck disable=SC2016
  answer all dpkg-query -W -f '${Package} ${Status}\n'
  while read -r name state; do
    if [[ $state == *" installed" ]]; then names+=("$name"); fi
  done <<<"$all"
  [ ${#names[@]} -gt 0 ] || unknown "dpkg lists no packages"
  echo ${names[@]+"${names[@]}"}
}

# of_release: a line for each installed package that the release's repositories have: `NAME INSTALLED CANDIDATE`. What the node would get
# from elsewhere is none of the release's.
of_release() {
  local names uris policy
  answer names installed_packages
  answer uris release_uris
  # shellcheck disable=SC2086 # a list of names
  answer policy apt-cache policy $names
  URIS=$uris awk '
    BEGIN { n = split(ENVIRON["URIS"], uri, " "); for (i = 1; i <= n; i++) of_release[uri[i]] = 1 }
    /^[^ ]/ { name = $1; sub(/:$/, "", name); version = ""; next }
    /^  Installed:/ { installed = $2; next }
    /^  Candidate:/ { candidate = $2; next }
    # a version, marked where it is installed; below it from where it comes
    /^ \*\*\* / { version = $2; next }
    /^     [^ ]/ { version = $1; next }
    /^        / && version == candidate {
      sub(/\/$/, "", $2)
      if ($2 in of_release && !told[name]++) print name, installed, candidate
    }' <<<"$policy"
}

# outdated: those of them that have another version
outdated() {
  local all
  answer all of_release
  awk 'NF && $2 != $3' <<<"$all"
}
