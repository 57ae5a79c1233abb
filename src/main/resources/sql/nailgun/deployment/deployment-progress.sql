-- As Nailgun counts: a node in error doesn't count, and one that is offline counts as one more that is over.
SELECT floor(avg(counted.progress))
FROM (
    SELECT CASE WHEN status::text IN ('deploying', 'ready') THEN coalesce(progress, 0) ELSE 0 END AS progress
    FROM nodes
    WHERE cluster_id = :cluster AND status::text IN ('discover', 'provisioned', 'deploying', 'ready')
    UNION ALL
    SELECT 100 FROM nodes WHERE cluster_id = :cluster AND NOT online
) AS counted
