-- Tasks: all, those of a cluster, one, or those that were asked for from outside and have no parent.
select row_to_json(r)
from (
    select id, uuid, name, cluster_id, message, status, progress, result
    from tasks
    where (cast(:#${header.task_id} as integer) is null or id = cast(:#${header.task_id} as integer))
        and (cast(:#${header.cluster_id} as integer) is null or cluster_id = cast(:#${header.cluster_id} as integer))
        and (not cast(:#${header.roots} as boolean) or parent_id is null)
    order by id
) as r
