# shellcheck shell=bash
# haproxy's files: every HTTP section of an OpenStack service leads to a backend without servers, which
# answers 503. Nothing changes before haproxy is restarted. A section of mode tcp is left alone: a MySQL
# client would hang there.

. ../lib/frame.sh
. ../lib/lists.sh
. ../lib/files.sh
. ../lib/state.sh
. ../lib/haproxy.sh

has_backend() { [ -e "$HAPROXY/haproxy.cfg" ] && ask grep -qE '^backend[ \t]+maintenance[ \t]*$' "$HAPROXY/haproxy.cfg"; }

# Standard haproxy takes a directory as -f; Fuel's reads `include`.
valid() {
  local files=(-f "$HAPROXY/haproxy.cfg")
  ask grep -qE '^[ \t]*include ' "$HAPROXY/haproxy.cfg" || files+=(-f "$HAPROXY/conf.d")
  ask within 60 haproxy -c ${files[@]+"${files[@]}"}
}

written() {
  local open
  has_backend || return 1
  answer open haproxy_sections open "$HAPROXY"/conf.d/*.cfg
  [ -z "$open" ] && [ -n "$(recall closed)" ]
}

check() {
  written || missing "haproxy's files don't close the API yet"
  result closed "$(number_of "$(recall closed)")"
}

act() {
  local file open
  # first the backend, then who uses it: whenever this is cut short, the files on disk are valid
  if ! has_backend; then
    change_file "$HAPROXY/haproxy.cfg" 644 with_backend
  fi
  answer open haproxy_sections open "$HAPROXY"/conf.d/*.cfg
  while IFS= read -r file; do
    [ -z "$file" ] || change_file "$file" 644 haproxy_sections page "$file"
  done <<<"$open"
  if ! valid; then
    undo
    refuse "haproxy rejects its files with the maintenance page; the files are as before"
  fi
  remember closed api_urls
}

with_backend() {
  cat "$HAPROXY/haproxy.cfg"
  printf '\nbackend maintenance\n'
}

verify() {
  check
  valid || fail "haproxy rejects its files"
}

undo() {
  local file
  forget closed
  for file in "$HAPROXY"/conf.d/*.cfg; do restore_file "$file"; done
  restore_file "$HAPROXY/haproxy.cfg"
  if has_backend; then fail "the maintenance page is still in haproxy.cfg"; fi
  if has_page; then fail "haproxy's files still have the maintenance page"; fi
}
