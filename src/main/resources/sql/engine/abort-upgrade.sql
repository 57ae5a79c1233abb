UPDATE upgrade SET status = 'aborted', finished_at = :now
 WHERE id = :upgrade AND status IN ('planned', 'running', 'paused', 'failed')
RETURNING id
