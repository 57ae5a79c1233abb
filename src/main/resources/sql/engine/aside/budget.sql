-- The batches whose groups a step is of, one for each role, and how many nodes of that role are set aside and not through.
SELECT g.unit, b.unit AS number, b.role, b.failures, b.canary, b.aside, b.nodes,
       (SELECT COALESCE(sum(cardinality(a.nodes)), 0)::integer
          FROM batch a
         WHERE a.upgrade_id = b.upgrade_id AND a.stage_number = b.stage_number AND a.role = b.role AND a.aside
           AND EXISTS (SELECT 1 FROM step_group o
                        WHERE o.upgrade_id = a.upgrade_id AND o.unit = COALESCE(a.goes_with, a.unit) AND o.open > 0)) AS used
  FROM step s
  JOIN step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
  JOIN batch b ON b.upgrade_id = g.upgrade_id AND COALESCE(b.goes_with, b.unit) = g.unit
 WHERE s.id = :step
 ORDER BY b.unit
