-- On the way back a step that goes forward may be the last that undoing waits for, whatever is open in its group. Without a fence: a
-- person has ended it.
UPDATE step_group g
   SET open = open - 1
  FROM step s, upgrade u
 WHERE s.id = :step AND (s.fence = :fence OR :fence::bigint IS NULL)
   AND u.id = s.upgrade_id AND g.upgrade_id = s.upgrade_id AND g.number = s.group_number
RETURNING g.number AS closing, g.open > 0 AS others_open, u.ends_as IS NOT NULL AND s.undoes IS NULL AS all_looked_at
