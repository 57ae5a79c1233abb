-- What the node says, or else its cluster.
select coalesce(n.release_id, c.release_id)
from nodes n left join clusters c on c.id = n.cluster_id
where n.id = :node_id
