UPDATE clusters SET status = CAST(:status AS cluster_status), pending_release_id = :release WHERE id = :cluster
