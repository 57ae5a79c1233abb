UPDATE nodes
SET status = 'deploying', progress = 0, error_type = NULL, error_msg = NULL, pending_addition = false,
    roles = :roles, pending_roles = '{}'
WHERE id = :node AND cluster_id = :cluster
