UPDATE upgrade SET status = 'succeeded', finished_at = :now, message = NULL
 WHERE id = :upgrade AND status IN ('running', 'paused', 'failed')
   AND NOT EXISTS (SELECT 1 FROM step_group WHERE upgrade_id = :upgrade AND open > 0)
RETURNING id
