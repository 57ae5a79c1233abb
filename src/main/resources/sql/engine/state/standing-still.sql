-- Nothing of them is under way, and they are not over, though nothing holds them: the end of a step did not see what another transaction had not committed yet,
-- such as a rollback that began at that moment.
SELECT u.id
  FROM upgrade u
 WHERE u.status IN ('running', 'rolling-back')
   AND NOT EXISTS (SELECT 1 FROM step s
                    WHERE s.upgrade_id = u.id AND s.status IN ('queued', 'running', 'waiting'))
   AND NOT EXISTS (SELECT 1 FROM holding h WHERE h.upgrade_id = u.id)
