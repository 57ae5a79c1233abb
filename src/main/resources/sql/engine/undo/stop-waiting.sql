-- What waits to be tried again, for a person, for a window, or for what will be undone comes to its end here. Anything else that has begun, such as a job
-- on a node that nothing will undo, is waited for.
UPDATE step s
   SET status = 'failed', phase = NULL, deadline_at = NULL, wake_at = NULL, finished_at = :now
  FROM step_group g
 WHERE s.upgrade_id = :upgrade AND s.undoes IS NULL
   AND (s.status = 'dead'
        OR s.status = 'waiting' AND s.wake_on IN ('approval', 'window')
        OR (s.status = 'waiting' AND s.wake_on IS NULL
            AND (s.deadline_at IS NULL OR EXISTS (SELECT 1 FROM step b WHERE b.undoes = s.id))))
   AND g.upgrade_id = s.upgrade_id AND g.number = s.group_number AND NOT g.goes_on
RETURNING s.id
