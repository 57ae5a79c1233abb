SELECT number, name, back_to, for_good
  FROM stage g
 WHERE upgrade_id = :upgrade
   AND EXISTS (SELECT 1 FROM step WHERE upgrade_id = g.upgrade_id AND stage_number = g.number AND undoes IS NULL)
 ORDER BY number
