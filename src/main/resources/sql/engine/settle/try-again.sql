UPDATE step
   SET status = 'waiting', phase = NULL, owner = NULL, lease_until = NULL, deadline_at = NULL,
       attempt = attempt + 1, message = :message, wake_on = NULL, wake_at = :at
 WHERE id = :step AND fence = :fence AND status = 'running'
RETURNING id
