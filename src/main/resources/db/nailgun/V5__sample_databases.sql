-- The sample cloud's controllers have volumes of their own for the databases and for images, as Fuel lays them since 7.0.

create function pg_temp.volume(disk text, name text, label text, mount text, size integer) returns void language sql as $$
    update volume_manager_node_volumes
    set volumes = regexp_replace(
        rtrim(volumes, ']') || format(', {"id": "%s", "type": "vg", "label": "%s", "min_size": 5120, "_allocate_size": "all", '
            '"volumes": [{"name": "root", "type": "lv", "mount": "%s", "file_system": "ext4", "size": %s}]}]',
            name, label, mount, size - 64),
        format('("id": "%s", "name": "%1$s".*?"free_space": )%s(.*?"vg": "os", "size": 0, "lvm_meta_size": 0\})', disk, size),
        format('\10\2, {"type": "pv", "vg": "%s", "size": %s, "lvm_meta_size": 64}', name, size))
    where node_id in (select id from nodes where 'controller' = any (roles))
$$;

select pg_temp.volume('sdb', 'mysql', 'Mysql Database', '/var/lib/mysql', 102400 - 564),
    pg_temp.volume('sdc', 'image', 'Image Storage', '/var/lib/glance', 204800 - 564);
