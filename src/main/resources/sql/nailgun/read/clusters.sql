-- Clusters with what the API adds to their columns; all of them, or one.
select row_to_json(r)
from (
    select c.*, relation.orig_cluster_id as original_cluster_id,
        exists (select 1 from nodes n where n.cluster_id = c.id and n.status = 'ready') as has_ready_nodes,
        coalesce((
            select json_agg(change)
            from (select name, node_id from cluster_changes where cluster_id = c.id order by id) as change
        ), '[]') as changes
    from clusters c left join upgrade_relation relation on relation.seed_cluster_id = c.id
    where cast(:#${header.cluster_id} as integer) is null or c.id = cast(:#${header.cluster_id} as integer)
    order by c.id
    limit cast(:#${header.limit} as integer) offset cast(:#${header.offset} as integer)
) as r
