# shellcheck shell=bash
# haproxy's files as Fuel 7.0 writes them, with TLS, on a node that has both virtual addresses.

PUBLIC=172.16.0.2
MANAGEMENT=192.168.0.2

# backend_port PORT: where the service itself listens, on the loopback address
backend_port() { if [ "$1" -lt 10000 ]; then echo "$(($1 + 10000))"; else echo "$(($1 + 1000))"; fi; }

# section NODE NUMBER NAME PORT internal|both [LINE…]: a service's file; what stands behind it is told to SERVED
SERVED=()
section() {
  local node=$1 file=$2-$3.cfg name=$3 port=$4 where=$5 line
  shift 5
  {
    echo
    echo "listen $name"
    [ "$where" = internal ] || echo "  bind $PUBLIC:$port ssl crt /var/lib/astute/haproxy/public_haproxy.pem"
    echo "  bind $MANAGEMENT:$port "
    echo "  http-request  set-header X-Forwarded-Proto https if { ssl_fc }"
    for line; do echo "  $line"; done
    echo "  option  httpchk"
    echo "  option  httplog"
    echo "  option  httpclose"
    echo "  timeout server 11m"
    echo "  server node-1 127.0.0.1:$(backend_port "$port")  check inter 10s fastinter 2s downinter 3s rise 3 fall 3"
  } | put "$node" "/etc/haproxy/conf.d/$file" 644
  SERVED+=("127.0.0.1:$(backend_port "$port")")
}

# fuels_files NODE
fuels_files() {
  local node=$1 spec
  put "$node" /etc/haproxy/haproxy.cfg 644 <<'CFG'
global
  daemon  
  group  haproxy
  log  /dev/log local0
  maxconn  4000
  pidfile  /var/run/haproxy.pid
  stats  socket /var/lib/haproxy/stats
  tune.bufsize  32768
  tune.maxrewrite  1024
  user  haproxy

defaults
  log  global
  maxconn  2000
  mode  http
  option  redispatch
  option  http-server-close
  option  splice-auto
  option  dontlognull
  retries  3
  stats  enable
  timeout  http-request 20s
  timeout  queue 1m
  timeout  connect 10s
  timeout  client 1m
  timeout  server 1m
  timeout  check 10s

CFG
  put "$node" /etc/haproxy/conf.d/010-stats.cfg 644 <<CFG

listen Stats
  bind $MANAGEMENT:10000 
  mode  http
  stats  enable
  stats  uri /
  stats  refresh 5s
CFG
  put "$node" /etc/haproxy/conf.d/015-horizon.cfg 644 <<CFG

listen horizon
  bind $PUBLIC:80 
  bind $MANAGEMENT:80 
  mode  http
  redirect  scheme https if !{ ssl_fc }
CFG
  put "$node" /etc/haproxy/conf.d/017-horizon-ssl.cfg 644 <<CFG

listen horizon-ssl
  bind $PUBLIC:443 ssl crt /var/lib/astute/haproxy/public_haproxy.pem
  balance  source
  cookie  SERVERID insert indirect nocache
  mode  http
  option  forwardfor
  option  httpchk
  http-request  add-header X-Forwarded-Proto https
  server node-1 127.0.0.1:10443 weight 1 check
CFG
  SERVED+=(127.0.0.1:10443)
  for spec in 020:keystone-1:5000:both 030:keystone-2:35357:both 040:nova-api-1:8773:both 050:nova-api-2:8774:both \
    060:nova-metadata-api:8775:internal 070:cinder-api:8776:both 080:glance-api:9292:both 085:neutron:9696:both \
    090:glance-registry:9191:internal 130:object-storage:8080:both 150:sahara:8386:both 160:heat-api:8004:both \
    161:heat-api-cfn:8000:both 162:heat-api-cloudwatch:8003:both 170:nova-novncproxy:6080:both 180:ceilometer:8777:both \
    190:murano-api:8082:both; do
    # shellcheck disable=SC2086 # words of a service
    section "$node" ${spec//:/ }
  done
  put "$node" /etc/haproxy/conf.d/110-mysqld.cfg 644 <<CFG

listen mysqld
  bind $MANAGEMENT:3306 
  mode  tcp
  option  tcplog
  option  tcpka
  server node-1 127.0.0.1:13306  check backup
CFG
  SERVED+=(127.0.0.1:13306)
}

# certificate NODE
certificate() {
  # shellcheck disable=SC2016 # expanded there
  on "$1" bash -ec 'mkdir -p /var/lib/astute/haproxy && cd /var/lib/astute/haproxy
    openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -days 30 -subj /CN=public >/dev/null 2>&1
    cat cert key >public_haproxy.pem'
}

# served NODE: what stands behind haproxy there
served() {
  put "$1" /root/web.py 644 <"$LAB_HOME/programs/web.py"
  daemon "$1" /var/log/web.log python3 /root/web.py "${SERVED[@]}"
}
