SELECT id, config_type::text, node_role, node_id, configuration
FROM openstack_configs
WHERE cluster_id = :cluster AND is_active
ORDER BY node_role, id
