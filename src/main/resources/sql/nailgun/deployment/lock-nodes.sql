SELECT id FROM nodes WHERE cluster_id = :cluster ORDER BY id FOR UPDATE
