select id, name from nodegroups where cluster_id = :cluster_id order by id
