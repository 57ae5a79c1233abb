INSERT INTO step_output (upgrade_id, step_id, at, node, attempt, phase, text)
SELECT upgrade_id, id, :at, :node::integer, :attempt, CASE WHEN undoes IS NULL THEN :phase ELSE 'undo' END, :text
  FROM step
 WHERE id = :step AND upgrade_id = :upgrade
