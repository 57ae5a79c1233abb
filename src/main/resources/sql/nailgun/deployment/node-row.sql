SELECT id, name, status::text AS status, coalesce(progress, 0) AS progress, error_msg
FROM nodes
WHERE id = :node AND cluster_id = :cluster
FOR UPDATE
