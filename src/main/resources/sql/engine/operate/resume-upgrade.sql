UPDATE upgrade u
   SET status = CASE WHEN EXISTS (SELECT 1 FROM holding WHERE upgrade_id = u.id) THEN 'failed'
                     WHEN ends_as IS NULL THEN 'running'
                     ELSE 'rolling-back' END,
       message = CASE WHEN EXISTS (SELECT 1 FROM holding WHERE upgrade_id = u.id) THEN message END
 WHERE id = :upgrade AND status = 'paused'
RETURNING status
