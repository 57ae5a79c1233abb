-- A deployed cloud of Fuel 6.1 on a master of 7.0: three controllers, three computes, three Ceph OSD nodes, three
-- spare servers. Shapes are those of a real Nailgun, sizes smaller. Identifiers are given, sequences set at the end.

-- Pieces of JSON -----------------------------------------------------------------------------------------------------

create function pg_temp.setting(name text, value text, type text, label text, weight integer, more text default '')
    returns text language sql as $$
    select format('"%s": {"value": %s, "type": "%s", "label": "%s", "description": "", "weight": %s%s}',
        name, value, type, label, weight, more)
$$;

create function pg_temp.section(name text, label text, weight integer, variadic settings text[])
    returns text language sql as $$
    select format('"%s": {"metadata": {"label": "%s", "weight": %s}, %s}',
        name, label, weight, array_to_string(settings, ', '))
$$;

create function pg_temp.repository(name text, uri text, suite text, section text, priority text)
    returns text language sql as $$
    select format('{"type": "deb", "name": "%s", "uri": "%s", "suite": "%s", "section": "%s", "priority": %s}',
        name, uri, suite, section, priority)
$$;

-- Each {"generator": "password"} or hexstring of a text replaced by a value of its own.
create function pg_temp.generated(metadata text, salt text) returns text language plpgsql as $$
declare
    n integer := 0;
    token text;
    fresh text;
begin
    loop
        token := substring(metadata from '\{"generator": "(?:password"|hexstring", "generator_arg": "\d+")\}');
        exit when token is null;
        n := n + 1;
        fresh := md5('sample' || salt || n) || md5('cloud' || salt || n);
        fresh := left(fresh, coalesce(substring(token from '"(\d+)"\}$')::integer, 8));
        metadata := overlay(metadata placing '"' || fresh || '"' from position(token in metadata) for length(token));
    end loop;
    return replace(replace(replace(regexp_replace(metadata,
        '\{"generator": "identical", "generator_arg": ("[^"]*")\}', '\1', 'g'),
        '{"generator": "ip", "generator_arg": "admin"}', '"10.20.0.2"'),
        '{settings.MASTER_IP}', '10.20.0.2'), '{cluster.id}', '1');
end $$;

-- Options of a cluster as its release offers them; fuel is the number after the dash of the release's version.
create function pg_temp.editable(fuel text, distribution text) returns text language sql as $$
    select '{' || array_to_string(array[
        pg_temp.section('access', 'Access', 10,
            pg_temp.setting('user', '"admin"', 'text', 'Username', 10),
            pg_temp.setting('password', '"admin"', 'password', 'Password', 20,
                ', "regex": {"source": "\\S", "error": "Empty password"}'),
            pg_temp.setting('tenant', '"admin"', 'text', 'Tenant', 30),
            pg_temp.setting('email', '"admin@localhost"', 'text', 'Email', 40)),
        pg_temp.section('additional_components', 'Additional Components', 20,
            pg_temp.setting('sahara', 'false', 'checkbox', 'Install Sahara', 10),
            pg_temp.setting('murano', 'false', 'checkbox', 'Install Murano', 20,
                ', "restrictions": ["cluster:net_provider != ''neutron''"]'),
            pg_temp.setting('heat', 'true', 'hidden', '', 30),
            pg_temp.setting('ceilometer', 'false', 'checkbox', 'Install Ceilometer', 40)),
        pg_temp.section('common', 'Common', 30,
            pg_temp.setting('debug', 'false', 'checkbox', 'OpenStack debug logging', 20),
            pg_temp.setting('puppet_debug', 'true', 'checkbox', 'Puppet debug logging', 20),
            pg_temp.setting('libvirt_type', '"qemu"', 'radio', 'Hypervisor type', 30,
                ', "values": [{"data": "kvm", "label": "KVM"}, {"data": "qemu", "label": "QEMU"}]'),
            pg_temp.setting('use_vcenter', 'false', 'hidden', '', 30),
            pg_temp.setting('auto_assign_floating_ip', 'false', 'checkbox', 'Auto assign floating IP', 40),
            pg_temp.setting('use_cow_images', 'true', 'checkbox', 'Use qcow format for images', 50),
            pg_temp.setting('resume_guests_state_on_host_boot', 'true', 'checkbox', 'Resume guests state', 60),
            pg_temp.setting('auth_key', '""', 'textarea', 'Public Key', 70),
            pg_temp.setting('nova_quota', 'false', 'checkbox', 'Nova quotas', 25)),
        pg_temp.section('external_dns', 'Host OS DNS Servers', 90,
            pg_temp.setting('dns_list', '{"generator": "from_settings", "generator_arg": "DNS_UPSTREAM"}', 'text',
                'DNS list', 10)),
        pg_temp.section('external_ntp', 'Host OS NTP Servers', 100,
            pg_temp.setting('ntp_list', '{"generator": "from_settings", "generator_arg": "NTP_UPSTREAM"}', 'text',
                'NTP server list', 10)),
        pg_temp.section('kernel_params', 'Kernel parameters', 40,
            pg_temp.setting('kernel', '"console=ttyS0,9600 console=tty0 net.ifnames=0 biosdevname=0 rootdelay=90 '
                'nomodeset"', 'text', 'Initial parameters', 45)),
        pg_temp.section('provision', 'Provision', 80,
            pg_temp.setting('method', '"image"', 'radio', 'Provision method', 10,
                ', "values": [{"data": "image", "label": "Image"}, {"data": "cobbler", "label": "Classic"}]')),
        pg_temp.section('public_network_assignment', 'Public network assignment', 50,
            pg_temp.setting('assign_to_all_nodes', 'false', 'checkbox', 'Assign public network to all nodes', 10)),
        pg_temp.section('repo_setup', 'Repositories', 50,
            pg_temp.setting('repos', '[' || array_to_string(array[
                pg_temp.repository('ubuntu', 'http://archive.ubuntu.com/ubuntu/', distribution,
                    'main universe multiverse', 'null'),
                pg_temp.repository('ubuntu-updates', 'http://archive.ubuntu.com/ubuntu/', distribution || '-updates',
                    'main universe multiverse', 'null'),
                pg_temp.repository('mos', 'http://{settings.MASTER_IP}:8080/{cluster.release.version}/ubuntu/x86_64',
                    'mos' || fuel, 'main restricted', '1050'),
                pg_temp.repository('Auxiliary',
                    'http://{settings.MASTER_IP}:8080/{cluster.release.version}/ubuntu/auxiliary', 'auxiliary',
                    'main restricted', '1150')], ', ') || ']',
                'custom_repo_configuration', 'Repositories', 10, ', "extra_priority": null')),
        pg_temp.section('storage', 'Storage', 60,
            pg_temp.setting('volumes_lvm', 'true', 'checkbox', 'Cinder LVM over iSCSI for volumes', 10,
                ', "restrictions": ["settings:storage.volumes_ceph.value == true"]'),
            pg_temp.setting('volumes_ceph', 'false', 'checkbox', 'Ceph RBD for volumes (Cinder)', 20,
                ', "restrictions": ["settings:storage.volumes_lvm.value == true"]'),
            pg_temp.setting('images_ceph', 'false', 'checkbox', 'Ceph RBD for images (Glance)', 30),
            pg_temp.setting('ephemeral_ceph', 'false', 'checkbox', 'Ceph RBD for ephemeral volumes (Nova)', 75),
            pg_temp.setting('objects_ceph', 'false', 'checkbox', 'Ceph RadosGW for objects (Swift API)', 80),
            pg_temp.setting('osd_pool_size', '"2"', 'text', 'Ceph object replication factor', 85,
                ', "regex": {"source": "^[1-9]\\d*$", "error": "Invalid number"}')),
        pg_temp.section('syslog', 'Syslog', 50,
            pg_temp.setting('syslog_server', '""', 'text', 'Hostname', 10),
            pg_temp.setting('syslog_port', '"514"', 'text', 'Port', 20),
            pg_temp.setting('syslog_transport', '"tcp"', 'radio', 'Syslog transport protocol', 30,
                ', "values": [{"data": "udp", "label": "UDP"}, {"data": "tcp", "label": "TCP"}]')),
        pg_temp.section('workloads_collector', 'Workloads Collector User', 10,
            pg_temp.setting('enabled', 'true', 'hidden', '', 10),
            pg_temp.setting('user', '"fuel_stats_user"', 'text', 'Username', 20),
            pg_temp.setting('password', '{"generator": "password"}', 'password', 'Password', 30),
            pg_temp.setting('tenant', '"services"', 'text', 'Tenant', 40))
        ] || case when fuel < '7' then '{}'::text[] else array[
        pg_temp.section('public_ssl', 'Public TLS', 110,
            pg_temp.setting('horizon', 'true', 'checkbox', 'TLS for Horizon', 10),
            pg_temp.setting('services', 'true', 'checkbox', 'TLS for OpenStack public endpoints', 20),
            pg_temp.setting('cert_source', '"self_signed"', 'radio', 'Select source for certificate', 30,
                ', "values": [{"data": "self_signed", "label": "Self-signed"}, '
                '{"data": "user_uploaded", "label": "I have my own keypair with certificate"}]'),
            pg_temp.setting('cert_data', '""', 'file', 'Certificate', 40),
            pg_temp.setting('hostname', '"public.fuel.local"', 'text', 'DNS hostname for public TLS endpoints', 50)),
        pg_temp.section('neutron_advanced_configuration', 'Neutron Advanced Configuration', 45,
            pg_temp.setting('neutron_l2_pop', 'false', 'checkbox', 'Neutron L2 population', 10),
            pg_temp.setting('neutron_dvr', 'false', 'checkbox', 'Neutron DVR', 20))
        ] end, ', ') || '}'
$$;

-- Secrets and facts of a cluster as its release wants them generated.
create function pg_temp.secrets(profile text, codename text) returns text language sql as $$
    select '{' || string_agg(format('"%s": {%s}', service, entries), ', ' order by service) || ', ' || format(
        '"base_syslog": {"syslog_server": {"generator": "ip", "generator_arg": "admin"}, '
        '"syslog_port": {"generator": "identical", "generator_arg": "514"}}, '
        '"cobbler": {"profile": {"generator": "identical", "generator_arg": "%1$s"}}, '
        '"provision": {"codename": "%2$s", "image_data": {'
        '"/": {"uri": "http://{settings.MASTER_IP}:8080/targetimages/env_{cluster.id}_%3$s.img.gz", '
        '"format": "ext4", "container": "gzip"}, '
        '"/boot": {"uri": "http://{settings.MASTER_IP}:8080/targetimages/env_{cluster.id}_%3$s-boot.img.gz", '
        '"format": "ext2", "container": "gzip"}}}, '
        '"repo_setup": {"installer_kernel": {"local": "/var/www/nailgun/ubuntu/x86_64/images/linux", '
        '"remote_relative": "dists/%2$s/main/installer-amd64/current/images/netboot/linux"}, "installer_initrd": '
        '{"local": "/var/www/nailgun/ubuntu/x86_64/images/initrd.gz", '
        '"remote_relative": "dists/%2$s/main/installer-amd64/current/images/netboot/initrd.gz"}}, '
        '"puppet": {"modules": "rsync://{settings.MASTER_IP}:/puppet/{cluster.release.version}/modules/", '
        '"manifests": "rsync://{settings.MASTER_IP}:/puppet/{cluster.release.version}/manifests/"}, '
        '"quantum_settings": {"database": {"passwd": {"generator": "password"}}, '
        '"keystone": {"admin_password": {"generator": "password"}}, '
        '"metadata": {"metadata_proxy_shared_secret": {"generator": "password"}}}}',
        profile, codename, replace(profile, 'x86_64', 'amd64'))
    from (
        select service, string_agg(format('"%s": %s', key, case
            when key = 'state_path' then '"/var/lib/nova"'
            when key in ('fixed_key', 'secret_key') then '{"generator": "hexstring", "generator_arg": "64"}'
            when key = 'auth_encryption_key' then '{"generator": "hexstring", "generator_arg": "32"}'
            else '{"generator": "password"}' end), ', ') as entries
        from (values
            ('ceilometer', 'db_password user_password metering_secret'), ('glance', 'db_password user_password'),
            ('cinder', 'db_password user_password fixed_key'), ('horizon', 'secret_key'),
            ('heat', 'db_password user_password rabbit_password auth_encryption_key'),
            ('keystone', 'db_password admin_token'), ('murano', 'db_password user_password rabbit_password'),
            ('mysql', 'root_password wsrep_password'), ('nova', 'db_password user_password state_path'),
            ('rabbit', 'password'), ('sahara', 'db_password user_password'), ('swift', 'user_password')
        ) as services (service, keys), unnest(string_to_array(keys, ' ')) as key
        group by service
    ) as generators
$$;

create function pg_temp.network(name text, first_vlan text, notation text, cidr text, more text)
    returns text language sql as $$
    select format('{"name": "%s", "vlan_start": %s, "notation": %s, "map_priority": %s, "use_gateway": %s, '
        '"configurable": %s, "render_type": %s, "render_addr_mask": %s%s%s}',
        name, first_vlan, notation, case name when 'public' then 1 else 2 end, (name = 'public')::text,
        (name <> 'private')::text,
        case notation when '"cidr"' then '"cidr"' else 'null' end,
        case name when 'management' then '"internal"' when 'private' then 'null' else '"' || name || '"' end,
        ', "cidr": "' || cidr || '"', more)
$$;

create function pg_temp.networks() returns table (name text, vlan integer, cidr text, gateway text, meta text)
    language sql as $$
    values
        ('public', null, '172.16.0.0/24', '172.16.0.1', pg_temp.network('public', 'null', '"ip_ranges"',
            '172.16.0.0/24', ', "vips": ["haproxy", "vrouter"], "floating_range_var": "floating_ranges", '
            '"ip_range": ["172.16.0.2", "172.16.0.126"]')),
        ('management', 101, '192.168.0.0/24', null, pg_temp.network('management', '101', '"cidr"',
            '192.168.0.0/24', ', "vips": ["haproxy", "vrouter"]')),
        ('storage', 102, '192.168.1.0/24', null, pg_temp.network('storage', '102', '"cidr"',
            '192.168.1.0/24', '')),
        ('private', null, null, null, replace(pg_temp.network('private', 'null', 'null', '',
            ', "neutron_vlan_range": true, "seg_type": "vlan"'), ', "cidr": ""', ''))
$$;

-- Releases -----------------------------------------------------------------------------------------------------------

insert into releases (id, name, version, description, operating_system, state, is_deployable, modes, modes_metadata,
    networks_metadata, roles_metadata, volumes_metadata, attributes_metadata, network_roles_metadata,
    vmware_attributes_metadata, deployment_tasks, wizard_metadata, extensions)
select id, name, version, 'OpenStack ' || split_part(name, ' ', 1) || ' on ' || os, os, state::release_state,
    deployable, '["ha_compact"]', '{"ha_compact": {"description": "Controllers work together in a cluster."}}',
    (select '{"bonding": {"availability": [{"linux": "true"}], "properties": {"linux": {"mode": '
        '[{"values": ["balance-rr", "active-backup", "802.3ad"]}]}}}, "neutron": {"config": {"vlan_range": '
        '[1000, 1030], "gre_id_range": [2, 65535], "base_mac": "fa:16:3e:00:00:00", "internal_cidr": '
        '"192.168.111.0/24", "internal_gateway": "192.168.111.1", "floating_ranges": [["172.16.0.130", '
        '"172.16.0.254"]]}, "networks": [' || string_agg(n.meta, ', ') || ']}}' from pg_temp.networks() as n),
    '{"controller": {"name": "Controller", "weight": 10, "description": "", "has_primary": true, '
        '"public_ip_required": true, "conflicts": ["compute"], "update_required": ["compute", "cinder"], '
        '"limits": {"min": 1}}, '
        '"compute": {"name": "Compute", "weight": 20, "description": "", "limits": {"recommended": 1}}, '
        '"cinder": {"name": "Storage - Cinder", "weight": 30, "description": "", "limits": {"recommended": 1}, '
        '"restrictions": [{"condition": "settings:storage.volumes_lvm.value == false", '
        '"message": "Cinder LVM should be enabled in settings"}]}, '
        '"ceph-osd": {"name": "Storage - Ceph OSD", "weight": 50, "description": "", '
        '"limits": {"min": "settings:storage.osd_pool_size.value"}, "update_once": ["controller"]}, '
        '"mongo": {"name": "Telemetry - MongoDB", "weight": 60, "description": "", "has_primary": true, '
        '"conflicts": ["compute", "ceph-osd"], "limits": {"min": 1}}, '
        '"base-os": {"name": "Operating System", "weight": 70, "description": ""}'
        || case when fuel < '7' then '' else ', "virt": {"name": "Virtual", "weight": 80, "description": "", '
            '"conflicts": ["controller", "base-os"]}' end || '}',
    '{"volumes_roles_mapping": {"controller": [{"id": "os", "allocate_size": "min"}, '
        || case when fuel < '7' then '' else '{"id": "logs", "allocate_size": "min"}, ' end
        || '{"id": "image", "allocate_size": "all"}'
        || case when fuel < '7' then '' else ', {"id": "mysql", "allocate_size": "min"}' end
        || '], "compute": [{"id": "os", "allocate_size": "min"}, {"id": "vm", "allocate_size": "all"}], '
        '"cinder": [{"id": "os", "allocate_size": "min"}, {"id": "cinder", "allocate_size": "all"}], '
        '"ceph-osd": [{"id": "os", "allocate_size": "min"}, {"id": "cephjournal", "allocate_size": "min"}, '
        '{"id": "ceph", "allocate_size": "full-disk"}], "base-os": [{"id": "os", "allocate_size": "min"}], '
        '"other": [{"id": "os", "allocate_size": "all"}]}, "volumes": ['
        || (select string_agg(format('{"id": "%s", "type": "vg", "label": "%s", "min_size": {"generator": "%s"}, '
            '"volumes": [%s]}', v.id, v.label, v.min_size, v.volumes), ', ') from (values
            ('os', 'Base System', 'calc_min_os_size', '{"name": "root", "type": "lv", "mount": "/", "file_system": '
                '"ext4", "size": {"generator": "calc_total_root_vg"}}, {"name": "swap", "type": "lv", "mount": "swap", '
                '"file_system": "swap", "size": {"generator": "calc_swap_size"}}'),
            ('vm', 'Virtual Storage', 'calc_min_vm_size', '{"name": "nova", "type": "lv", "mount": "/var/lib/nova", '
                '"file_system": "xfs", "size": {"generator": "calc_total_vg", "generator_args": ["vm"]}}'),
            ('image', 'Image Storage', 'calc_min_glance_size', '{"name": "glance", "type": "lv", "mount": '
                '"/var/lib/glance", "file_system": "xfs", "size": {"generator": "calc_total_vg", '
                '"generator_args": ["image"]}}'),
            ('logs', 'Logs', 'calc_min_log_size', '{"name": "log", "type": "lv", "mount": "/var/log", "file_system": '
                '"ext4", "size": {"generator": "calc_total_vg", "generator_args": ["logs"]}}'),
            ('mysql', 'Mysql Database', 'calc_min_mysql_size', '{"name": "root", "type": "lv", "mount": '
                '"/var/lib/mysql", "file_system": "ext4", "size": {"generator": "calc_total_vg", '
                '"generator_args": ["mysql"]}}'),
            ('cinder', 'Cinder', 'calc_min_cinder_size', '')
            ) as v (id, label, min_size, volumes) where fuel >= '7' or v.id not in ('logs', 'mysql'))
        || ', {"id": "ceph", "type": "partition", "name": "Ceph", "label": "Ceph", "mount": "none", "file_system": '
        '"none", "partition_guid": "4fbd7e29-9d25-41b8-afd0-062c0ceff05d", "min_size": {"generator": '
        '"calc_min_ceph_size"}}, {"id": "cephjournal", "type": "partition", "name": "Ceph Journal", "label": '
        '"Ceph Journal", "mount": "none", "file_system": "none", "partition_guid": '
        '"45b0969e-9b03-4f30-b4c6-b4b80ceff106", "min_size": {"generator": "calc_min_ceph_journal_size"}}]}',
    '{"editable": ' || pg_temp.editable(fuel, 'trusty')
        || ', "generated": ' || pg_temp.secrets(profile, 'trusty') || '}',
    case when fuel < '7' then '[]' else (
        select '[' || string_agg(format('{"id": "%s", "default_mapping": "%s", "properties": {"subnet": %s, '
            '"gateway": %s, "vip": [%s]}}', role, mapping,
            (role not in ('neutron/private', 'neutron/floating'))::text,
            (mapping = 'fuelweb_admin' or role in ('public/vip', 'ex'))::text, case role
                when 'mgmt/vip' then '{"name": "vrouter", "namespace": "vrouter", "alias": "management_vrouter_vip"}, '
                    '{"name": "management", "namespace": "haproxy", "alias": "management_vip"}'
                when 'public/vip' then '{"name": "vrouter_pub", "namespace": "vrouter", "alias": '
                    '"public_vrouter_vip"}, {"name": "public", "namespace": "haproxy", "alias": "public_vip"}'
                else '' end), ', ') || ']'
        from (values
            ('fuelweb_admin', 'admin/pxe fw-admin'), ('private', 'neutron/private neutron/mesh'),
            ('public', 'public/vip neutron/floating ceph/radosgw ex'),
            ('storage', 'storage swift/replication ceph/replication cinder/iscsi'),
            ('management', 'management mgmt/vip mgmt/database mgmt/messaging mgmt/memcache mgmt/corosync keystone/api '
                'nova/api nova/migration glance/api cinder/api neutron/api heat/api horizon swift/api sahara/api '
                'murano/api ceilometer/api ceph/public mongo/db')
        ) as mappings (mapping, roles), unnest(string_to_array(roles, ' ')) as role) end,
    '{"editable": {"metadata": [], "value": {"availability_zones": [], "network": {"esxi_vlan_interface": ""}, '
        '"glance": {"vcenter_host": "", "vcenter_username": "", "vcenter_password": "", "datacenter": "", '
        '"datastore": ""}}}}',
    '[{"id": "deploy_start", "type": "stage"}, {"id": "deploy_end", "type": "stage", "requires": ["deploy_start"]}, '
        '{"id": "primary-controller", "type": "group", "role": ["primary-controller"], "requires": ["deploy_start"], '
        '"required_for": ["deploy_end"], "parameters": {"strategy": {"type": "one_by_one"}}}, '
        '{"id": "controller", "type": "group", "role": ["controller"], "requires": ["primary-controller"], '
        '"required_for": ["deploy_end"], "parameters": {"strategy": {"type": "parallel", "amount": 6}}}, '
        '{"id": "compute", "type": "group", "role": ["compute"], "requires": ["controller"], '
        '"required_for": ["deploy_end"], "parameters": {"strategy": {"type": "parallel"}}}, '
        '{"id": "ceph-osd", "type": "group", "role": ["ceph-osd"], "requires": ["controller"], '
        '"required_for": ["deploy_end"], "parameters": {"strategy": {"type": "parallel"}}}, '
        '{"id": "deploy_legacy", "type": "puppet", "groups": ["primary-controller", "controller", "compute", '
        '"ceph-osd"], "requires": ["deploy_start"], "required_for": ["deploy_end"], "parameters": {"puppet_manifest": '
        '"/etc/puppet/manifests/site.pp", "puppet_modules": "/etc/puppet/modules", "timeout": 3600}}]',
    '{}', '{volume_manager}'
from (values
    (1, 'Juno on CentOS 6.5', '2014.2.2-6.1', 'CentOS', 'available', false, '6.1', 'centos-x86_64'),
    (2, 'Juno on Ubuntu 14.04.1', '2014.2.2-6.1', 'Ubuntu', 'available', false, '6.1', 'ubuntu_1404_x86_64'),
    (3, 'Kilo on CentOS 6.5', '2015.1.0-7.0', 'CentOS', 'unavailable', false, '7.0', 'centos-x86_64'),
    (4, 'Kilo on Ubuntu 14.04', '2015.1.0-7.0', 'Ubuntu', 'available', true, '7.0', 'ubuntu_1404_x86_64')
) as r (id, name, version, os, state, deployable, fuel, profile);

-- The cluster --------------------------------------------------------------------------------------------------------

insert into clusters (id, mode, status, net_provider, name, release_id, replaced_deployment_info,
    replaced_provisioning_info, is_customized, fuel_version, deployment_tasks, extensions)
values (1, 'ha_compact', 'operational', 'neutron', 'sample', 2, '{}', '{}', false, '6.1', '[]', '{volume_manager}');

-- The operator chose Ceph for everything, debug logs and an address for mails.
insert into attributes (cluster_id, editable, generated)
select 1,
    pg_temp.generated(replace(replace(replace(replace(regexp_replace(regexp_replace(
        pg_temp.editable('6.1', 'trusty'),
        '("(?:volumes|images|ephemeral|objects)_ceph": \{"value": )false', '\1true', 'g'),
        '("(?:volumes_lvm": \{"value": )true)', '"volumes_lvm": {"value": false'),
        '"debug": {"value": false', '"debug": {"value": true'),
        '{"generator": "from_settings", "generator_arg": "DNS_UPSTREAM"}', '"10.20.0.1, 8.8.8.8"'),
        '{"generator": "from_settings", "generator_arg": "NTP_UPSTREAM"}', '"0.pool.ntp.org, 1.pool.ntp.org"'),
        '{cluster.release.version}', '2014.2.2-6.1'), 'editable'),
    pg_temp.generated(replace(pg_temp.secrets('ubuntu_1404_x86_64', 'trusty'),
        '{cluster.release.version}', '2014.2.2-6.1'), 'generated');
update attributes set editable = replace(editable, '"admin@localhost"', '"ops@example.com"');

insert into vmware_attributes (cluster_id, editable)
select 1, '{"metadata": [], "value": {"availability_zones": [], "network": {"esxi_vlan_interface": ""}, "glance": '
    '{"vcenter_host": "", "vcenter_username": "", "vcenter_password": "", "datacenter": "", "datastore": ""}}}';

insert into nodegroups (id, cluster_id, name) values (1, 1, 'default');

insert into network_groups (id, name, release, vlan_start, cidr, gateway, meta, group_id)
select 1, 'fuelweb_admin', null, null, '10.20.0.0/24', '10.20.0.1', '{"notation": "ip_ranges", "map_priority": 0, '
    '"use_gateway": true, "configurable": false, "unmovable": true, "render_type": null, "render_addr_mask": null}',
    null
union all
select 1 + row_number() over ()::integer, name, 2, vlan, cidr, gateway, meta, 1 from pg_temp.networks();

insert into ip_addr_ranges (network_group_id, first, last) values
    (1, '10.20.0.129', '10.20.0.254'), (2, '172.16.0.2', '172.16.0.126'), (3, '192.168.0.1', '192.168.0.254'),
    (4, '192.168.1.1', '192.168.1.254');

insert into networking_configs (id, discriminator, cluster_id, dns_nameservers, floating_ranges)
values (1, 'neutron_config', 1, '["8.8.4.4", "8.8.8.8"]', '[["172.16.0.130", "172.16.0.254"]]');

insert into neutron_config (id, vlan_range, gre_id_range, base_mac, internal_cidr, internal_gateway, segmentation_type,
    net_l23_provider)
values (1, '[1000, 1030]', '[2, 65535]', 'fa:16:3e:00:00:00', '192.168.111.0/24', '192.168.111.1', 'vlan', 'ovs');

-- Nodes: 1 to 3 controllers, 4 to 6 computes, 7 to 9 OSDs, 10 to 12 spare --------------------------------------------

create temporary table server on commit drop as
select n as id, n <= 9 as member,
    case when n <= 3 then 'controller' when n <= 6 then 'compute' when n <= 9 then 'ceph-osd' end as role
from generate_series(1, 12) as n;

create temporary table nic on commit drop as
select (s.id - 1) * 4 + k + 1 as id, s.id as node, k as number, 'eth' || k as name,
    format('52:54:00:00:%s:0%s', lpad(to_hex(s.id), 2, '0'), k) as mac,
    case k when 0 then '10.20.0.' || 20 + s.id end as ip, '0000:00:0' || k + 3 || '.0' as bus
from server as s, generate_series(0, 3) as k;

insert into nodes (id, uuid, cluster_id, name, status, meta, mac, ip, manufacturer, platform_name, progress,
    os_platform, pending_addition, pending_deletion, timestamp, online, agent_checksum, replaced_deployment_info,
    replaced_provisioning_info, group_id, hostname, roles, primary_roles)
select s.id, md5('node ' || s.id)::uuid::text, case when member then 1 end, 'node-host-' || s.id,
    case when member then 'ready' else 'discover' end::node_status,
    format('{"system": {"manufacturer": "KVM", "product": "QEMU", "family": "Virtual", "version": "1", '
        '"serial": "SER%1$s", "uuid": "00000000-0000-4000-8000-%2$s", "fqdn": "node-%3$s.domain.tld"}, '
        '"cpu": {"real": 1, "total": 4, "spec": [%4$s]}, '
        '"memory": {"slots": 1, "total": 8589934592, "maximum_capacity": 8589934592, '
        '"devices": [{"type": "RAM", "size": 8589934592}]}, "disks": [%5$s], "interfaces": [%6$s]}',
        lpad(s.id::text, 5, '0'), lpad(s.id::text, 12, '0'), s.id,
        (select string_agg('{"model": "QEMU Virtual CPU", "frequency": 2600}', ', ') from generate_series(1, 4)),
        (select string_agg(format('{"name": "sd%1$s", "disk": "sd%1$s", "model": "VBOX HARDDISK", "removable": "0", '
            '"size": %2$s, "extra": ["disk/by-id/ata-VBOX_%3$s%1$s"]}', d, gib * 1073741824::bigint, s.id), ', ')
            from (values ('a', 100), ('b', 100), ('c', 200)) as disk (d, gib)),
        (select string_agg(format('{"name": "%s", "mac": "%s", %s"driver": "e1000", "bus_info": "%s", "state": "up", '
            '"pxe": %s, "max_speed": 1000, "current_speed": 1000, "offloading_modes": []}', n.name, n.mac,
            coalesce('"ip": "' || n.ip || '", "netmask": "255.255.255.0", ', ''), n.bus, (number = 0)::text), ', '
            order by number) from nic as n where n.node = s.id)),
    (select n.mac from nic as n where n.node = s.id and number = 0), '10.20.0.' || 20 + s.id, 'KVM', 'QEMU',
    case when member then 100 else 0 end, 'ubuntu', false, false, localtimestamp, true, md5('agent ' || s.id), '[]',
    '{}',
    case when member then 1 end, 'node-' || s.id, case when member then array[role] else '{}' end,
    case when s.id = 1 then '{controller}'::varchar[] else '{}' end
from server as s;

insert into node_attributes (node_id, interfaces) select id, '{}' from server;

insert into node_nic_interfaces (id, node_id, name, mac, max_speed, current_speed, ip_addr, netmask, state, driver,
    bus_info, interface_properties, pxe)
select id, node, name, mac, 1000, 1000, ip, case when ip is not null then '255.255.255.0' end, 'up', 'e1000', bus,
    '{"mtu": null, "disable_offloading": false}', number = 0 and node <= 9
from nic;

insert into net_nic_assignments (network_id, interface_id)
select network, nic.id
from nic join server on server.id = nic.node and member
join (values (1, 0), (3, 0), (4, 0), (5, 0), (2, 1)) as wiring (network, number) using (number)
order by nic.id, network;

-- The floating addresses of the cloud's two VIP services in each of the two networks, then those of the nodes.
insert into ip_addrs (network, ip_addr, vip_type) values
    (1, '10.20.0.2', null), (2, '172.16.0.2', 'haproxy'), (2, '172.16.0.3', 'vrouter'),
    (3, '192.168.0.1', 'haproxy'), (3, '192.168.0.2', 'vrouter');
insert into ip_addrs (network, node, ip_addr)
select network, id, prefix || first + id - 1
from server join (values (1, '10.20.0.', 129), (3, '192.168.0.', 3), (2, '172.16.0.', 4), (4, '192.168.1.', 1))
    as subnet (network, prefix, first) on member and (network <> 2 or role = 'controller')
order by case network when 3 then 2 when 2 then 3 else network end, id;

-- Disks of 100, 100 and 200 GiB; sizes in MiB, 300 + 200 of each for booting, 64 for the LVM metadata of a disk.
insert into volume_manager_node_volumes (node_id, volumes)
select s.id, '[' || string_agg(format('{"id": "sd%1$s", "name": "sd%1$s", "type": "disk", "size": %2$s, '
    '"free_space": %3$s, "extra": ["disk/by-id/ata-VBOX_%4$s%1$s"], "volumes": [{"type": "boot", "size": 300}, '
    '{"type": "raid", "name": "Boot", "mount": "/boot", "file_system": "ext2", "size": 200}, '
    '{"type": "lvm_meta_pool", "size": %5$s}%6$s%7$s]}',
    d, size, case when role is null then size - 500 when role = 'compute' then size - 628 else size - 564 end, s.id,
    case when member and d <> 'a' then 64 else 0 end,
    case when member then format(', {"type": "pv", "vg": "os", "size": %s, "lvm_meta_size": %s}',
        case d when 'a' then 28736 else 0 end, case d when 'a' then 64 else 0 end) else '' end,
    case role
        when 'compute' then format(', {"type": "pv", "vg": "vm", "size": %s, "lvm_meta_size": 64}',
            case d when 'a' then size - 500 - 28736 else size - 564 end)
        when 'ceph-osd' then format(', {"type": "partition", "name": "cephjournal", "size": 0, "mount": "none", '
            '"file_system": "none", "disk_label": null, "partition_guid": "45b0969e-9b03-4f30-b4c6-b4b80ceff106"}, '
            '{"type": "partition", "name": "ceph", "size": %s, "mount": "none", "file_system": "none", '
            '"disk_label": null, "partition_guid": "4fbd7e29-9d25-41b8-afd0-062c0ceff05d"}',
            case d when 'a' then 0 else size - 564 end)
        else '' end), ', ' order by d)
    || case when member then ', {"id": "os", "type": "vg", "label": "Base System", "min_size": 28672, '
        '"_allocate_size": "min", "volumes": [{"name": "root", "type": "lv", "mount": "/", "file_system": "ext4", '
        '"size": 20480}, {"name": "swap", "type": "lv", "mount": "swap", "file_system": "swap", "size": 8192}]}'
        else '' end
    || case role when 'compute' then ', {"id": "vm", "type": "vg", "label": "Virtual Storage", "min_size": 5120, '
        '"_allocate_size": "all", "volumes": [{"name": "nova", "type": "lv", "mount": "/var/lib/nova", '
        '"file_system": "xfs", "size": 379044}]}' else '' end || ']'
from server as s, (values ('a', 102400), ('b', 102400), ('c', 204800)) as disk (d, size)
group by s.id, member, role;

-- What happened so far -----------------------------------------------------------------------------------------------

insert into tasks (id, cluster_id, uuid, name, message, status, progress, cache, result, parent_id, weight) values
    (1, 1, md5('deploy')::uuid::text, 'deploy', 'Deployment of environment ''sample'' is done. Access the OpenStack '
        'dashboard (Horizon) at http://172.16.0.2/', 'ready', 100, '{}', '{}', null, 1),
    (2, 1, md5('provision')::uuid::text, 'provision', null, 'ready', 100, '{}', '{}', 1, 0.4),
    (3, 1, md5('deployment')::uuid::text, 'deployment', 'Deployment of environment ''sample'' is done. Access the '
        'OpenStack dashboard (Horizon) at http://172.16.0.2/', 'ready', 100, '{}', '{}', 1, 1);

insert into notifications (cluster_id, node_id, topic, message, status, datetime)
select null, id, 'discover', 'New node is discovered: 4 CPUs / 8.0 GB RAM / 0.429 TB HDD ', 'unread', localtimestamp
from server;
insert into notifications (cluster_id, topic, message, status, datetime)
select 1, 'done', message, 'unread', localtimestamp from tasks where id = 1;

insert into master_node_settings (master_node_uid, settings) values (md5('master')::uuid::text, '{}');

select setval('releases_id_seq', 4), setval('clusters_id_seq', 1), setval('nodegroups_id_seq', 1),
    setval('network_groups_id_seq', 5), setval('networking_configs_id_seq', 1), setval('nodes_id_seq', 12),
    setval('node_nic_interfaces_id_seq', 48), setval('tasks_id_seq', 3);
