# shellcheck shell=bash
# haproxy's files and what it serves.

. ../lib/frame.sh

# http_codes URL…: one a line in the order of the URLs, 000 where nobody answers. A proxy that the node's environment names, as where
# packages come through one, does not know this cloud.
http_codes() {
  local url words=()
  [ $# -gt 0 ] || return 0
  for url in "$@"; do words+=(-o /dev/null "$url"); done
  # nobody there, nobody listening, no time left, no TLS, no or half a reply: each is 000, and curl's own end that of the last
  ask no=6,7,18,28,35,52,55,56 curl -s -k --noproxy '*' -w '%{http_code}\n' --max-time 5 ${words[@]+"${words[@]}"} || :
}

HAPROXY="${OCTANE_ROOT:-}/etc/haproxy"
MAINTENANCE_RULE='use_backend maintenance if TRUE'

# has_page: some file has the maintenance page
has_page() {
  set -- "$HAPROXY"/conf.d/*.cfg
  [ -e "$1" ] && ask grep -qF "$MAINTENANCE_RULE" "$@"
}

# haproxy_sections WHAT FILE…: the files with the page (WHAT=page), those that are without it in some section (WHAT=open), or
# the URLs that will be closed (WHAT=urls), also by each path that a section has a rule of its own for. The first use_backend whose
# condition holds is taken, so the page comes before a section's own. What haproxy answers itself before it chooses a backend, such as a
# redirect to https, is never closed, nor does it reach any service: not asked. A section that is bound to every address is asked on the
# virtual ones; of a range of ports the first; what only this node reaches, a socket or loopback, is not asked.
haproxy_sections() {
  awk -v what="$1" -v page="  $MAINTENANCE_RULE" -v vips="${MANAGEMENT_VIP:-} ${PUBLIC_VIP:-}" '
    function flush(   i, j, last, root) {
      if (what == "urls") {
        for (j = 1; j <= paths; j++) if (acl[j] in answering) answered[path[j]] = 1
        root = ("/" in answered) ? "octane" : ""
        if (closable() && !away)
          for (i = 1; i <= urls; i++)
            if (!plain_away || url[i] ~ /^https:/) {
              print url[i] root
              for (j = 1; j <= paths; j++) if (!(path[j] in answered)) print url[i] substr(path[j], 2)
            }
      } else if (what == "open") {
        if (closable() && !paged && !had[file]++) print file
      } else {
        last = first ? first - 1 : n
        while (!first && last > 0 && text[last] ~ /^[ \t]*$/) last--
        for (i = 1; i <= last; i++) print text[i]
        if (closable() && !paged) print page
        for (; i <= n; i++) print text[i]
      }
      n = 0; urls = 0; paths = 0; first = 0; paged = 0; away = 0; plain_away = 0; mode = defaults; kind = ""
      split("", answering)
      split("", answered)
    }
    # haproxy answers by this rule itself
    function answers() { return $1 == "redirect" || ($1 == "http-request" && $2 ~ /^(redirect|return|deny|reject|tarpit|auth|use-service)$/) }
    function closable() { return (kind == "listen" || kind == "frontend") && mode == "http" && tolower(name) != "stats" }
    # the addresses of a bind line, which may be several: [FAMILY@][ADDRESS]:PORT[-PORT]
    function bound(list, scheme,   n, i, one, address, port, place, k, m) {
      n = split(list, one, ",")
      for (i = 1; i <= n; i++) {
        address = one[i]
        if (address ~ /^(\/|unix@|abns@|fd@|sockpair@)/) continue
        sub(/^(ipv4|ipv6|tcp|tcp4|tcp6)@/, "", address)
        if (!match(address, /:[0-9]+(-[0-9]*)?$/)) continue
        port = substr(address, RSTART + 1)
        sub(/-.*/, "", port)
        address = substr(address, 1, RSTART - 1)
        gsub(/[][]/, "", address)
        if (address ~ /^127\./ || address == "::1" || address == "localhost") continue
        if (address == "" || address == "*" || address == "0.0.0.0" || address == "::") {
          m = split(vips, place, " ")
          for (k = 1; k <= m; k++) url[++urls] = scheme place[k] ":" port "/"
        } else {
          url[++urls] = scheme (address ~ /:/ ? "[" address "]" : address) ":" port "/"
        }
      }
    }
    function begins() {
      return $1 ~ /^(global|defaults|listen|frontend|backend|peers|userlist|resolvers|mailers|program|cache|ring|http-errors)$/
    }
    # what haproxy reads: nothing behind a #, and words whether they are quoted or not; what is written again is the line as it was
    {
      line = $0
      sub(/(^|[ \t])#.*/, "")
      gsub(/"/, "")
    }
    # the first file says what mode a section has that says nothing itself
    NR == FNR {
      if (begins()) general = ($1 == "defaults")
      if (general && $1 == "mode") defaults = $2
      next
    }
    FNR == 1 {
      if (!defaults) defaults = "http"
      flush()
      file = FILENAME
    }
    begins() {
      flush()
      kind = $1
      name = $2
      # as haproxy 1.4 wrote it
      if (kind == "listen" || kind == "frontend") bound($3, "http://")
    }
    $1 == "mode" { mode = $2 }
    $1 == "bind" { bound($2, $0 ~ /[ \t]ssl([ \t]|$)/ ? "https://" : "http://") }
    $1 == "redirect" || ($1 == "http-request" && $2 == "redirect") {
      if (!/ (if|unless) /) away = 1
      else if (/ if +! *[{] *ssl_fc *[}]/ || / unless +[{] *ssl_fc *[}]/) plain_away = 1
    }
    $1 == "use_backend" && !first { first = n + 1; paged = ($2 == "maintenance") }
    /^[ \t]*(acl|use_backend|http-request|redirect)[ \t]/ {
      about = 0
      for (i = 1; i <= NF; i++) {
        word = $i
        sub(/^\^/, "", word)
        if (answers()) answering[word] = 1
        if ($i ~ /^(path|url)(_beg|_dir|_reg)?(,|$)/) about = 1
        else if (!about || word !~ /^\/[A-Za-z0-9._\/-]*$/) continue
        else if (answers()) answered[word] = 1
        else if (paths < 9) { path[++paths] = word; acl[paths] = ($1 == "acl") ? $2 : "" }
      }
    }
    { text[++n] = line }
    END { flush() }' "$HAPROXY/haproxy.cfg" "${@:2}"
}

# The URLs that haproxy serves by HTTP for services of OpenStack
api_urls() {
  set -- "$HAPROXY"/conf.d/*.cfg
  if [ -e "$1" ]; then haproxy_sections urls "$@" | sort -u; fi
}

# keystone_answers: on both virtual addresses, by TLS where haproxy wants it; nobody vouches for the certificate there
keystone_answers() {
  local vip url urls code
  answer urls api_urls
  for vip in "$MANAGEMENT_VIP" "$PUBLIC_VIP"; do
    url=http://$vip:5000/
    if [[ $'\n'$urls == *$'\n'"https://$vip:5000/"* ]]; then url=https://$vip:5000/; fi
    answer code http_codes "${url}v2.0/"
    [[ $code =~ ^[23] ]] || return 1
  done
}
