select id, cluster_id, group_id, hostname, status, error_type, online, roles, pending_roles, ip
from nodes
where cluster_id is null
order by id
