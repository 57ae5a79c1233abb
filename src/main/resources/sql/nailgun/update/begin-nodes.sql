UPDATE nodes
SET status = 'deploying', progress = 0, pending_roles = '{}',
    roles = roles || ARRAY(SELECT role FROM unnest(pending_roles) AS role WHERE role <> ALL (roles))
WHERE id IN (:nodes) AND cluster_id = :cluster
