INSERT INTO astute_cast (task_uuid, upgrade_id, step_id, attempt, method, cluster_id, nodes, status, created_at,
    heard_at, running_by, ends_by)
VALUES (:uuid, :upgrade, :step, :attempt, :method, :cluster, :nodes, 'intent', :now, :now, :running_by, :ends_by)
ON CONFLICT ((true)) WHERE status IN ('intent', 'sent', 'running') DO NOTHING
