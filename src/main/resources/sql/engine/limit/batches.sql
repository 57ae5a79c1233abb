-- The batches of a role in their order, with the groups that they have; without what was cut out of one later. A batch has begun once a step of it
-- has; that it waits for its turn is none.
SELECT b.unit, b.stage_number, b.at_once, b.nodes, min(g.number) AS first_group, max(g.number) AS last_group,
       EXISTS (SELECT 1
                 FROM step_group h
                 JOIN step s ON s.upgrade_id = h.upgrade_id AND s.group_number = h.number
                WHERE h.upgrade_id = b.upgrade_id AND h.unit = b.unit AND s.started_at IS NOT NULL AND s.name <> :turn) AS begun,
       (SELECT s.id
          FROM step_group h
          JOIN step s ON s.upgrade_id = h.upgrade_id AND s.group_number = h.number
         WHERE h.upgrade_id = b.upgrade_id AND h.unit = b.unit AND s.started_at IS NOT NULL AND s.name = :turn) AS turn
  FROM batch b
  JOIN step_group g ON g.upgrade_id = b.upgrade_id AND g.unit = b.unit
 WHERE b.upgrade_id = :upgrade AND b.role = :role AND b.cut_from IS NULL
 GROUP BY b.upgrade_id, b.unit, b.stage_number, b.at_once, b.nodes
 ORDER BY min(g.number)
