UPDATE nodes
SET status = 'removing', error_type = NULL, error_msg = NULL
WHERE id = :node AND cluster_id = :cluster
