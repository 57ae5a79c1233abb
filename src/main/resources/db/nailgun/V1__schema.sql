-- The tables of Nailgun 7.0 that Octane reads or writes: names, types, enums and constraints of the real thing.
-- Columns of JSON are text there; so they are here.

create type bond_mode as enum ('active-backup', 'balance-slb', 'lacp-balance-tcp', 'balance-rr', 'balance-xor',
    'broadcast', '802.3ad', 'balance-tlb', 'balance-alb');
create type cluster_mode as enum ('multinode', 'ha_full', 'ha_compact');
create type cluster_net_manager as enum ('FlatDHCPManager', 'VlanManager');
create type cluster_status as enum ('new', 'deployment', 'stopped', 'operational', 'error', 'remove', 'update',
    'update_error');
create type net_l23_provider as enum ('ovs', 'nsx');
create type net_provider as enum ('nova_network', 'neutron');
create type node_error_type as enum ('deploy', 'provision', 'deletion');
create type node_status as enum ('ready', 'discover', 'provisioning', 'provisioned', 'deploying', 'error', 'removing');
create type notif_status as enum ('read', 'unread');
create type notif_topic as enum ('discover', 'done', 'error', 'warning', 'release');
create type possible_changes as enum ('networks', 'attributes', 'disks', 'interfaces', 'vmware_attributes');
create type release_state as enum ('available', 'unavailable');
create type segmentation_type as enum ('vlan', 'gre', 'tun');
create type task_name as enum ('super', 'deploy', 'deployment', 'provision', 'stop_deployment', 'reset_environment',
    'update', 'node_deletion', 'cluster_deletion', 'check_before_deployment', 'check_networks', 'verify_networks',
    'check_dhcp', 'verify_network_connectivity', 'multicast_verification', 'check_repo_availability',
    'check_repo_availability_with_setup', 'dump', 'capacity_log', 'create_stats_user', 'remove_stats_user',
    'spawn_vms', 'remove_images');
create type task_status as enum ('ready', 'running', 'error');

create table releases (
    id serial primary key,
    name varchar(100) not null,
    version varchar(30) not null,
    description varchar,
    operating_system varchar(50) not null,
    state release_state not null,
    networks_metadata text,
    attributes_metadata text,
    volumes_metadata text,
    modes_metadata text,
    roles_metadata text,
    can_update_from_versions text not null default '[]',
    wizard_metadata text,
    is_deployable boolean not null default true,
    deployment_tasks text,
    vmware_attributes_metadata text,
    modes text,
    network_roles_metadata text default '[]',
    extensions varchar(64)[] not null default '{}',
    unique (name, version)
);

create table clusters (
    id serial primary key,
    mode cluster_mode not null,
    status cluster_status not null,
    net_provider net_provider not null,
    name text not null unique,
    release_id integer not null references releases (id),
    replaced_deployment_info text,
    replaced_provisioning_info text,
    is_customized boolean,
    fuel_version text not null,
    pending_release_id integer,
    deployment_tasks text,
    ui_settings text not null default '{"sort": [{"roles": "asc"}], "sort_by_labels": [], "search": "", '
        '"filter_by_labels": {}, "filter": {}, "view_mode": "standard"}',
    extensions varchar(64)[] not null default '{}',
    constraint fk_pending_release_id foreign key (pending_release_id) references releases (id)
);

create table attributes (
    id serial primary key,
    cluster_id integer references clusters (id),
    editable text,
    generated text
);

create table vmware_attributes (
    id serial primary key,
    cluster_id integer references clusters (id),
    editable text
);

create table nodegroups (
    id serial primary key,
    cluster_id integer references clusters (id),
    name varchar(50) not null
);

create table network_groups (
    id serial primary key,
    name varchar(50) not null,
    release integer references releases (id),
    vlan_start integer,
    cidr varchar(25),
    gateway varchar(25),
    meta text,
    group_id integer constraint network_groups_nodegroups_fk references nodegroups (id)
);

create table networking_configs (
    id serial primary key,
    discriminator varchar(50),
    cluster_id integer references clusters (id) on delete cascade,
    dns_nameservers text,
    floating_ranges text,
    configuration_template text
);

create table neutron_config (
    id integer primary key references networking_configs (id),
    vlan_range text,
    gre_id_range text,
    base_mac varchar not null,
    internal_cidr varchar(25),
    internal_gateway varchar(25),
    segmentation_type segmentation_type not null,
    net_l23_provider net_l23_provider not null
);

create table nova_network_config (
    id integer primary key references networking_configs (id),
    fixed_networks_cidr varchar(25),
    fixed_networks_vlan_start integer,
    fixed_network_size integer not null,
    fixed_networks_amount integer not null,
    net_manager cluster_net_manager not null
);

create table nodes (
    id serial primary key,
    uuid varchar(36) not null unique,
    cluster_id integer references clusters (id),
    name varchar(100),
    status node_status not null,
    meta text,
    mac varchar not null unique,
    ip varchar(15),
    manufacturer varchar(50),
    platform_name varchar(150),
    kernel_params text,
    progress integer,
    os_platform varchar(150),
    pending_addition boolean,
    pending_deletion boolean,
    error_type node_error_type,
    error_msg varchar(255),
    timestamp timestamp without time zone not null,
    online boolean,
    agent_checksum varchar(40),
    replaced_deployment_info text,
    replaced_provisioning_info text,
    group_id integer constraint nodes_nodegroups_fk references nodegroups (id),
    hostname varchar(255) not null default '',
    roles varchar(64)[] not null default '{}',
    pending_roles varchar(64)[] not null default '{}',
    primary_roles varchar(64)[] not null default '{}',
    network_template text,
    extensions varchar(64)[] not null default '{}',
    labels text not null default '{}',
    constraint _hostname_cluster_uc unique (cluster_id, hostname)
);

create table node_attributes (
    id serial primary key,
    node_id integer references nodes (id) on delete cascade,
    interfaces text,
    vms_conf text not null default '[]'
);

create table volume_manager_node_volumes (
    id serial primary key,
    node_id integer not null unique,
    volumes text not null default '[]'
);

create table node_bond_interfaces (
    id serial primary key,
    node_id integer not null references nodes (id) on delete cascade,
    name varchar(32) not null,
    mac varchar,
    state varchar(25),
    mode bond_mode not null,
    bond_properties text not null default '{}',
    interface_properties text not null default '{}',
    offloading_modes text not null default '[]'
);

create table node_nic_interfaces (
    id serial primary key,
    node_id integer not null references nodes (id) on delete cascade,
    name varchar(128) not null,
    mac varchar not null,
    max_speed integer,
    current_speed integer,
    ip_addr varchar(25),
    netmask varchar(25),
    state varchar(25),
    parent_id integer references node_bond_interfaces (id),
    driver text,
    bus_info text,
    interface_properties text not null default '{}',
    offloading_modes text not null default '[]',
    pxe boolean not null default false
);

create table net_nic_assignments (
    id serial primary key,
    network_id integer not null references network_groups (id) on delete cascade,
    interface_id integer not null references node_nic_interfaces (id) on delete cascade
);

create table net_bond_assignments (
    id serial primary key,
    network_id integer not null references network_groups (id) on delete cascade,
    bond_id integer not null references node_bond_interfaces (id) on delete cascade
);

create table ip_addr_ranges (
    id serial primary key,
    network_group_id integer references network_groups (id) on delete cascade,
    first varchar(25) not null,
    last varchar(25) not null
);

create table ip_addrs (
    id serial primary key,
    network integer references network_groups (id) on delete cascade,
    node integer references nodes (id) on delete cascade,
    ip_addr varchar(25) not null,
    vip_type varchar(50)
);

create table cluster_changes (
    id serial primary key,
    cluster_id integer references clusters (id),
    node_id integer references nodes (id) on delete cascade,
    name possible_changes not null
);

create table plugins (
    id serial primary key,
    name varchar(100) not null,
    title varchar(100) not null,
    version varchar(32) not null,
    description varchar(400),
    releases text,
    fuel_version text,
    package_version varchar(32) not null,
    groups text not null default '[]',
    authors text not null default '[]',
    licenses text not null default '[]',
    homepage text,
    network_roles_metadata text not null default '[]',
    attributes_metadata text not null default '{}',
    volumes_metadata text not null default '{}',
    roles_metadata text not null default '{}',
    deployment_tasks text not null default '[]',
    tasks text not null default '[]',
    constraint _name_version_unique unique (name, version)
);

create table cluster_plugins (
    id serial primary key,
    plugin_id integer not null references plugins (id) on delete cascade,
    cluster_id integer references clusters (id)
);

create table tasks (
    id serial primary key,
    cluster_id integer references clusters (id),
    uuid varchar(36) not null,
    name task_name not null,
    message text,
    status task_status not null,
    progress integer,
    cache text,
    result text,
    parent_id integer references tasks (id),
    weight double precision
);

create table notifications (
    id serial primary key,
    cluster_id integer references clusters (id) on delete set null,
    node_id integer references nodes (id) on delete set null,
    task_id integer references tasks (id) on delete set null,
    topic notif_topic not null,
    message text,
    status notif_status not null,
    datetime timestamp without time zone not null
);

create table master_node_settings (
    id serial primary key,
    master_node_uid varchar(36) not null,
    settings text
);

create table cluster_upgrade_relations (
    id serial primary key,
    orig_cluster_id integer not null unique,
    seed_cluster_id integer not null unique
);

-- The relation has one copy; this name for it is an updatable view.
create view upgrade_relation as
    select id, orig_cluster_id, seed_cluster_id from cluster_upgrade_relations;
