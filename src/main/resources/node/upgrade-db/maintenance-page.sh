# shellcheck shell=bash source-path=SCRIPTDIR
# haproxy's files: every HTTP section of an OpenStack service leads to a backend without servers, which
# answers 503. Nothing changes before haproxy is restarted. A section of mode tcp is left alone: a MySQL
# client would hang there.

. ../lib/frame.sh
. ../lib/files.sh
. ../lib/state.sh
. ../lib/haproxy.sh

has_backend() { grep -qE '^backend[ \t]+maintenance[ \t]*$' "$HAPROXY/haproxy.cfg"; }

# Standard haproxy takes a directory as -f; Fuel's reads `include`.
valid() {
  if grep -qE '^[ \t]*include ' "$HAPROXY/haproxy.cfg"; then
    haproxy -c -f "$HAPROXY/haproxy.cfg"
  else
    haproxy -c -f "$HAPROXY/haproxy.cfg" -f "$HAPROXY/conf.d"
  fi
}

written() {
  local open
  has_backend || return 1
  open=$(haproxy_sections open "$HAPROXY"/conf.d/*.cfg) && [ -z "$open" ] && [ -n "$(recall closed)" ]
}

check() {
  written || missing "haproxy's files don't close the API yet"
  result closed "$(recall closed | wc -l)"
}

act() {
  local file open
  # first the backend, then who uses it: whenever this is cut short, the files on disk are valid
  if ! has_backend; then
    {
      cat "$HAPROXY/haproxy.cfg"
      printf '\nbackend maintenance\n'
    } | change_file "$HAPROXY/haproxy.cfg" 644
  fi
  open=$(haproxy_sections open "$HAPROXY"/conf.d/*.cfg)
  while IFS= read -r file; do
    [ -z "$file" ] || haproxy_sections page "$file" | change_file "$file" 644
  done <<<"$open"
  if ! valid; then
    undo
    refuse "haproxy rejects its files with the maintenance page; the files are as before"
  fi
  api_urls | remember closed
}

verify() {
  check
  valid
}

undo() {
  local file
  forget closed
  for file in "$HAPROXY"/conf.d/*.cfg; do restore_file "$file"; done
  restore_file "$HAPROXY/haproxy.cfg"
  if has_backend; then fail "the maintenance page is still in haproxy.cfg"; fi
  if grep -qsF "$MAINTENANCE_RULE" "$HAPROXY"/conf.d/*.cfg; then fail "haproxy's files still have the maintenance page"; fi
}
