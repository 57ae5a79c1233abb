select id, cluster_id, group_id, coalesce(nullif(hostname, ''), 'node-' || id) as hostname, status, error_type, online, roles, pending_roles,
    coalesce(pending_deletion, false) as pending_deletion, ip
from nodes
where cluster_id = :cluster_id
order by id
