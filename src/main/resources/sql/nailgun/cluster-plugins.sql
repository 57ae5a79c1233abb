select id from cluster_plugins where cluster_id = :cluster_id order by id
