SELECT count(*) FROM nodes WHERE cluster_id = :cluster AND status::text <> :status
