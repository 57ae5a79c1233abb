UPDATE step
   SET status = 'waiting', owner = NULL, lease_until = NULL, message = :message, wake_on = :on, wake_at = :at
 WHERE id = :step AND fence = :fence AND status = 'running'
RETURNING id
