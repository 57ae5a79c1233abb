-- Tasks, those marked as deleted too: all, those of a cluster, of some statuses or names, or one. A column that
-- the table of an older Nailgun has not is the one of "absent", because a name is looked for inside first.
select row_to_json(task)
from (
    select cast(null as timestamp) as time_start, cast(null as timestamp) as time_end, cast(null as text) as graph_type,
        cast(null as boolean) as dry_run
) as absent
cross join lateral (
    select id, uuid, name, cluster_id, message, status, progress, result, dry_run, graph_type,
        to_char(time_start, 'YYYY-MM-DD"T"HH24:MI:SS.US') as time_start,
        to_char(time_end, 'YYYY-MM-DD"T"HH24:MI:SS.US') as time_end
    from tasks
    where (cast(:#${header.task_id} as integer) is null or id = cast(:#${header.task_id} as integer))
        and (cast(:#${header.cluster_id} as integer) is null or cluster_id = cast(:#${header.cluster_id} as integer))
        and (cast(:#${header.statuses} as text) is null
            or status::text = any(regexp_split_to_array(cast(:#${header.statuses} as text), ' *, *')))
        and (cast(:#${header.transaction_types} as text) is null
            or name::text = any(regexp_split_to_array(cast(:#${header.transaction_types} as text), ' *, *')))
) as task
order by task.id
limit cast(:#${header.limit} as integer) offset cast(:#${header.offset} as integer)
