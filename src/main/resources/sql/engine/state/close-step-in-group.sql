UPDATE step_group g
   SET open = open - 1
  FROM step s, upgrade u
 WHERE s.id = :step AND u.id = s.upgrade_id AND g.upgrade_id = s.upgrade_id AND g.number = s.group_number
RETURNING g.open > 0 AND u.ends_as IS NULL AS others_open
