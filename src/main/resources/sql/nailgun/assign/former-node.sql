-- What an assignment to a seed changes of a node.
select row_to_json(r)
from (
    select
        row_to_json(n) as node,
        (select v.volumes from volume_manager_node_volumes v where v.node_id = n.id) as volumes,
        (select json_agg(c) from cluster_changes c where c.node_id = n.id) as changes
    from nodes n
    where n.id = :node_id
) as r
