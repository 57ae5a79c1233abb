-- Which version of the cluster's settings each node has; what a node does not say is its cluster's.
select n.id, coalesce(n.release_id, c.release_id) as release_id, c.release_id as in_force
from nodes n join clusters c on c.id = n.cluster_id
where c.id = :cluster
