UPDATE nodes
SET status = 'provisioning', progress = 0, error_type = NULL, error_msg = NULL, pending_addition = false
WHERE id = :node AND cluster_id = :cluster
