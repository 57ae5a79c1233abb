update nodes
set cluster_id = :cluster_id, group_id = :group_id, roles = cast(:roles as varchar[]),
    pending_roles = cast(:pending_roles as varchar[]), primary_roles = '{}'
where id = :node_id
