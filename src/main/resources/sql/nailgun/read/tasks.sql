-- Tasks: all, those of a cluster, or one. Before 9.0 none is marked as deleted, before 9.1 none tells of its graph: a
-- column that the table has not is the one of "absent", because a name is looked for inside first.
select row_to_json(task)
from (
    select cast(null as timestamp) as deleted_at, cast(null as timestamp) as time_start,
        cast(null as timestamp) as time_end, cast(null as text) as graph_type, cast(null as boolean) as dry_run
) as absent
cross join lateral (
    select id, uuid, name, cluster_id, message, status, progress, result, parent_id, dry_run, graph_type,
        to_char(time_start, 'YYYY-MM-DD"T"HH24:MI:SS.US') as time_start,
        to_char(time_end, 'YYYY-MM-DD"T"HH24:MI:SS.US') as time_end,
        -- Of Octane's own (version 3 of their uuid): Nailgun tells of no subtasks.
        (select json_agg(row_to_json(subtask) order by subtask.id)
            from (
                select s.id, s.uuid, s.name, s.cluster_id, s.message, s.status, s.progress, s.result
                from tasks s
                where s.parent_id = tasks.id and substr(tasks.uuid, 15, 1) = '3'
            ) as subtask) as subtasks
    from tasks
    where deleted_at is null
        and (cast(:#${header.task_id} as integer) is null or id = cast(:#${header.task_id} as integer))
        and (cast(:#${header.cluster_id} as integer) is null or cluster_id = cast(:#${header.cluster_id} as integer))
) as task
order by task.id
limit cast(:#${header.limit} as integer) offset cast(:#${header.offset} as integer)
