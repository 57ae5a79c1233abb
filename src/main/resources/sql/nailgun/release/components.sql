select components from clusters where id = :cluster_id
