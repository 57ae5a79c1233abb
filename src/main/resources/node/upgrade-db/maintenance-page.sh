# shellcheck shell=bash
# haproxy's files: every HTTP section of an OpenStack service leads to a backend without servers, which
# answers 503. Nothing changes before haproxy is restarted. A section of mode tcp is left alone: a MySQL
# client would hang there.

readonly HAPROXY="${OCTANE_ROOT:-}/etc/haproxy"
readonly PAGE='use_backend maintenance if TRUE'

mode_of_defaults() {
  awk '/^defaults/ { d = 1; next } /^[a-z]/ { d = 0 } d && $1 == "mode" { m = $2 } END { print m ? m : "http" }' \
    "$HAPROXY/haproxy.cfg"
}

# sections FILE WHAT: the file with the page (WHAT=page), or the URLs that will be closed (WHAT=urls)
sections() {
  awk -v what="$2" -v page="  $PAGE" -v defaults="$(mode_of_defaults)" '
    function flush(   i, last) {
      if (what == "urls") {
        if (closable()) for (i = 1; i <= urls; i++) print url[i]
      } else {
        last = n
        while (last > 0 && text[last] ~ /^[ \t]*$/) last--
        for (i = 1; i <= last; i++) print text[i]
        if (closable() && !paged) print page
        for (; i <= n; i++) print text[i]
      }
      n = 0; urls = 0; paged = 0; mode = defaults; kind = ""
    }
    function closable() { return (kind == "listen" || kind == "frontend") && mode == "http" && tolower(name) != "stats" }
    BEGIN { mode = defaults }
    /^(global|defaults|listen|frontend|backend|peers|userlist)([ \t]|$)/ { flush(); kind = $1; name = $2 }
    $1 == "mode" { mode = $2 }
    $1 == "bind" { url[++urls] = ($0 ~ / ssl( |$)/ ? "https://" : "http://") $2 "/" }
    $1 == "use_backend" && $2 == "maintenance" { paged = 1 }
    { text[++n] = $0 }
    END { flush() }' "$1"
}

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
  local file
  has_backend || return 1
  for file in "$HAPROXY"/conf.d/*.cfg; do
    sections "$file" page | cmp -s - "$file" || return 1
  done
  [ -n "$(recall closed)" ]
}

check() { written || missing "haproxy's files don't close the API yet"; }

act() {
  local file
  # first the backend, then who uses it: whenever this is cut short, the files on disk are valid
  if ! has_backend; then
    {
      cat "$HAPROXY/haproxy.cfg"
      printf '\nbackend maintenance\n'
    } | put_file "$HAPROXY/haproxy.cfg" 644
  fi
  for file in "$HAPROXY"/conf.d/*.cfg; do
    if ! sections "$file" page | cmp -s - "$file"; then
      sections "$file" page | put_file "$file" 644
    fi
  done
  if ! valid; then
    undo
    refuse "haproxy doesn't take its files with the maintenance page; they are as before"
  fi
  for file in "$HAPROXY"/conf.d/*.cfg; do sections "$file" urls; done | sort -u | remember closed
}

verify() {
  check
  valid
  result closed "$(recall closed | wc -l)"
}

undo() {
  local file
  forget closed
  for file in "$HAPROXY"/conf.d/*.cfg; do restore_file "$file"; done
  restore_file "$HAPROXY/haproxy.cfg"
}
