-- The batches of a role, and of those with which it goes, in their order, with the groups that they have; without what was cut out of one later.
-- A batch has begun once a step of it has; that it waits for its turn is none.
SELECT b.unit AS number, COALESCE(b.goes_with, b.unit) AS unit, b.stage_number, b.role, b.row_role, b.nodes,
       min(g.number) AS first_group, max(g.number) AS last_group,
       EXISTS (SELECT 1
                 FROM step_group h
                 JOIN step s ON s.upgrade_id = h.upgrade_id AND s.group_number = h.number
                WHERE h.upgrade_id = b.upgrade_id AND h.unit = COALESCE(b.goes_with, b.unit)
                  AND s.started_at IS NOT NULL AND s.name <> :turn) AS begun,
       (SELECT s.id
          FROM step_group h
          JOIN step s ON s.upgrade_id = h.upgrade_id AND s.group_number = h.number
         WHERE h.upgrade_id = b.upgrade_id AND h.unit = COALESCE(b.goes_with, b.unit)
           AND s.name = :turn
           -- one that was renewed and not asked again yet has its events
           AND (s.started_at IS NOT NULL OR EXISTS (SELECT 1 FROM event e WHERE e.step_id = s.id))) AS turn
  FROM batch b
  JOIN step_group g ON g.upgrade_id = b.upgrade_id AND g.unit = COALESCE(b.goes_with, b.unit)
 WHERE b.upgrade_id = :upgrade AND b.cut_from IS NULL
   AND EXISTS (SELECT 1 FROM batch o
                WHERE o.upgrade_id = b.upgrade_id AND o.stage_number = b.stage_number AND o.role = :role
                  AND COALESCE(o.row_role, o.role) = COALESCE(b.row_role, b.role))
 GROUP BY b.upgrade_id, b.unit, b.goes_with, b.stage_number, b.role, b.row_role, b.nodes
 ORDER BY min(g.number), b.unit
