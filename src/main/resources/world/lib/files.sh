# shellcheck shell=bash
# Configuration files as Fuel leaves them, as far as an upgrade reads or changes them.

ceph_conf() { # FSID NAMES ADDRESSES
    printf '[global]\nfsid = %s\nmon_initial_members = %s\nmon_host = %s\n' "$1" "$2" "$3"
    printf '%s\n' 'auth_cluster_required = cephx' 'auth_service_required = cephx' 'auth_client_required = cephx' \
        'filestore_xattr_use_omap = true' 'osd_journal_size = 2048' 'osd_pool_default_size = 3' 'osd_pool_default_min_size = 1' \
        "cluster_network = ${STORAGE_IP%.*}.0/24" "public_network = ${MGMT_IP%.*}.0/24"
}

haproxy_files() {
    local dir=$ROOT/etc/haproxy entry name port mode node addr
    folders "$dir/conf.d"
    printf '%s\n' 'global' '  daemon' '  group  haproxy' '  log  /dev/log local0' '  maxconn  16000' \
        '  pidfile  /var/run/haproxy.pid' '  stats  socket /var/lib/haproxy/stats' '  user  haproxy' '' \
        'defaults' '  log  global' '  maxconn  8000' '  mode  http' '  option  redispatch' '  retries  3' \
        '  timeout  http-request 20s' '  timeout  queue 1m' '  timeout  connect 10s' '  timeout  client 1m' \
        '  timeout  server 1m' '  timeout  check 10s' '' 'listen stats' '  bind 127.0.0.1:10000' '  stats enable' '' \
        'include conf.d/*.cfg' >"$dir/haproxy.cfg"
    for entry in 015-horizon:80:http 020-keystone-1:5000:http 030-keystone-2:35357:http 040-nova-api-1:8773:http \
        050-nova-api-2:8774:http 060-nova-metadata-api:8775:http 070-cinder-api:8776:http 080-glance-api:9292:http \
        085-neutron:9696:http 090-glance-registry:9191:http 110-mysqld:3306:tcp 160-heat-api:8004:http \
        161-heat-api-cfn:8000:http 162-heat-api-cloudwatch:8003:http 170-nova-novncproxy:6080:http; do
        IFS=: read -r name port mode <<<"$entry"
        {
            printf 'listen %s\n  bind %s:%s\n' "${name#*-}" "$MGMT_VIP" "$port"
            [[ $PUBLIC_VIP && $mode != tcp ]] && printf '  bind %s:%s\n' "$PUBLIC_VIP" "$port"
            if [[ $mode == tcp ]]; then
                printf '  mode tcp\n  option tcplog\n  balance leastconn\n'
            else
                printf '  option httpchk\n  option httplog\n  option httpclose\n'
            fi
            # those that the node is told of, whether they are there already or not
            for node in ${CONTROLLERS-}; do
                printf '  server %s %s:%s check inter 10s fastinter 2s downinter 3s rise 3 fall 3\n' "${node%%=*}" "${node#*=}" "$port"
            done
            [[ ${CONTROLLERS-} ]] || for node in "$ENVDIR"/controllers/*; do
                node=${node##*/}
                for addr in "$W/nodes/$node/sim/addr/${MGMT_IP%.*}".*; do
                    host_of "$node"
                    printf '  server %s %s:%s check inter 10s fastinter 2s downinter 3s rise 3 fall 3\n' "$REPLY" "${addr##*/}" "$port"
                done
            done
        } >"$dir/conf.d/$name.cfg"
    done
}

openrc() {
    get "$CLOUD/secrets/admin"
    (
        umask 077
        printf "export %s\n" "LC_ALL=C" "OS_NO_CACHE='true'" "OS_TENANT_NAME='admin'" "OS_USERNAME='admin'" "OS_PASSWORD='$REPLY'" \
            "OS_AUTH_URL='http://$MGMT_VIP:5000/v2.0/'" "OS_AUTH_STRATEGY='keystone'" "OS_REGION_NAME='RegionOne'" \
            "OS_ENDPOINT_TYPE='internalURL'" >"$ROOT/root/openrc"
    )
}

nova_conf() {
    folders "$ROOT/etc/nova" "$ROOT/var/lib/nova/instances"
    printf '%s\n' '[DEFAULT]' "my_ip=${MGMT_IP%/*}" "glance_api_servers=$MGMT_VIP:9292" "rabbit_hosts=$MGMT_VIP:5673" \
        'compute_driver=libvirt.LibvirtDriver' 'live_migration_flag=VIR_MIGRATE_UNDEFINE_SOURCE,VIR_MIGRATE_PEER2PEER,VIR_MIGRATE_LIVE,VIR_MIGRATE_PERSIST_DEST' \
        '' '[database]' "connection=mysql://nova@$MGMT_VIP/nova" '' '[libvirt]' \
        'live_migration_flag=VIR_MIGRATE_UNDEFINE_SOURCE,VIR_MIGRATE_PEER2PEER,VIR_MIGRATE_LIVE,VIR_MIGRATE_PERSIST_DEST' \
        'images_type=rbd' 'images_rbd_pool=compute' >"$ROOT/etc/nova/nova.conf"
}

neutron_conf() {
    folders "$ROOT/etc/neutron/plugins/ml2"
    printf '%s\n' '[DEFAULT]' 'core_plugin=neutron.plugins.ml2.plugin.Ml2Plugin' "nova_url=http://$MGMT_VIP:8774/v2" \
        'nova_admin_tenant_id=a9010002-9f09-4903-804a-a5b3fd002006' '' '[database]' "connection=mysql://neutron@$MGMT_VIP/neutron" \
        >"$ROOT/etc/neutron/neutron.conf"
    printf '%s\n' '[ml2]' 'type_drivers=local,flat,vlan,gre,vxlan' 'mechanism_drivers=openvswitch' >"$ROOT/etc/neutron/plugins/ml2/ml2_conf.ini"
}

controller_files() {
    local name
    haproxy_files
    openrc
    nova_conf
    neutron_conf
    for name in keystone glance cinder heat; do
        folders "$ROOT/etc/$name"
        printf '[DEFAULT]\n\n[database]\nconnection=mysql://%s@%s/%s\n' "$name" "$MGMT_VIP" "$name" >"$ROOT/etc/$name/$name.conf"
    done
    printf '[DEFAULT]\nhost=rbd:volumes\nvolume_backend_name=RBD-backend\nenabled_backends=RBD-backend\n\n[RBD-backend]\nvolume_backend_name=RBD-backend\nbackend_host=rbd:volumes\n\n[database]\nconnection=mysql://cinder@%s/cinder\n' \
        "$MGMT_VIP" >"$ROOT/etc/cinder/cinder.conf"
    astute_yaml
}

compute_files() {
    openrc
    nova_conf
    neutron_conf
    folders "$ROOT/etc/iscsi"
    printf 'InitiatorName=iqn.1993-08.org.debian:01:%s\n' "$BUILD_HOSTNAME" >"$ROOT/etc/iscsi/initiatorname.iscsi"
    astute_yaml
}

astute_yaml() {
    local cluster=$ROOT/etc/fuel/cluster/$ENV_ID text
    folders "$cluster"
    printf -v text 'uid: "%s"\nfqdn: %s.domain.tld\nroles: [%s]\nopenstack_version: %s\nmanagement_vip: %s\npublic_vip: %s\n' \
        "$ME" "$BUILD_HOSTNAME" "${ROLES// /, }" "$RELEASE" "$MGMT_VIP" "$PUBLIC_VIP"
    printf '%s' "$text" >"$cluster/astute.yaml"
    printf '%s' "$text" >"$ROOT/etc/astute.yaml"
}
