insert into tasks (cluster_id, uuid, name, status, progress, cache, result, weight)
values (:cluster_id, :uuid, cast(:name as task_name), cast(:status as task_status), 0, '{}', '{}', 1)
returning id
