-- Roles of all nodes in the clusters of a release, deployed or to be deployed.
select distinct unnest(n.roles || n.pending_roles)
from nodes n join clusters c on c.id = n.cluster_id
where c.release_id = :id
