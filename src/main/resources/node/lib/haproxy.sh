# shellcheck shell=bash source-path=SCRIPTDIR
# haproxy's files and what it serves.

. ../lib/lists.sh

# http_code URL: 000 if nobody answers
http_code() { curl -s -k -o /dev/null -w '%{http_code}' --max-time 5 "$1" || true; }

HAPROXY="${OCTANE_ROOT:-}/etc/haproxy"
MAINTENANCE_RULE='use_backend maintenance if TRUE'

mode_of_defaults() {
  awk '/^defaults/ { d = 1; next } /^[a-z]/ { d = 0 } d && $1 == "mode" { m = $2 } END { print m ? m : "http" }' \
    "$HAPROXY/haproxy.cfg"
}

# haproxy_sections FILE WHAT: the file with the page (WHAT=page), or the URLs that will be closed (WHAT=urls). haproxy sends
# requests on to https before it chooses a backend: such a URL is never closed, nor does it reach any service.
haproxy_sections() {
  awk -v what="$2" -v page="  $MAINTENANCE_RULE" -v defaults="$(mode_of_defaults)" '
    function flush(   i, last) {
      if (what == "urls") {
        if (closable() && !away)
          for (i = 1; i <= urls; i++) if (!plain_away || url[i] ~ /^https:/) print url[i]
      } else {
        last = n
        while (last > 0 && text[last] ~ /^[ \t]*$/) last--
        for (i = 1; i <= last; i++) print text[i]
        if (closable() && !paged) print page
        for (; i <= n; i++) print text[i]
      }
      n = 0; urls = 0; paged = 0; away = 0; plain_away = 0; mode = defaults; kind = ""
    }
    function closable() { return (kind == "listen" || kind == "frontend") && mode == "http" && tolower(name) != "stats" }
    BEGIN { mode = defaults }
    /^(global|defaults|listen|frontend|backend|peers|userlist)([ \t]|$)/ { flush(); kind = $1; name = $2 }
    $1 == "mode" { mode = $2 }
    $1 == "bind" { url[++urls] = ($0 ~ / ssl( |$)/ ? "https://" : "http://") $2 "/" }
    $1 == "redirect" || ($1 == "http-request" && $2 == "redirect") {
      if (!/ (if|unless) /) away = 1
      else if (/ if +! *[{] *ssl_fc *[}]/ || / unless +[{] *ssl_fc *[}]/) plain_away = 1
    }
    $1 == "use_backend" && $2 == "maintenance" { paged = 1 }
    { text[++n] = $0 }
    END { flush() }' "$1"
}

# The URLs that haproxy serves by HTTP for services of OpenStack
api_urls() {
  local file
  for file in "$HAPROXY"/conf.d/*.cfg; do
    if [ -e "$file" ]; then haproxy_sections "$file" urls; fi
  done | sort -u
}

# keystone_answers: on both virtual addresses, by TLS where haproxy wants it; nobody vouches for the certificate there
keystone_answers() {
  local vip url urls
  urls=$(api_urls)
  for vip in "$MANAGEMENT_VIP" "$PUBLIC_VIP"; do
    url=http://$vip:5000/
    if in_list "https://$vip:5000/" "${urls//$'\n'/ }"; then url=https://$vip:5000/; fi
    [[ $(http_code "${url}v2.0/") =~ ^[23] ]] || return 1
  done
}
