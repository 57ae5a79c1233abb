-- The last one first: what came after it comes after the one before it.
SELECT g.number
  FROM step_group g
 WHERE g.upgrade_id = :upgrade AND g.unit = :unit
   AND NOT EXISTS (SELECT 1 FROM step s WHERE s.upgrade_id = g.upgrade_id AND s.group_number = g.number)
 ORDER BY g.number DESC
