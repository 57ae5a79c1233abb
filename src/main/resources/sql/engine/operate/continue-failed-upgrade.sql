UPDATE upgrade u SET status = CASE WHEN ends_as IS NULL THEN 'running' ELSE 'rolling-back' END, message = NULL
 WHERE id = :upgrade AND status = 'failed'
   AND NOT EXISTS (SELECT 1 FROM holding WHERE upgrade_id = u.id)
RETURNING status
