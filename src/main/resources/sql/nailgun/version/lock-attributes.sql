select id from attributes where cluster_id = :cluster_id for update
