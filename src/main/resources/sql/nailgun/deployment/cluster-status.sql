UPDATE clusters
SET status = CAST(:status AS cluster_status)
WHERE id = :cluster AND status::text IN ('new', 'deployment', 'stopped', 'operational', 'error', 'partially_deployed')
