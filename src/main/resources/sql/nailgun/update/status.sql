UPDATE clusters SET status = CAST(:status AS cluster_status) WHERE id = :cluster
