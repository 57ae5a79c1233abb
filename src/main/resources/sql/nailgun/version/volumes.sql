select v.node_id, v.volumes
from volume_manager_node_volumes v join nodes n on n.id = v.node_id
where n.cluster_id = :cluster_id
order by v.node_id
