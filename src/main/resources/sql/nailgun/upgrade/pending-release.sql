select pending_release_id from clusters where id = :cluster_id
