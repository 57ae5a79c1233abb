-- What is left for these nodes in their batch: the step that is dead, and all that come after it.
SELECT s.id, s.group_number, s.nodes, s.title
  FROM step s
  JOIN step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
 WHERE g.upgrade_id = :upgrade AND g.unit = :unit AND s.nodes && :nodes::integer[] AND (s.id = :step OR s.status = 'pending')
 ORDER BY s.group_number, s.id
