UPDATE upgrade SET status = CASE WHEN ends_as IS NULL THEN 'running' ELSE 'rolling-back' END
 WHERE id = :upgrade AND status = 'paused'
RETURNING status
