SELECT id, hostname, cluster_id, status::text AS status, error_msg
FROM nodes
WHERE id IN (:nodes)
ORDER BY id
