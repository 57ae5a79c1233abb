SELECT id, uuid FROM tasks
WHERE cluster_id = :cluster AND name::text = 'update' AND status::text IN ('running', 'pending')
ORDER BY id
