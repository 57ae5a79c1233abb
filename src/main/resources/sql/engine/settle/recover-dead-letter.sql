-- Whoever was told that the step failed is told once that it has succeeded or was skipped.
UPDATE dead_letter d SET cured_at = :now
  FROM step s, upgrade u
 WHERE d.step_id = :step AND d.cured_at IS NULL AND d.status <> 'open' AND s.id = d.step_id AND u.id = d.upgrade_id
RETURNING d.id, d.upgrade_id, s.name, d.node_names, d.status, d.closed_by, d.closed_reason, u.original_cluster_id
