UPDATE step
   SET status = 'queued', wake_on = NULL, wake_at = NULL, queued_at = :now
 WHERE status = 'waiting' AND wake_on = :on
RETURNING id
