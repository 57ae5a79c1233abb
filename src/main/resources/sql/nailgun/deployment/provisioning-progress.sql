SELECT floor(avg(coalesce(progress, 0)))
FROM nodes
WHERE cluster_id = :cluster AND status::text IN ('provisioning', 'provisioned')
