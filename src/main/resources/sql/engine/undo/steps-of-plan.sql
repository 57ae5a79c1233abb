-- An upgrade's own steps, as far as the way back has to know them.
SELECT s.id, s.stage_number, s.stage, s.group_number, g.unit, s.name, s.title, s.nodes, s.undo, s.irreversible, s.until,
       s.estimate_seconds, s.status, h.id IS NOT NULL AS happened
  FROM step s
  JOIN step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
  LEFT JOIN happened h ON h.id = s.id
 WHERE s.upgrade_id = :upgrade AND s.undoes IS NULL
 ORDER BY s.group_number, s.id
