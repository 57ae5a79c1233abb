SELECT n.*, v.volumes
FROM nodes n
LEFT JOIN volume_manager_node_volumes v ON v.node_id = n.id
WHERE n.cluster_id = :cluster
ORDER BY n.id
