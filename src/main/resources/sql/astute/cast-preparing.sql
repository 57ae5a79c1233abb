INSERT INTO astute_cast (task_uuid, upgrade_id, step_id, attempt, method, cluster_id, nodes, status, created_at,
    heard_at, running_by, ends_by)
VALUES (:uuid, :upgrade, :step, :attempt, :method, :cluster, :nodes, 'preparing', :now, :now, :running_by, :ends_by)
