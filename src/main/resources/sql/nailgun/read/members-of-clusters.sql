-- Members of the clusters of an upgrade, with the roles they have or are to get.
select n.id, n.hostname, n.cluster_id, n.ip, array_to_string(n.roles || n.pending_roles, ' ') as roles
from nodes n
where n.cluster_id in (:clusters)
order by n.id
