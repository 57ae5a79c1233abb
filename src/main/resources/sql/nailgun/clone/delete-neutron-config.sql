delete from neutron_config where id in (select id from networking_configs where cluster_id = :cluster_id)
