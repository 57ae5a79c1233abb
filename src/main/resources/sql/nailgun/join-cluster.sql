update nodes
set cluster_id = :cluster_id, group_id = :group_id, roles = '{}', pending_roles = cast(:pending_roles as varchar[]),
    primary_roles = '{}', pending_addition = true, error_type = null, error_msg = null
where id = :node_id
