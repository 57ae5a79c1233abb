-- An upgrade's own steps, as far as the way back has to know them. What was done on a node alone before it was set aside belongs to what
-- is left of it: both come to their end together, or not at all.
SELECT s.id, s.stage_number, s.stage, s.group_number, COALESCE(a.goes_with, a.unit, g.unit) AS unit, COALESCE(b.cut_from, g.unit) AS batch,
       s.name, s.title, s.nodes, s.undo, s.irreversible, s.until, s.estimate_seconds, s.status, h.id IS NOT NULL AS happened
  FROM step s
  JOIN step_group g ON g.upgrade_id = s.upgrade_id AND g.number = s.group_number
  LEFT JOIN batch b ON b.upgrade_id = g.upgrade_id AND b.unit = g.unit
  LEFT JOIN batch a ON a.upgrade_id = g.upgrade_id AND a.cut_from = g.unit AND s.nodes <@ a.nodes AND s.nodes <> '{}'
  LEFT JOIN happened h ON h.id = s.id
 WHERE s.upgrade_id = :upgrade AND s.undoes IS NULL
 ORDER BY s.group_number, s.id
