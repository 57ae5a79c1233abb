-- Whoever was overtaken while it was on its way here casts nothing any more, nor when the step is being undone.
INSERT INTO astute_cast (task_uuid, upgrade_id, step_id, attempt, method, cluster_id, nodes, status, created_at,
    heard_at, running_by, ends_by)
SELECT :uuid, :upgrade, :step, :attempt, :method, :cluster, :nodes, 'intent', :now, :now, :running_by, :ends_by
 WHERE NOT EXISTS (SELECT 1 FROM step WHERE (id = :step OR undoes = :step) AND fence > :fence)
ON CONFLICT ((true)) WHERE status IN ('intent', 'sent', 'running') AND NOT aside DO NOTHING
