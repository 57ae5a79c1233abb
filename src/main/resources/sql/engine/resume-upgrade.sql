UPDATE upgrade u SET status = 'running', message = NULL
 WHERE id = :upgrade AND status = 'failed'
   AND NOT EXISTS (SELECT 1 FROM step WHERE upgrade_id = u.id AND status = 'dead')
RETURNING id
