#!/bin/bash
# sections that are indented, and comments behind a line: haproxy takes the first word for what it is, and nothing behind a #
. "$(dirname "$0")/../harness.sh"
mkdir -p "$W/root/etc/haproxy/conf.d"
cat >"$W/root/etc/haproxy/haproxy.cfg" <<'CFG'
global
  daemon
  defaults # of all
  mode http
    listen stats
  mode tcp
CFG
cat >"$W/root/etc/haproxy/conf.d/020-keystone.cfg" <<'CFG'
listen keystone-1
  bind 10.0.0.2:5000 # no ssl
  bind "172.16.0.2:5000" ssl crt /etc/pki/all.pem # outside
  # redirect scheme https
  server node-1 10.0.0.3:5000 check
  listen mysqld
    bind 10.0.0.2:3306
    mode tcp # no http
 resolvers dns
  nameserver one 10.0.0.1:53
	frontend glance
  bind 10.0.0.2:9292
  default_backend images # use_backend maintenance if TRUE
CFG
is "$(run '' 'api_urls' MANAGEMENT_VIP=10.0.0.2 PUBLIC_VIP=172.16.0.2)" "http://10.0.0.2:5000/
http://10.0.0.2:9292/
https://172.16.0.2:5000/"
is "$(run '' 'haproxy_sections page "$HAPROXY"/conf.d/*.cfg')" "$(
  sed -e '/server node-1/a\  use_backend maintenance if TRUE' -e '/default_backend/a\  use_backend maintenance if TRUE' \
    "$W/root/etc/haproxy/conf.d/020-keystone.cfg"
)"
