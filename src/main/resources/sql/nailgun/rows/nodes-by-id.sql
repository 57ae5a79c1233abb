select id, cluster_id, group_id, coalesce(nullif(hostname, ''), 'node-' || id) as hostname, status, error_type, online, roles, pending_roles,
    coalesce(pending_deletion, false) as pending_deletion, ip
from nodes
where id in (:ids)
order by id
