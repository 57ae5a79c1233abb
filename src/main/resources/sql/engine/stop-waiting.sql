UPDATE step s
   SET status = 'failed', phase = NULL, deadline_at = NULL, wake_at = NULL, finished_at = :now
  FROM step_group g
 WHERE s.upgrade_id = :upgrade AND s.undoes IS NULL
   AND (s.status = 'dead' OR (s.status = 'waiting' AND s.wake_on IS NULL))
   AND g.upgrade_id = s.upgrade_id AND g.number = s.group_number AND NOT g.goes_on
RETURNING s.id
