# shellcheck shell=bash
# HAProxy under pacemaker, with TLS, routes of their own in sections, and many binds: the API closes and opens again
# limit: 240

# shellcheck source-path=SCRIPTDIR
. "$LAB_HOME/lib/haproxy.sh"
# shellcheck source-path=SCRIPTDIR
. "$LAB_HOME/lib/pacemaker.sh"

# shellcheck disable=SC2034 # lib/steps.sh gives them to each step
FACTS=(ORIG_CONTROLLERS=node-1 MANAGEMENT_VIP=192.168.0.2 PUBLIC_VIP=172.16.0.2 ORIG_FUEL=7.0 SEED_FUEL=8.0)

files() { (cd "$(root_of node-1)/etc/haproxy" && find . -type f -print0 | sort -z | xargs -0 sha256sum && find . -type f -printf '%p %m %u:%g\n' | sort); }

# codes PATH…: what every address of every section of mode http answers, asked by the lab itself
codes() {
  # shellcheck disable=SC2016 # expanded there
  on node-1 bash -c 'words=()
    for url in $(sed -n "s/^ *bind *\([^ ]*\).* ssl .*/https:\/\/\1/p; t; s/^ *bind *\([^ ]*\).*/http:\/\/\1/p" \
      $(grep -LE "^ *mode +tcp|^listen Stats|^listen horizon$" /etc/haproxy/conf.d/*.cfg) | sort -u); do
      for path; do words+=(-o /dev/null "$url$path"); done
    done
    curl -s -k -w "%{http_code} %{url_effective}\n" --max-time 5 "${words[@]}"' codes "$@"
}
open() { codes /v2.0/ | grep -v '^[23]'; }
# what haproxy answers itself in own-answers reaches no service, closed or not
closed() { codes / /v2.0/ /v2/images /healthcheck /static/a.css | grep -vE '^503 |^200 .*:7002/healthcheck$'; }

run() {
  local before answers extra
  switch mgmt public
  node_up node-1
  plug node-1 eth1 mgmt 192.168.0.3/24
  plug node-1 eth2 public 172.16.0.3/24
  fuels_files node-1
  section node-1 200 early-route 7001 both 'use_backend elsewhere if { path_beg /v2 }'
  section node-1 201 own-answers 7002 both 'acl health path /healthcheck' 'http-request return status 200 if health' \
    'use_backend elsewhere if { path_beg /v2/ } or { hdr(host) -i images }'
  put node-1 /etc/haproxy/conf.d/202-frontend.cfg 644 <<CFG
frontend split
  bind $MANAGEMENT:7003
  bind $PUBLIC:7003 ssl crt /var/lib/astute/haproxy/public_haproxy.pem
  acl static path_beg /static
  use_backend elsewhere if static
  default_backend elsewhere

backend elsewhere
  server node-1 127.0.0.1:17001
CFG
  put node-1 /etc/haproxy/conf.d/203-redirects.cfg 644 <<CFG
listen redirects
  bind $MANAGEMENT:7004
  bind $MANAGEMENT:7005
  bind $MANAGEMENT:7006
  http-request redirect location /v2.0/ if { path /old }
  server node-1 127.0.0.1:17001
CFG
  certificate node-1
  served node-1
  octane_up
  pacemaker node-1
  configure node-1 <<'CRM'
property stonith-enabled=false no-quorum-policy=ignore
primitive vip__management ocf:fuel:ns_IPaddr2 params ip=192.168.0.2 nic=eth1
primitive vip__public ocf:fuel:ns_IPaddr2 params ip=172.16.0.2 nic=eth2
primitive p_haproxy ocf:fuel:ns_haproxy op monitor interval=20 timeout=20 op start timeout=60 op stop timeout=60
clone clone_p_haproxy p_haproxy meta interleave=true
order addresses-first inf: vip__management vip__public clone_p_haproxy
CRM
  within 60 not open || stop_case "haproxy does not serve: $(open) $(on node-1 tail -n 3 /var/log/haproxy.log)"
  before=$(files)

  step node-1 api-answers
  step node-1 maintenance-page
  prove "nothing is closed before haproxy starts anew" not open
  step node-1 maintenance-on
  answers=$(codes / | wc -l)
  prove "every one of $answers addresses of the API answers 503, at each of five paths" not closed
  prove "what haproxy answers itself is no service's" equal "$(on node-1 curl -s --max-time 5 "http://$MANAGEMENT:7002/healthcheck")" ''
  prove "the step finds it closed too" answers "done" node-1 maintenance-on check
  # A haproxy that was started beside it shares its ports.
  on node-1 bash -c 'mkdir -p /root/old && cp -r /etc/haproxy /root/old/ && cd /root/old/haproxy &&
    sed -i "/use_backend maintenance/d" conf.d/*.cfg && haproxy -D -p /run/second.pid -f haproxy.cfg -f conf.d >/dev/null 2>&1'
  prove "a second haproxy that still serves is noticed" answers 'missing|busy' node-1 maintenance-on check
  extra=$(on node-1 cat /run/second.pid)
  on node-1 kill -9 "$extra"
  prove "and it is closed again without it" within 20 answers "done" node-1 maintenance-on check
  prove "MySQL's port is no API and was not closed" on node-1 curl -s -o /dev/null --max-time 5 "http://$MANAGEMENT:3306/v2.0/"

  say "        the way back"
  undo node-1 maintenance-on
  undo node-1 maintenance-page
  prove "haproxy's files are byte for byte as before" equal "$(files)" "$before"
  undo node-1 api-answers
  prove "every address of the API serves" not open
  ask node-1 maintenance-on check
  prove "nothing is taken for closed any more" matches 'missing|busy' "$ANSWER"
}
