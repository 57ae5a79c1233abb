delete from network_groups where group_id in (select id from nodegroups where cluster_id = :cluster_id)
