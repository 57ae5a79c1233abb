# shellcheck shell=bash
# Makes the tables of one service's database with rows. Run, not sourced:
# seed-db.sh DIRECTORY DATABASE LEVEL empty|fresh|sample; for nova's sample INSTANCES holds ready tuples, one a line.
set -u
DIR=$1/$2 DB=$2 LEVEL=$3 MODE=$4
mkdir -p "$DIR"
. "${0%/*}/levels.sh"

PROGRAM='
    function hex(n, width) { return substr(sprintf("%0*x", width, n), 1, width) }
    function id(i,    h, k) {
        h = 7
        for (k = 1; k <= length(seed); k++) h = (h * 31 + index("abcdefghijklmnopqrstuvwxyz_.0123456789", substr(seed, k, 1))) % 65521
        return sprintf("%04x%04x-%04x-4%03x-8%03x-%06x%06x", h, i, (h * 7 + i) % 65536, (h + i) % 4096, (i * 37) % 4096, (h * 251 + i) % 16777216, i * 4099 % 16777216)
    }
    function word(i) { return sprintf("%08x", (i * 2654435) % 4294967291) }'

# make TABLE "column type,column type" FRESH SAMPLE FORMAT: FORMAT is awk's text for a tuple of row i
make() {
    local table=$1 columns=$2 rows=0 line body=
    case $MODE in fresh) rows=$3 ;; sample) rows=$4 ;; esac
    while IFS= read -r line; do body+="  \`${line%% *}\` ${line#* },"$'\n'; done <<<"${columns//,/$'\n'}"
    printf 'CREATE TABLE `%s` (\n%s\n) ENGINE=InnoDB DEFAULT CHARSET=utf8;\n' "$table" "${body%,$'\n'}" >"$DIR/$table.sql"
    : >"$DIR/$table.rows"
    ((rows)) || return 0
    PROGRAM+="
    BEGIN { seed = \"$DB.$table\"; file = dir \"/$table.rows\"; for (i = 1; i <= $rows; i++) print $5 >file; close(file) }"
}

# rows: those of all tables, by one awk
rows() { awk -v dir="$DIR" "$PROGRAM"; }

version() {
    MODE=empty make migrate_version 'repository_id varchar(250),repository_path text,version int(11)' 0 0 '""'
    version_rows "$DB" "$LEVEL" >"$DIR/migrate_version.rows"
}

q="'"
case $DB in
    keystone)
        version
        make user 'id varchar(64),name varchar(255),password varchar(128),enabled tinyint(1)' 9 240 \
            '"('"$q"'" id(i) "'"$q,$q"'" (i==1 ? "admin" : i==2 ? "nova" : i==3 ? "glance" : i==4 ? "cinder" : i==5 ? "neutron" : i==6 ? "heat" : "user" i) "'"$q,$q"'$6$" word(i) word(i+9) "'"$q"',1)"'
        make project 'id varchar(64),name varchar(64),enabled tinyint(1)' 2 24 \
            '"('"$q"'" id(i) "'"$q,$q"'" (i==1 ? "admin" : i==2 ? "services" : "tenant" i) "'"$q"',1)"'
        make role 'id varchar(64),name varchar(255)' 3 4 \
            '"('"$q"'" id(i) "'"$q,$q"'" (i==1 ? "admin" : i==2 ? "_member_" : "role" i) "'"$q"')"'
        make assignment 'type varchar(16),actor_id varchar(64),target_id varchar(64),role_id varchar(64)' 9 260 \
            '"('"$q"'UserProject'"$q,$q"'" id(i) "'"$q,$q"'" id(i%24+1) "'"$q,$q"'" id(i%4+1) "'"$q"')"'
        make service 'id varchar(64),type varchar(255),name varchar(255)' 8 8 \
            '"('"$q"'" id(i) "'"$q,$q"'type" i "'"$q,$q"'service" i "'"$q"')"'
        make endpoint 'id varchar(64),service_id varchar(64),interface varchar(8),url text' 24 24 \
            '"('"$q"'" id(i) "'"$q,$q"'" id(i%8+1) "'"$q,${q}public$q,$q"'http://cloud/v" i "'"$q"')"'
        make token 'id varchar(64),expires datetime,user_id varchar(64),valid tinyint(1)' 12 420 \
            '"('"$q"'" word(i) word(i*3) "'"$q,${q}2015-10-01 10:00:00$q,$q"'" id(i) "'"$q"',1)"'
        ;;
    nova)
        version
        make instances 'id int(11),uuid varchar(36),display_name varchar(255),host varchar(255),vm_state varchar(255),task_state varchar(255),power_state int(11),memory_mb int(11),locked tinyint(1),config_drive varchar(255),deleted int(11),disk varchar(16)' 0 0 '""'
        make pci_devices 'id int(11),instance_uuid varchar(36),status varchar(36),address varchar(12)' 0 0 '""'
        [[ $MODE == sample ]] && printf '%s\n' "${INSTANCES-}" >"$DIR/instances.rows"
        make services 'id int(11),host varchar(255),binary varchar(255),disabled tinyint(1),disabled_reason varchar(255)' 0 0 '""'
        make instance_types 'id int(11),name varchar(255),memory_mb int(11),vcpus int(11)' 5 7 \
            '"(" i ",'"$q"'m1.flavor" i "'"$q"'," 512*i "," i ")"'
        make instance_system_metadata 'id int(11),instance_uuid varchar(36),key varchar(255),value varchar(255)' 0 360 \
            '"(" i ",'"$q"'" id(i%6+1) "'"$q,$q"'key" i "'"$q,$q"'value, with \\'"$q"' and ; inside " i "'"$q"')"'
        make block_device_mapping 'id int(11),instance_uuid varchar(36),device_name varchar(255),volume_id varchar(36)' 0 220 \
            '"(" i ",'"$q"'" id(i%6+1) "'"$q,$q"'/dev/vd" i%20 "'"$q"'," (i%3 ? "NULL" : "'"$q"'" id(i) "'"$q"'") ")"'
        make key_pairs 'id int(11),name varchar(255),user_id varchar(255),fingerprint varchar(255)' 0 60 \
            '"(" i ",'"$q"'key" i "'"$q,$q"'" id(i) "'"$q,$q"'" word(i) "'"$q"')"'
        make quotas 'id int(11),project_id varchar(255),resource varchar(255),hard_limit int(11)' 4 120 \
            '"(" i ",'"$q"'" id(i%24+1) "'"$q,${q}cores$q"'," i ")"'
        ;;
    glance)
        version
        make images 'id varchar(36),name varchar(255),size bigint(20),status varchar(30),owner varchar(255)' 1 45 \
            '"('"$q"'" id(i) "'"$q,$q"'" (i==1 ? "TestVM" : "image" i) "'"$q"'," 13167616*i ",'"${q}active$q,$q"'" id(i%24+1) "'"$q"')"'
        make image_properties 'id int(11),image_id varchar(36),name varchar(255),value text' 3 300 \
            '"(" i ",'"$q"'" id(i%45+1) "'"$q,$q"'property" i "'"$q,$q"'" word(i) "'"$q"')"'
        make image_members 'id int(11),image_id varchar(36),member varchar(255)' 0 30 \
            '"(" i ",'"$q"'" id(i%45+1) "'"$q,$q"'" id(i%24+1) "'"$q"')"'
        ;;
    cinder)
        version
        make volumes 'id varchar(36),host varchar(255),size int(11),status varchar(255),display_name varchar(255),deleted tinyint(1)' 0 180 \
            '"('"$q"'" id(i) "'"$q,${q}rbd:volumes#RBD-backend$q"'," i%40+1 ",'"$q"'" (i%3 ? "available" : "in-use") "'"$q,$q"'volume" i "'"$q"',0)"'
        make snapshots 'id varchar(36),volume_id varchar(36),status varchar(255)' 0 75 \
            '"('"$q"'" id(i) "'"$q,$q"'" id(i) "'"$q,${q}available$q"')"'
        make volume_types 'id varchar(36),name varchar(255)' 1 3 '"('"$q"'" id(i) "'"$q,$q"'type" i "'"$q"')"'
        make services 'id int(11),host varchar(255),binary varchar(255),disabled tinyint(1),disabled_reason varchar(255)' 0 0 '""'
        make quotas 'id int(11),project_id varchar(255),resource varchar(255),hard_limit int(11)' 3 96 \
            '"(" i ",'"$q"'" id(i%24+1) "'"$q,${q}volumes$q"'," i ")"'
        ;;
    heat)
        version
        make stack 'id varchar(36),name varchar(255),status varchar(255),owner_id varchar(36)' 0 36 \
            '"('"$q"'" id(i) "'"$q,$q"'stack" i "'"$q,${q}COMPLETE$q"',NULL)"'
        make resource 'id varchar(36),name varchar(255),stack_id varchar(36),status varchar(255)' 0 320 \
            '"('"$q"'" id(i) "'"$q,$q"'resource" i "'"$q,$q"'" id(i%36+1) "'"$q,${q}COMPLETE$q"')"'
        make event 'id int(11),stack_id varchar(36),resource_name varchar(255),created_at datetime' 0 480 \
            '"(" i ",'"$q"'" id(i%36+1) "'"$q,$q"'resource" i "'"$q,${q}2015-09-30 12:00:00$q"')"'
        make raw_template 'id int(11),template longtext' 0 36 '"(" i ",'"$q"'{\"heat_template_version\": \"2013-05-23\", \"n\": " i "}'"$q"')"'
        ;;
    neutron)
        MODE=sample make alembic_version 'version_num varchar(32)' 1 1 '"('"$q$LEVEL$q"')"'
        make networks 'id varchar(36),name varchar(255),status varchar(16),shared tinyint(1)' 2 14 \
            '"('"$q"'" id(i) "'"$q,$q"'" (i==1 ? "net04_ext" : i==2 ? "net04" : "network" i) "'"$q,${q}ACTIVE$q"',0)"'
        make subnets 'id varchar(36),name varchar(255),network_id varchar(36),cidr varchar(64)' 2 14 \
            '"('"$q"'" id(i) "'"$q,$q"'subnet" i "'"$q,$q"'" id(i) "'"$q,$q"'10." i ".0.0/24'"$q"')"'
        make ports 'id varchar(36),name varchar(255),network_id varchar(36),mac_address varchar(32),status varchar(16)' 3 260 \
            '"('"$q"'" id(i) "'"$q,$q$q,$q"'" id(i%14+1) "'"$q,${q}fa:16:3e:"'" hex(i,2) ":" hex(i%250,2) ":00'"$q,${q}ACTIVE$q"')"'
        make routers 'id varchar(36),name varchar(255),status varchar(16)' 1 6 '"('"$q"'" id(i) "'"$q,$q"'router" (i==1 ? "04" : i) "'"$q,${q}ACTIVE$q"')"'
        make floatingips 'id varchar(36),floating_ip_address varchar(64),router_id varchar(36)' 0 40 \
            '"('"$q"'" id(i) "'"$q,$q"'172.16.0." 130+i "'"$q,$q"'" id(i%6+1) "'"$q"')"'
        make agents 'id varchar(36),agent_type varchar(255),binary varchar(255),host varchar(255),admin_state_up tinyint(1)' 0 0 '""'
        make securitygroups 'id varchar(36),name varchar(255)' 1 26 '"('"$q"'" id(i) "'"$q,$q"'group" i "'"$q"')"'
        make securitygrouprules 'id varchar(36),security_group_id varchar(36),direction varchar(8)' 4 150 \
            '"('"$q"'" id(i) "'"$q,$q"'" id(i%26+1) "'"$q,${q}egress$q"')"'
        make externalnetworks 'network_id varchar(36)' 0 0 '""'
        make ml2_network_segments 'id varchar(36),network_id varchar(36),network_type varchar(32),physical_network varchar(64),segmentation_id int(11)' 0 0 '""'
        make ml2_flat_allocations 'physical_network varchar(64)' 0 0 '""'
        make networksecuritybindings 'network_id varchar(36),port_security_enabled tinyint(1)' 0 0 '""'
        ;;
    *) printf 'no such database: %s\n' "$DB" >&2 && exit 1 ;;
esac
rows
if [[ $DB == neutron && $MODE != empty ]]; then
    # the first network is the external one; each has a segment
    mapfile -t networks <"$DIR/networks.rows"
    printf '%s)\n' "${networks[0]%%,*}" >"$DIR/externalnetworks.rows"
    for i in "${!networks[@]}"; do
        id=${networks[i]%%,*}
        printf "%s,%s,'vlan','physnet2',%d)\n" "$id" "${id#(}" $((1001 + i))
    done >"$DIR/ml2_network_segments.rows"
fi
