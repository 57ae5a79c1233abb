UPDATE step
   SET status = 'queued', wake_on = NULL, wake_at = NULL, queued_at = :now
 WHERE id IN (SELECT id FROM step WHERE status = 'waiting' AND wake_at <= :now
               ORDER BY wake_at LIMIT 500 FOR UPDATE SKIP LOCKED)
RETURNING id
