-- The oldest row that stays tells how many went before it.
WITH edge AS (SELECT id FROM step_output WHERE step_id = :of ORDER BY id DESC OFFSET :kept LIMIT 1),
     gone AS (DELETE FROM step_output o USING edge WHERE o.step_id = :of AND o.id < edge.id
              RETURNING GREATEST(o.removed, 1) AS lines)
UPDATE step_output o
   SET removed = GREATEST(o.removed, 1) + (SELECT COALESCE(sum(lines), 0) FROM gone), text = ''
  FROM edge
 WHERE o.id = edge.id
