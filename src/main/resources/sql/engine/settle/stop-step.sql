-- An upgrade that is taken back tries nothing again, and waits for nothing that will be undone but its casts.
UPDATE step s
   SET status = 'failed', phase = NULL, owner = NULL, lease_until = NULL, deadline_at = NULL, finished_at = :now,
       message = :message
  FROM upgrade u, step_group g
 WHERE s.id = :step AND s.fence = :fence AND s.status = 'running' AND s.undoes IS NULL
   AND u.id = s.upgrade_id AND u.ends_as IS NOT NULL
   AND (:failed OR EXISTS (SELECT 1 FROM step b WHERE b.undoes = s.id))
   AND g.upgrade_id = s.upgrade_id AND g.number = s.group_number AND NOT g.goes_on
RETURNING s.id
