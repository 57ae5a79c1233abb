SELECT id, coalesce(nullif(hostname, ''), 'node-' || id) AS hostname, cluster_id, status::text AS status, error_msg
FROM nodes
WHERE id IN (:nodes)
ORDER BY id
