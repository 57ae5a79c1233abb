delete from clusters where id = :cluster_id
