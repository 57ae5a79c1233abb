SELECT p.*, c.*
FROM plugins p
JOIN cluster_plugins c ON c.plugin_id = p.id
WHERE c.cluster_id = :cluster
ORDER BY p.id
